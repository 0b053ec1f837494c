/**
 * One question, the whole answer: every checker that applies to a recorded history judges it.
 */

import type { Event } from '../../src/history/event.js';
import { HistoryError } from '../../src/history/history-error.js';
import { toHistory } from '../../src/history/history.js';
import type { History } from '../../src/history/operation.js';
import type { TransactionColumns } from '../../src/history/transactions/transaction-columns.js';
import { guessTransactionKind } from '../../src/history/transactions/transaction-kind.js';
import { transactionsOf } from '../../src/history/transactions/transactions-of.js';
import { checkSafely } from '../jepsen/compose.js';
import { perKey } from '../jepsen/per-key.js';
import { jepsenCheckersFor, namedEventCheckers } from '../jepsen/registry.js';
import type { EventChecker } from '../jepsen/event-checker.js';
import { auditTransactions } from '../transactions/audit/audit-transactions.js';
import type { TransactionAuditOptions } from '../transactions/audit/transaction-audit.js';
import type { Audit, CheckResult } from './audit.js';
import { auditObjects, type ObjectAudit } from './audit-objects.js';
import { judgedWorkloads } from './judged-workloads.js';

/** What is asked. */
export interface AuditOptions extends TransactionAuditOptions {
  /** One of `workloadNames`; default: what the functions and values look like. */
  readonly workload?: string;
  /** The events as transactions, if the caller has built them already. */
  readonly columns?: TransactionColumns;
}

/**
 * The transactions of events: those of the workload named, or what the events look like; none for
 * `undefined`.
 * @throws HistoryError for events that the workload named does not have.
 */
export function transactionsIn(
  events: readonly Event[],
  workload?: string,
): TransactionColumns | undefined {
  const kind =
    workload === undefined ? guessTransactionKind(events) : judgedWorkloads[workload]?.transactions;
  return kind === undefined ? undefined : transactionsOf(events, kind);
}

/**
 * Judges a recorded history by all that applies to it. Events that are no strict history are judged
 * by what takes events only.
 * @throws HistoryError for events that the workload named does not have.
 * @throws ModelError for an unknown model in `expect`.
 */
export function auditEvents(events: readonly Event[], options: AuditOptions = {}): Audit {
  const { workload, columns = transactionsIn(events, workload) } = options;
  const judged = workload === undefined ? undefined : judgedWorkloads[workload];
  const checks = checkersFor(events, judged?.checkers, columns !== undefined).map((checker) =>
    resultOf(checker, events),
  );
  if (columns !== undefined) return { ...auditTransactionColumns(columns, options), checks };
  const history = strictHistoryOf(events);
  const models = judged === undefined ? undefined : (judged.models ?? []);
  const objects = history === undefined ? NOTHING : auditObjects(history, models, options);
  const { judgedAs, ...lattice } = objects;
  return {
    subject: subjectOf(judgedAs, history),
    judged: history?.operations.length ?? events.length,
    anomalies: [],
    ...lattice,
    checks: [...objects.checks, ...checks],
  };
}

/** Judges transactions that were read into columns. */
export function auditTransactionColumns(
  columns: TransactionColumns,
  options: TransactionAuditOptions = {},
): Audit {
  const { kind, ...audit } = auditTransactions(columns, options);
  return { subject: `${kind} transactions`, ...audit, checks: [] };
}

function subjectOf(judgedAs: string, history: History | undefined): string {
  if (judgedAs !== '') return `operations on a ${judgedAs}`;
  return history === undefined ? 'events' : 'operations';
}

const NOTHING: ObjectAudit = {
  judgedAs: '',
  configurations: 0,
  standings: [],
  strongest: [],
  weakestViolated: [],
  checks: [],
};

/** Those that a workload names, or all that the history looks as if it were for. */
function checkersFor(
  events: readonly Event[],
  names: readonly string[] | undefined,
  isTransactional: boolean,
): readonly EventChecker[] {
  const applying = jepsenCheckersFor(events);
  if (names === undefined) return isTransactional ? applying.filter(isGeneral) : applying;
  const named = namedEventCheckers.filter(({ name }) => names.includes(name));
  const hasKeys = events.some(({ key }) => key !== undefined);
  return [
    ...named.map(({ create }) => (hasKeys ? perKey(create()) : create())),
    ...applying.filter((checker) => isGeneral(checker) && !names.includes(checker.name)),
  ];
}

function isGeneral({ name }: EventChecker): boolean {
  return ['stats', 'latency', 'availability', 'long-fork'].includes(name);
}

function resultOf(checker: EventChecker, events: readonly Event[]): CheckResult {
  const { verdict, result } = checkSafely(checker, events);
  return { name: checker.name, verdict, result };
}

function strictHistoryOf(events: readonly Event[]): History | undefined {
  try {
    return toHistory(events);
  } catch (error) {
    if (error instanceof HistoryError) return undefined;
    throw error;
  }
}
