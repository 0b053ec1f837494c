/**
 * `skerry shrink` of a history of transactions: the few that show its gravest anomaly, judged by
 * what they break, with the certificate rechecked.
 */

import { transactionalVerdict } from '../../../checkers/transactions/transactional.js';
import { isLimitProblem } from '../../../checkers/verify/transactions/limit-problem.js';
import { verifyTransactions } from '../../../checkers/verify/transactions/verify-transactions.js';
import type { Audit } from '../../../checkers/audit/audit.js';
import type {
  TransactionAudit,
  TransactionAuditOptions,
} from '../../../checkers/transactions/audit/transaction-audit.js';
import { transactionsOf } from '../../history/transactions/transactions-of.js';
import { countOf, formatCount } from '../../report/quantities.js';
import {
  shrinkTransactions,
  type ShrunkTransactions,
} from '../../shrink/history/transactions/shrink-transactions.js';
import { CommandError, EXIT } from '../exit-codes.js';
import { startProgress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import type { Subject } from './shrink-subject.js';

/** What the terminal is told, and what the reporters are. */
export interface ShrunkAudit {
  /** Of what is left; of the whole where there is no anomaly. */
  readonly audit: Audit;
  readonly shrunk: ShrunkTransactions | undefined;
  /** From how much to how little; empty where there is no anomaly. */
  readonly summary: string;
}

/** What is asked, as of `check`: models, what orders versions, and limits. */
export type ShrinkQuestion = TransactionAuditOptions;

/** As long as `check --all` looks for what is hard to find, with no time limit and no models. */
const SECONDS_TO_LOOK = 8;

/**
 * Shrinks, rechecks, and says what came of it.
 * @throws {@link CommandError} when the certificate does not hold, a defect of skerry.
 */
export async function shrinkToAudit(
  subject: Extract<Subject, { of: 'transactions' }>,
  { expect, ...audit }: ShrinkQuestion,
  terminal: Terminal,
  ascii: boolean,
): Promise<ShrunkAudit> {
  const { events, transactions: kind } = subject;
  const progress = await startProgress(terminal);
  try {
    const endMs = performance.now() + SECONDS_TO_LOOK * 1000;
    const result = shrinkTransactions(events, kind, {
      ...(expect === undefined ? {} : { expect }),
      ...(audit.shouldStop === undefined && expect === undefined
        ? { shouldStopLooking: () => performance.now() > endMs }
        : {}),
      audit,
      onProgress: (left) => progress.update(`${countOf(left, 'transaction')} left`),
    });
    if (result.kind === 'none') {
      return { audit: auditOf(result.audit), shrunk: undefined, summary: '' };
    }
    recheck(result, audit, terminal);
    const summary = summaryOf(result, ascii);
    return { audit: auditOf(result.audit), shrunk: result, summary };
  } finally {
    progress.end();
  }
}

function auditOf({ kind, ...audit }: TransactionAudit): Audit {
  return { subject: `${kind} transactions`, ...audit, checks: [] };
}

function summaryOf(
  { micros, from, size, checks, minimality }: ShrunkTransactions,
  ascii: boolean,
): string {
  const arrow = ascii ? '->' : '→';
  const left = countOf(size, 'transaction');
  const parts = `${formatCount(micros.left)} of ${countOf(micros.from, 'micro-operation')}`;
  const end =
    minimality === '1-minimal' ? 'none of it can go' : 'the budget ended before more went';
  const numbers = `${formatCount(from)} ${arrow} ${left} (${parts})`;
  return `\n${numbers}, by ${countOf(checks, 'check')}; ${end}`;
}

function recheck(
  { anomaly, audit, model, events }: ShrunkTransactions,
  { sequentialKeys, linearizableKeys }: ShrinkQuestion,
  terminal: Terminal,
): void {
  if (model === undefined) return;
  const verdict = transactionalVerdict(audit, [model]);
  const [problem] = verifyTransactions(transactionsOf(events, audit.kind), verdict);
  if (problem === undefined) return;
  if (isLimitProblem(problem)) return terminal.remark(`not rechecked: ${problem.message}`);
  // The verifier goes by what was read alone: of what the user promises of keys it knows nothing.
  const isPromised = sequentialKeys === true || linearizableKeys === true;
  if (isPromised || anomaly === 'cyclic-versions') {
    return terminal.remark('not rechecked: the verifier does not know the order of versions');
  }
  throw new CommandError(`the certificate does not hold: ${problem.message}`, EXIT.internal);
}
