/**
 * Consistency of transactions as a checker of strict histories, for workloads and matchers: the
 * models that must hold, and one verdict.
 */

import type { History } from '../../src/history/operation.js';
import type { TransactionKind } from '../../src/history/transactions/transaction-columns.js';
import { transactionsOfHistory } from '../../src/history/transactions/transactions-of.js';
import { standingOf, type ModelStanding } from '../audit/standings.js';
import type { Certificate } from '../certificate.js';
import type { Checker, CheckOptions } from '../checker.js';
import type { Effort, Verdict } from '../verdict.js';
import type { TransactionAnomaly } from './anomaly.js';
import { auditTransactions } from './audit/audit-transactions.js';
import type { AnomalyGroup, TransactionAudit } from './audit/transaction-audit.js';
import { modelsBrokenBy } from './lattice/anomalies.js';
import { withStronger } from './lattice/boundary.js';

/** What the history is of, and what must hold of it. */
export interface TransactionalOptions {
  readonly kind: TransactionKind;
  /** Names or synonyms of consistency models; default strict serializability. */
  readonly expect?: readonly string[];
}

const CHECKER = 'transactions';

/**
 * A checker of the models in `expect`. Its verdict is about the first of them that does not hold,
 * or when all do, about the first. `check` throws HistoryError for operations that are no
 * transactions, and ModelError for models there are not.
 */
export function transactional({
  kind,
  expect = ['strong-serializable'],
}: TransactionalOptions): Checker {
  return {
    name: expect.join(', '),
    check(history: History, options: CheckOptions = {}): Verdict {
      const columns = transactionsOfHistory(history, kind);
      const audit = auditTransactions(columns, { ...options, expect });
      return transactionalVerdict(audit, expect);
    },
  };
}

/** The verdict of an audit in which the models of `expect` were asked for. */
export function transactionalVerdict(audit: TransactionAudit, expect: readonly string[]): Verdict {
  const stands = expect.map((name) => standingOf(audit.standings, name)!);
  const effort: Effort = { judged: audit.judged, configurations: audit.configurations };
  const base = { checker: expect.join(', '), algorithm: CHECKER, effort };
  const violated = stands.find(({ standing }) => standing === 'violated');
  if (violated !== undefined) {
    const anomalies = anomaliesAgainst(audit, violated);
    const certificate = evidence(audit, violated, anomalies[0]);
    return { ...base, kind: 'illegal', anomalies, certificate };
  }
  const undecided = stands.find(({ standing }) => standing === 'undecided');
  if (undecided !== undefined) {
    const { because, model } = undecided;
    const reason = because.kind === 'undecided' ? because.reason : `${model} is not decided`;
    return { ...base, kind: 'unknown', reason, progress: `no anomaly that breaks ${model}` };
  }
  const held = stands[0]!;
  return { ...base, kind: 'legal', certificate: evidence(audit, held, undefined) };
}

/** The anomalies that break the model, the most damning first. */
function anomaliesAgainst(
  { anomalies }: TransactionAudit,
  { model }: ModelStanding,
): readonly [TransactionAnomaly, ...TransactionAnomaly[]] {
  const isAgainst = ({ breaks }: AnomalyGroup): boolean => withStronger(breaks).has(model);
  const telling = [...anomalies.filter(isAgainst), ...anomalies.filter((one) => !isAgainst(one))];
  const [first, ...others] = telling.flatMap(({ examples }) => examples.slice(0, 1));
  if (first !== undefined) return [first, ...others];
  return [
    { kind: `not-${model}`, message: `${model} is violated`, operations: [], explanation: [] },
  ];
}

/** The certificate of a standing, or of that from which it follows. */
function evidence(
  audit: TransactionAudit,
  standing: ModelStanding,
  anomaly: TransactionAnomaly | undefined,
): Certificate {
  const { model, because } = groundOf(audit, standing);
  if (because.kind === 'certificate') return because.certificate;
  if (anomaly?.steps === undefined) {
    return { kind: 'witness', operations: anomaly?.operations ?? [], records: [] };
  }
  const isGround = because.kind === 'anomaly' && because.anomaly === anomaly.kind;
  const broken = isGround ? model : modelsBrokenBy([anomaly.kind]).find(impliedBy(standing.model));
  const steps = anomaly.steps.map(({ from, to, kind, key }) => ({
    from,
    to,
    kind,
    ...(key === undefined ? {} : { key }),
  }));
  return { kind: 'cycle', model: broken ?? standing.model, steps };
}

/** The standing from which another follows, by way of others perhaps. */
function groundOf({ standings }: TransactionAudit, standing: ModelStanding): ModelStanding {
  let ground: ModelStanding | undefined = standing;
  for (let left = standings.length; ground !== undefined && left > 0; left--) {
    const { because }: ModelStanding = ground;
    if (because.kind !== 'implied') return ground;
    ground = standings.find(({ model }) => model === because.by);
  }
  return standing;
}

/** Whether a model is broken wherever a weaker one is. */
function impliedBy(model: string): (weaker: string) => boolean {
  return (weaker) => withStronger([weaker]).has(model);
}
