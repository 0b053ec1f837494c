/**
 * Levels of isolation as choices of a store: from which versions reads may choose, what an order of
 * transactions demands of them, and what is validated when a transaction commits. Each keeps the
 * consistency model of its name; and each but the last breaks the next stronger ones, in time.
 *
 * All versions of all keys are in one order, that of commits. `past` of a commit is what whoever
 * sees it sees as well.
 */

/**
 * Which versions reads choose from.
 *
 * | reads    | a read may return                                                                 |
 * | -------- | --------------------------------------------------------------------------------- |
 * | dirty    | the newest version, and on top of it what its writer has not committed            |
 * | single   | any committed version                                                             |
 * | view     | none older than what transactions wrote that were read before: their past         |
 * | atomic   | as view, and none whose past is newer than what was read before                   |
 * | causal   | as atomic, where the past of a commit holds the pasts of all that it had seen      |
 * | snapshot | the newest version in some prefix of all commits, the same for all reads          |
 */
export type Reads = 'dirty' | 'single' | 'view' | 'atomic' | 'causal' | 'snapshot';

/**
 * `none`: whatever was committed before may be missed. `session`: what the session itself committed
 * is seen. `realtime`: so is what was committed when the transaction began. To reads that are
 * `single` or a `view` no model promises any of that; there, commits that were acknowledged take
 * effect later, in any order, in that of their session, or at once.
 */
export type Order = 'none' | 'session' | 'realtime';

/**
 * A commit fails when there is a newer version of a key that the transaction: read and wrote
 * (`cursor`), wrote without having been able to see it (`writes`), or read, unless it wrote nothing
 * (`reads`).
 */
export type Validation = 'none' | 'cursor' | 'writes' | 'reads';

/** The choices of one level. */
export interface Isolation {
  /** The consistency model, by its name in the lattice of models. */
  readonly model: string;
  readonly reads: Reads;
  readonly order: Order;
  readonly validation: Validation;
}

type Row = readonly [model: string, reads: Reads, order: Order, validation: Validation];

const ROWS: readonly Row[] = [
  ['read-uncommitted', 'dirty', 'realtime', 'none'],
  ['read-committed', 'single', 'none', 'none'],
  ['strong-session-read-committed', 'single', 'session', 'none'],
  ['strong-read-committed', 'single', 'realtime', 'none'],
  ['cursor-stability', 'single', 'realtime', 'cursor'],
  ['monotonic-atomic-view', 'view', 'none', 'none'],
  ['strong-session-monotonic-atomic-view', 'view', 'session', 'none'],
  ['read-atomic', 'atomic', 'none', 'none'],
  ['strong-session-read-atomic', 'atomic', 'session', 'none'],
  ['causal-cerone', 'causal', 'none', 'none'],
  ['strong-session-causal', 'causal', 'session', 'none'],
  // One rule, two names: a consistent view forbids cycles with one anti-dependency, and so does it.
  ['consistent-view', 'causal', 'none', 'writes'],
  ['parallel-snapshot-isolation', 'causal', 'none', 'writes'],
  ['prefix', 'snapshot', 'none', 'none'],
  ['strong-session-prefix', 'snapshot', 'session', 'none'],
  ['snapshot-isolation', 'snapshot', 'none', 'writes'],
  ['strong-session-snapshot-isolation', 'snapshot', 'session', 'writes'],
  ['strong-snapshot-isolation', 'snapshot', 'realtime', 'writes'],
  ['serializable', 'snapshot', 'none', 'reads'],
  ['strong-session-serializable', 'snapshot', 'session', 'reads'],
  ['strong-serializable', 'snapshot', 'realtime', 'reads'],
];

/** Every level that the store offers, roughly from weak to strong. */
export const isolations: readonly Isolation[] = ROWS.map(([model, reads, order, validation]) => ({
  model,
  reads,
  order,
  validation,
}));

const byModel = new Map(isolations.map((isolation) => [isolation.model, isolation]));

/** The level that keeps the model of this name; throws a RangeError for one that no level has. */
export function isolationNamed(model: string): Isolation {
  const isolation = byModel.get(model);
  if (isolation !== undefined) return isolation;
  throw new RangeError(`the store has no level "${model}"; it has ${[...byModel.keys()].join()}`);
}
