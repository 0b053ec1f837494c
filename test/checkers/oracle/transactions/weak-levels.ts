/**
 * The levels below prefix consistency by their definitions (Biswas and Enea, OOPSLA 2019; Adya
 * 1999 for read committed): a history satisfies one if some total order of its transactions does.
 * All of them are tried, with every choice of crashed transactions, on histories of a handful.
 */

import type { Axiom, CommitOrder } from '../../../../checkers/transactions/levels/level.js';
import type { OracleTransaction } from './transactions.js';

/** Transactions by the order of their calls; written values are unique for each key. */
export type OracleHistory = readonly OracleTransaction[];

/** A read of what another transaction wrote last of the key; `from` is -1 for the initial state. */
export interface ExternalRead {
  readonly reader: number;
  readonly key: number;
  readonly from: number;
  /** The place of the operation in the transaction. */
  readonly at: number;
}

/** Whether some order satisfies the level. */
export function someOrderSatisfies(
  history: OracleHistory,
  axiom: Axiom,
  order: CommitOrder,
): boolean {
  const facts = new WeakLevelFacts(history, order);
  const crashed = [...history.keys()].filter((at) => history[at]!.outcome === 'info');
  const answered = [...history.keys()].filter((at) => history[at]!.outcome === 'ok');
  for (let choice = 0; choice < 2 ** crashed.length; choice++) {
    const taken = [...answered, ...crashed.filter((_, at) => (choice >> at) & 1)];
    for (const commits of permutations(taken)) {
      if (facts.isSatisfied(axiom, commits)) return true;
    }
  }
  return false;
}

/** What follows from the history alone, and whether an order agrees with it. */
export class WeakLevelFacts {
  readonly reads: readonly ExternalRead[];
  /** Whether one comes before another in its process. */
  readonly precedes: (left: number, right: number) => boolean;
  readonly #history: OracleHistory;
  readonly #order: CommitOrder;
  readonly #written: readonly ReadonlySet<number>[];
  readonly #sees: Map<Axiom, (seen: number, read: ExternalRead) => boolean>;

  constructor(history: OracleHistory, order: CommitOrder) {
    this.#history = history;
    this.#order = order;
    this.reads = externalReads(history);
    this.#written = history.map(
      ({ micros }) => new Set(micros.filter(({ f }) => f !== 'r').map(({ key }) => key)),
    );
    this.precedes = (left, right) =>
      order !== 'none' &&
      left < right &&
      history[left]!.process === history[right]!.process &&
      history[left]!.outcome === 'ok';
    const pairs = new Set(this.reads.map(({ from, reader }) => `${from} ${reader}`));
    const isRead = (from: number, reader: number): boolean => pairs.has(`${from} ${reader}`);
    const visible = closure(
      history.length,
      (left, right) => this.precedes(left, right) || isRead(left, right),
    );
    this.#sees = new Map<Axiom, (seen: number, read: ExternalRead) => boolean>([
      ['read-committed', () => false],
      [
        'monotonic-atomic-view',
        (seen, { reader, at }) =>
          this.reads.some(
            (other) => other.reader === reader && other.from === seen && other.at < at,
          ),
      ],
      ['read-atomic', (seen, { reader }) => isRead(seen, reader) || this.precedes(seen, reader)],
      ['causal', (seen, { reader }) => visible[seen]![reader]!],
    ]);
  }

  /** Pairs that the axiom puts in order; nothing can be before -1, the initial state. */
  forced(axiom: Axiom, taken: readonly number[]): { before: number; after: number }[] {
    const sees = this.#sees.get(axiom)!;
    const pairs: { before: number; after: number }[] = [];
    for (const read of this.reads) {
      for (const other of taken) {
        if (other === read.from || !this.#written[other]!.has(read.key)) continue;
        if (sees(other, read)) pairs.push({ before: other, after: read.from });
      }
    }
    return pairs;
  }

  /** Whether a total order of some transactions, among them all `ok` ones, is as it should be. */
  isSatisfied(axiom: Axiom, commits: readonly number[]): boolean {
    const place = new Map(commits.map((transaction, at) => [transaction, at]));
    place.set(-1, -1);
    for (const { from, reader } of this.reads) {
      // A crashed transaction that was read must be there.
      if (!place.has(from) || place.get(from)! >= place.get(reader)!) return false;
    }
    for (let late = 0; late < commits.length; late++) {
      for (let early = 0; early < late; early++) {
        if (this.#mustPrecede(commits[late]!, commits[early]!)) return false;
      }
    }
    for (const { before, after } of this.forced(axiom, commits)) {
      if (place.get(before)! >= place.get(after)!) return false;
    }
    return this.#versionsAgree(commits);
  }

  #mustPrecede(left: number, right: number): boolean {
    if (this.precedes(left, right)) return true;
    if (this.#order !== 'realtime' || this.#history[left]!.outcome !== 'ok') return false;
    return this.#history[left]!.return < this.#history[right]!.call;
  }

  /** Whether what is appended in this order begins with every list that was read. */
  #versionsAgree(commits: readonly number[]): boolean {
    const lists = new Map<number, number[]>();
    for (const transaction of commits) {
      for (const { f, key, value } of this.#history[transaction]!.micros) {
        if (f === 'append') lists.set(key, [...(lists.get(key) ?? []), value]);
      }
    }
    return this.#history.every(({ micros }) =>
      micros.every(({ f, key, value }) => {
        if (f !== 'r' || !Array.isArray(value)) return true;
        const list = lists.get(key) ?? [];
        return (value as readonly number[]).every((element, at) => element === list[at]);
      }),
    );
  }
}

/** Who read what from whom. Reads of what the transaction wrote itself are left out. */
export function externalReads(history: OracleHistory): ExternalRead[] {
  const writerOf = new Map<string, number>();
  for (const [writer, { micros }] of history.entries()) {
    for (const { f, key, value } of micros) {
      if (f !== 'r') writerOf.set(`${key} ${value}`, writer);
    }
  }
  const reads: ExternalRead[] = [];
  for (const [reader, { micros, outcome }] of history.entries()) {
    if (outcome !== 'ok') continue;
    const own = new Set<number>();
    for (const [at, { f, key, value }] of micros.entries()) {
      if (f !== 'r') own.add(key);
      if (f !== 'r' || own.has(key)) continue;
      const seen = Array.isArray(value) ? (value as number[]).at(-1) : (value as number | null);
      const isInitial = seen === null || seen === undefined;
      const from = isInitial ? -1 : writerOf.get(`${key} ${seen}`);
      if (from !== undefined) reads.push({ reader, key, from, at });
    }
  }
  return reads;
}

/** The transitive closure of a relation on the numbers below `size` (Warshall). */
function closure(size: number, related: (left: number, right: number) => boolean): boolean[][] {
  const rows = Array.from({ length: size }, (_, left) =>
    Array.from({ length: size }, (_, right) => related(left, right)),
  );
  for (let middle = 0; middle < size; middle++) {
    for (const row of rows) {
      if (!row[middle]) continue;
      for (let right = 0; right < size; right++) row[right] ||= rows[middle]![right]!;
    }
  }
  return rows;
}

function* permutations(items: readonly number[]): Generator<readonly number[]> {
  if (items.length <= 1) {
    yield items;
    return;
  }
  for (const [at, item] of items.entries()) {
    const others = [...items.slice(0, at), ...items.slice(at + 1)];
    for (const rest of permutations(others)) yield [item, ...rest];
  }
}
