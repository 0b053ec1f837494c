/**
 * Operations that wait for an uncovered slot. When a slot becomes free, those whose span holds it
 * wait no more; as every span that holds a free slot is gone from here, only the slots up to the
 * free neighbours have to be looked at, from the side where fewer spans begin or end.
 */

import type { SlotSet } from './slot-set.js';
import type { Spans } from './spans.js';

/**
 * The waiting operations of some spans. All calls of `release` together look at O(n log n) spans:
 * each splits what lies between two free slots and pays for the smaller part.
 */
export class BlockedOperations {
  readonly #spans: Spans;
  readonly #isFree: Uint8Array;
  readonly #byFirst: Int32Array;
  readonly #firstAt: Int32Array;
  readonly #byLast: Int32Array;
  readonly #lastAt: Int32Array;

  constructor(spans: Spans) {
    this.#spans = spans;
    this.#isFree = new Uint8Array(2 * spans.count);
    this.#firstAt = offsets(spans.first, spans.slots);
    this.#byFirst = grouped(spans.first, this.#firstAt);
    this.#lastAt = offsets(spans.last, spans.slots);
    this.#byLast = grouped(spans.last, this.#lastAt);
  }

  /** Notes that an operation does not wait. */
  free(operation: number): void {
    this.#isFree[operation] = 1;
  }

  /**
   * Frees the operations whose span holds `slot` and tells `onFree` of each. `free` are the slots
   * released before; the one after everything is among them.
   */
  release(slot: number, free: SlotSet, onFree: (operation: number) => void): void {
    const { first, last } = this.#spans;
    const begin = this.#firstAt[free.previous(slot) + 1]!;
    const beginEnd = this.#firstAt[slot + 1]!;
    const end = this.#lastAt[slot]!;
    const endEnd = this.#lastAt[free.next(slot)]!;
    const fewerBegin = beginEnd - begin <= endEnd - end;
    const from = fewerBegin ? begin : end;
    const to = fewerBegin ? beginEnd : endEnd;
    const list = fewerBegin ? this.#byFirst : this.#byLast;
    for (let at = from; at < to; at++) {
      const operation = list[at]!;
      if (this.#isFree[operation] === 1) continue;
      if (first[operation]! > slot || last[operation]! < slot) continue;
      this.#isFree[operation] = 1;
      onFree(operation);
    }
  }
}

/** Where the operations of each slot begin in a list of all by slot. */
function offsets(slotOf: Int32Array, slots: number): Int32Array {
  const offset = new Int32Array(slots + 2);
  for (const slot of slotOf) offset[slot + 1]!++;
  for (let slot = 0; slot <= slots; slot++) offset[slot + 1]! += offset[slot]!;
  return offset;
}

function grouped(slotOf: Int32Array, offset: Int32Array): Int32Array {
  const next = offset.slice();
  const list = new Int32Array(slotOf.length);
  for (let operation = 0; operation < slotOf.length; operation++) {
    list[next[slotOf[operation]!]!++] = operation;
  }
  return list;
}
