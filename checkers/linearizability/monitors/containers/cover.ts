/**
 * Why no instant of an interval was free of certain values: a few of them whose certain presence
 * follows one upon the other, from its beginning to its end.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from './container-values.js';

/** Values, none of them twice, that together leave no gap; those that were removed come first. */
export interface Cover {
  /** Removed: certainly inside from the return of the insert to the call of the remove. */
  readonly removed: readonly number[];
  /**
   * Never removed, in order of the return of their insert. At each gap where this matters, more of
   * them were inside than crashed removes had been called that may have taken them.
   */
  readonly kept: readonly number[];
}

/**
 * A cover of the gaps `from` to `to` - 1 by values that `counts`, which must exist. (Gap `k` lies
 * between the events of rank `k` and `k` + 1.) Of all that begin in time the one that reaches
 * furthest comes next, so that no smaller number of removed values would do. Log-linear.
 */
export function coverOf(
  part: Part,
  values: ContainerValues,
  from: number,
  to: number,
  counts: (value: number) => boolean,
): Cover {
  const { insertReturn, removeCall } = values;
  const spans: number[] = [];
  const kept: number[] = [];
  for (let value = 0; value < values.count; value++) {
    if (insertReturn[value]! >= to || removeCall[value]! <= from || !counts(value)) continue;
    if (values.remove[value]! < 0) kept.push(value);
    else if (insertReturn[value]! < removeCall[value]!) spans.push(value);
  }
  const byReturn = (a: number, b: number): number => insertReturn[a]! - insertReturn[b]!;
  spans.sort(byReturn);
  kept.sort(byReturn);
  const surplus = new Surplus(part, values, kept);
  const removed: number[] = [];
  let keptNeeded = 0;
  let next = 0;
  let furthest = -1;
  for (let gap = from; gap < to;) {
    while (next < spans.length && insertReturn[spans[next]!]! <= gap) {
      const value = spans[next]!;
      if (furthest < 0 || removeCall[value]! > removeCall[furthest]!) furthest = value;
      next += 1;
    }
    const reach = furthest < 0 ? gap : removeCall[furthest]!;
    const { end, needed } = surplus.from(gap, to);
    if (end > gap && (needed <= keptNeeded || end > reach)) {
      keptNeeded = Math.max(keptNeeded, needed);
      gap = end;
    } else {
      if (reach <= gap) throw new Error('there is a gap that nothing covers');
      removed.push(furthest);
      gap = reach;
    }
  }
  return { removed, kept: kept.slice(0, keptNeeded) };
}

/** Where more values were kept than crashed removes may have taken. */
class Surplus {
  readonly #returns: Int32Array;
  readonly #calls: Int32Array;
  /** How many crashed removes had been called by the last gap asked about. */
  #called = 0;

  constructor(part: Part, values: ContainerValues, kept: readonly number[]) {
    this.#returns = Int32Array.from(kept, (value) => values.insertReturn[value]!);
    this.#calls = values.crashedRemoves.map((member) => part.call[member]!);
  }

  /**
   * The first gap from `gap` on, `to` at most, without a surplus, and how many of the first kept
   * values it takes to have one until there. Gaps must be asked about in ascending order.
   */
  from(gap: number, to: number): { readonly end: number; readonly needed: number } {
    while (this.#called < this.#calls.length && this.#calls[this.#called]! <= gap) {
      this.#called += 1;
    }
    let calls = this.#called;
    let end = gap;
    // With `calls` removes called, the surplus lasts while the next value is inside.
    while (calls < this.#returns.length && this.#returns[calls]! <= end && end < to) {
      end = Math.min(calls < this.#calls.length ? this.#calls[calls]! : to, to);
      calls += 1;
    }
    return { end, needed: end > gap ? calls : 0 };
  }
}
