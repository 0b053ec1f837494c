/**
 * Which values lie under which: a value is certainly below another when its push returned before
 * that of the other was called, and it was there until the other was pushed. Then it cannot be
 * popped before the other is.
 */

import type { Spans } from './spans.js';

/**
 * For each of some values the one, of the same, that is certainly below it and whose pop ends
 * first; -1 where none is. By value; O(n log n).
 */
export function firstPoppedBelow(spans: Spans, values: Int32Array): Int32Array {
  const { count, slots, first, last } = spans;
  const pushedFrom = new Buckets(slots, count);
  const pushedTo = new Buckets(slots, count);
  for (const value of values) {
    pushedFrom.add(first[2 * value]!, value);
    pushedTo.add(last[2 * value]!, value);
  }
  const below = new Int32Array(count).fill(-1);
  const candidates = new FirstPopped(spans);
  for (let slot = 0; slot < slots; slot++) {
    for (let value = pushedFrom.head(slot); value >= 0; value = pushedFrom.next(value)) {
      below[value] = candidates.poppedAfter(last[2 * value]!);
    }
    for (let value = pushedTo.head(slot); value >= 0; value = pushedTo.next(value)) {
      candidates.add(value);
    }
  }
  return below;
}

/** Values in lists by slot. */
class Buckets {
  readonly #heads: Int32Array;
  readonly #next: Int32Array;

  constructor(slots: number, count: number) {
    this.#heads = new Int32Array(slots + 1).fill(-1);
    this.#next = new Int32Array(count);
  }

  add(slot: number, value: number): void {
    this.#next[value] = this.#heads[slot]!;
    this.#heads[slot] = value;
  }

  head(slot: number): number {
    return this.#heads[slot]!;
  }

  next(value: number): number {
    return this.#next[value]!;
  }
}

/**
 * Of values whose pop begins after a slot the one whose pop ends first: a Fenwick tree of minima.
 */
class FirstPopped {
  readonly #spans: Spans;
  readonly #best: Int32Array;

  constructor(spans: Spans) {
    this.#spans = spans;
    this.#best = new Int32Array(spans.slots + 2).fill(-1);
  }

  add(value: number): void {
    const { first, slots } = this.#spans;
    // Later slots come first, so that a prefix holds what begins after a slot.
    for (let at = slots - first[2 * value + 1]! + 1; at <= slots + 1; at += at & -at) {
      this.#best[at] = this.#better(this.#best[at]!, value);
    }
  }

  /** -1 when there is none. */
  poppedAfter(slot: number): number {
    let best = -1;
    for (let at = this.#spans.slots - slot; at > 0; at -= at & -at) {
      const other = this.#best[at]!;
      if (other >= 0) best = this.#better(best, other);
    }
    return best;
  }

  #better(one: number, other: number): number {
    const { last } = this.#spans;
    return one >= 0 && last[2 * one + 1]! <= last[2 * other + 1]! ? one : other;
  }
}
