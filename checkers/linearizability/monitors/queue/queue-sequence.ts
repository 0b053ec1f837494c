/**
 * One sequence in which all items may enter a queue and also leave it.
 *
 * Real time orders items twice: `a` enters before `b` when the enqueue of `a` returned before that
 * of `b` was called, and leaves before `b` likewise. Both are interval orders. Take away, one after
 * the other, an item that nothing left over must precede in either order. When there is none, let
 * `a` be the item whose enqueue returned first of those left, `b` the one whose dequeue did.
 * Nothing must enter before `a`, so something must leave before it, and that is `b` if it is
 * anything; nothing must leave before `b`, so `a` must enter before it. Hence `a` was in before `b`
 * and `b` out before `a`: two values, four operations, not first in, first out. (So the union of
 * the two interval orders has a cycle only if it has one of length two.)
 */

import type { QueueItems } from './queue-items.js';

/** What {@link queueSequence} found. */
export type QueueSequence =
  /** Items, all of them. */
  | { readonly kind: 'sequence'; readonly items: Int32Array }
  /** `first` was in before `second`, which was out before it. */
  | { readonly kind: 'overtaken'; readonly first: number; readonly second: number };

/** The sequence, or two items of which none may come first. Linear in items and times. */
export function queueSequence(items: QueueItems): QueueSequence {
  const { count } = items;
  const entering = new Side(items.enterCall, items.enterReturn, items.times);
  const leaving = new Side(items.leaveCall, items.leaveReturn, items.times);
  const sequence = new Int32Array(count);
  const ready = new Int32Array(count);
  const isPlaced = new Uint8Array(count);
  const sides = new Uint8Array(count);
  let readyCount = 0;
  const free = (item: number): void => {
    sides[item]! += 1;
    if (sides[item] === 2) ready[readyCount++] = item;
  };
  entering.advance(isPlaced, free);
  leaving.advance(isPlaced, free);
  for (let placed = 0; placed < count; placed++) {
    if (readyCount === 0) {
      return { kind: 'overtaken', first: entering.next, second: leaving.next };
    }
    const item = ready[--readyCount]!;
    sequence[placed] = item;
    isPlaced[item] = 1;
    if (entering.next === item) entering.advance(isPlaced, free);
    if (leaving.next === item) leaving.advance(isPlaced, free);
  }
  return { kind: 'sequence', items: sequence };
}

/** One of the two orders: an item is free when no item left over returned before its call. */
class Side {
  /** The item left over that returns first; -1 when none returns any more. */
  next = -1;
  readonly #call: Int32Array;
  readonly #return: Int32Array;
  /** By time, the item plus 1 of which this is the call, the return or, for a gap, both. */
  readonly #timeline: Int32Array;
  #time = 0;

  constructor(call: Int32Array, returned: Int32Array, times: number) {
    this.#call = call;
    this.#return = returned;
    this.#timeline = new Int32Array(times);
    for (let item = 0; item < call.length; item++) {
      this.#timeline[call[item]!] = item + 1;
      if (returned[item]! < times) this.#timeline[returned[item]!] = item + 1;
    }
  }

  /** Goes on to the first return of an item that is not placed, and frees what is called before. */
  advance(isPlaced: Uint8Array, free: (item: number) => void): void {
    for (; this.#time < this.#timeline.length; this.#time++) {
      const item = this.#timeline[this.#time]! - 1;
      if (item < 0) continue;
      if (this.#call[item] === this.#time && this.next !== item) free(item);
      if (this.#return[item] === this.#time && isPlaced[item] === 0) {
        this.next = item;
        return;
      }
    }
    this.next = -1;
  }
}
