/**
 * What the lists that were read say of the transactions of a core: who appended to a key before
 * whom, and which of their appends each read saw. Elements that others appended are passed over,
 * since what is left of a list is what these transactions alone would have made of it.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { CoreRead } from './core.js';
import { NOBODY } from './plain-reads.js';

/** Where nobody read, behind everything. */
const UNREAD = 2 ** 31 - 1;

interface Append {
  /** Place in the core. */
  readonly by: number;
  readonly key: number;
  /** Place in the longest list of the key; {@link UNREAD} for what is in none. */
  readonly place: number;
}

/** Orders of a core, by places in it. */
export class ListOrder {
  readonly #appends: readonly Append[];

  constructor(
    private readonly columns: TransactionColumns,
    private readonly operations: readonly number[],
  ) {
    this.#appends = operations.flatMap((id, by) => this.#appendsOf(id, by));
  }

  /** Whether something of `first` stands before something of `second` in a list that was read. */
  isBefore(first: number, second: number): boolean {
    return this.#appends.some(
      ({ by, key, place }) =>
        by === first &&
        this.#appends.some(
          (other) => other.by === second && other.key === key && place < other.place,
        ),
    );
  }

  /** The reads of one transaction, in program order. */
  readsOf(at: number): readonly CoreRead[] {
    const { start, f, key, value, outcome, lists } = this.columns;
    const id = this.operations[at]!;
    const own = new Map<number, number>();
    const reads: CoreRead[] = [];
    if (outcome[id] !== OUTCOME.ok) return reads;
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      const on = key[micro]!;
      const written = own.get(on) ?? 0;
      if (f[micro] === MICRO.write) {
        own.set(on, written + 1);
        continue;
      }
      const length = value[micro]! - written;
      if (value[micro] === NO_VALUE || length < 0) continue;
      const there = this.#appends.filter((one) => one.key === on && one.by !== at);
      const seen = there.filter(({ place }) => place < length);
      const last = seen.toSorted((left, right) => right.place - left.place)[0];
      const isDirect = last === undefined ? length === 0 : last.place === length - 1;
      const isWhole = lists.start[on]! + length <= lists.start[on + 1]!;
      if (!isWhole) continue;
      reads.push({
        key: on,
        writer: last?.by ?? NOBODY,
        isDirect,
        later: [...new Set(there.filter(({ place }) => place >= length).map(({ by }) => by))],
      });
    }
    return reads;
  }

  #appendsOf(id: number, by: number): Append[] {
    const { start, f, key, value, lists } = this.columns;
    const appends: Append[] = [];
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      if (f[micro] !== MICRO.write) continue;
      const on = key[micro]!;
      const list = lists.elements.subarray(lists.start[on], lists.start[on + 1]);
      const place = list.indexOf(value[micro]!);
      appends.push({ by, key: on, place: place === -1 ? UNREAD : place });
    }
    return appends;
  }
}
