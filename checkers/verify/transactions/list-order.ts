/**
 * What the lists that were read say of the transactions of a core: who appended to a key before
 * whom, and which of their appends each read saw. Elements that others appended are passed over,
 * since what is left of a list is what these transactions alone would have made of it.
 */

import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { CoreRead } from './core.js';
import { SEVERAL } from './write-index.js';
import { NOBODY, UNKNOWN, type PlainHistory } from './plain-history.js';

interface Append {
  /** Place in the core. */
  readonly by: number;
  readonly key: number;
  readonly micro: number;
  /** Place in the longest list of the key. */
  readonly place: number;
}

/** Orders of a core, by places in it. */
export class ListOrder {
  readonly #appends: readonly Append[];

  constructor(
    private readonly history: PlainHistory,
    private readonly operations: readonly number[],
  ) {
    this.#appends = operations.flatMap((id, by) => this.#appendsOf(id, by));
  }

  /** A transaction of the core of whose appends nobody can say where they stand. */
  get ambiguous(): number | undefined {
    const { value } = this.history.columns;
    const one = this.#appends.find(
      ({ key, micro }) => this.history.index.find(key, value[micro]!) === SEVERAL,
    );
    return one === undefined ? undefined : this.operations[one.by];
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
    const { columns } = this.history;
    return this.history.readsOf(this.operations[at]!).flatMap((read): CoreRead[] => {
      const { key, micro, writer, isExternal } = read;
      if (!isExternal || columns.value[micro]! < 0) return [];
      const own = this.#appends.filter(
        (one) => one.by === at && one.key === key && one.micro < micro,
      );
      const length = columns.value[micro]! - own.length;
      const others = this.#appends.filter((one) => one.key === key && one.by !== at);
      const seen = others.filter(({ place }) => place < length);
      const last = seen.toSorted((left, right) => right.place - left.place)[0];
      const source = last === undefined ? NOBODY : this.operations[last.by]!;
      return [
        {
          key,
          writer: last?.by ?? NOBODY,
          isDirect: writer !== UNKNOWN && writer === source,
          later: [...new Set(others.filter(({ place }) => place >= length).map(({ by }) => by))],
        },
      ];
    });
  }

  #appendsOf(id: number, by: number): Append[] {
    const { start, f, key } = this.history.columns;
    const appends: Append[] = [];
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      if (f[micro] !== MICRO.write) continue;
      appends.push({ by, key: key[micro]!, micro, place: this.history.placeOf(micro) });
    }
    return appends;
  }
}
