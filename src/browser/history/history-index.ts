/**
 * Finds the operations of a history in a stretch of it quickly, however long it is: by blocks that
 * know how late their operations end.
 */

import type { HistoryColumns } from '../../report/page/history-columns.js';
import type { HistorySection, OperationView } from '../../report/page/page-data.js';

const BLOCK = 128;

/** The operations of a section, with what is needed to find them. */
export class HistoryIndex {
  readonly columns: HistoryColumns;
  readonly roles: ReadonlyMap<number, OperationView['role']>;
  /** Places of the operations of the anomaly, ascending. */
  readonly involved: readonly number[];
  /** The one that is wrong, if any. */
  readonly offending: number | undefined;
  /** Ranks end before this one. */
  readonly ranks: number;
  /** Ranks at which operations began that were never answered, ascending. */
  readonly #unanswered: readonly number[];
  /** By block, the last rank at which one of its operations returns. */
  readonly #latest: Float64Array;

  constructor({ roles }: HistorySection, columns: HistoryColumns) {
    this.columns = columns;
    this.roles = new Map(roles.map(({ at, role }) => [at, role]));
    this.involved = roles.map(({ at }) => at).sort((left, right) => left - right);
    this.offending = roles.find(({ role }) => role === 'offending')?.at;
    const { size, begin, end } = this.columns;
    this.#latest = new Float64Array(Math.ceil(size / BLOCK)).fill(-1);
    const unanswered: number[] = [];
    let last = 0;
    for (let at = 0; at < size; at++) {
      const block = Math.floor(at / BLOCK);
      last = Math.max(last, begin[at]!);
      if (end[at] === Infinity) {
        unanswered.push(begin[at]!);
        continue;
      }
      last = Math.max(last, end[at]!);
      this.#latest[block] = Math.max(this.#latest[block]!, end[at]!);
    }
    this.ranks = last + 1;
    this.#unanswered = unanswered;
  }

  /**
   * Places of the operations that are open at some time between two ranks, ascending. Of those that
   * began before and were never answered only the ones that show the anomaly.
   */
  between(from: number, to: number): number[] {
    const { begin, end } = this.columns;
    const first = this.firstAfter(from);
    const earlier: number[] = [];
    for (let block = Math.floor((first - 1) / BLOCK); block >= 0; block--) {
      if (this.#latest[block]! < from) continue;
      const last = Math.min(first, (block + 1) * BLOCK);
      for (let at = last - 1; at >= block * BLOCK; at--) {
        if (end[at]! >= from && end[at] !== Infinity) earlier.push(at);
      }
    }
    const crashed = this.involved.filter((at) => at < first && end[at] === Infinity);
    const inside: number[] = [];
    for (let at = first; at < this.columns.size && begin[at]! <= to; at++) inside.push(at);
    return [...[...crashed, ...earlier].sort((left, right) => left - right), ...inside];
  }

  /** How many operations began before a rank and were never answered. */
  unansweredBefore(rank: number): number {
    return this.#unanswered.filter((begin) => begin < rank).length;
  }

  /** The first place whose operation begins at a rank or later. */
  firstAfter(rank: number): number {
    const { size, begin } = this.columns;
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begin[middle]! < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The place of the operation with a number, or of the next one that the page has. */
  placeOf(number: number): number | undefined {
    const { size, number: numbers } = this.columns;
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return low < size ? low : undefined;
  }

  /** How many operations begin in each of so many equal stretches, and how many went wrong. */
  density(buckets: number): { readonly begun: number[]; readonly failed: number[] } {
    const begun = new Array<number>(buckets).fill(0);
    const failed = new Array<number>(buckets).fill(0);
    const { size, begin, outcome } = this.columns;
    for (let at = 0; at < size; at++) {
      const bucket = Math.min(buckets - 1, Math.floor((begin[at]! / this.ranks) * buckets));
      begun[bucket]!++;
      if (outcome.charCodeAt(at) !== OK) failed[bucket]!++;
    }
    return { begun, failed };
  }
}

const OK = 'o'.charCodeAt(0);
