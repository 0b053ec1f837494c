/**
 * Takes values off a stack history one by one, always one that no other needs to be below: the
 * decrease-and-conquer of Lee & Mathur ("Efficient Decrease-and-Conquer Linearizability
 * Monitoring", OOPSLA 2025), with an order as its result.
 *
 * A value is certainly on the stack at the slots after its push and before its pop. It can be taken
 * out as the outermost when both its push and its pop span a slot at which no other value that is
 * left is certainly there.
 */

import { BlockedOperations } from './blocked-operations.js';
import { CoverCounts } from './cover-counts.js';
import { SlotSet } from './slot-set.js';
import { certainCounts, type Spans } from './spans.js';

/*
 * Complete: in an order that respects LIFO, look only at the values that are left. The one pushed
 * first is pushed and popped while none of the others is there, so it can be taken out, and what
 * remains is still in order. So where nothing can be taken out, there is no order.
 *
 * Sound: values get their places when they are taken out, the push at the last free slot of its
 * span, the pop at the first (`places`). Let `v` be taken out before `w`, with places p < q of `v`
 * and p' < q' of `w`. Slot p is free at that time, so `w` is not certainly there: p lies not
 * after the last slot of the push of `w`, and then p <= p' because p' is the last free one, or not
 * before the first slot of its pop, and then q' <= p likewise; the same holds for q. Hence
 * either q' <= p, or p <= p' and q' <= q, or q <= p': the intervals of any two values are apart or
 * one is inside the other. At each slot let pops come first, that of the value taken out last
 * first, and then pushes, that of the value taken out first first: this is an order which respects
 * LIFO, and real time as each operation stands at a slot of its span.
 *
 * Neither argument minds when a value gets more room for its pop while it is still there, as where
 * a crashed pop may have taken it: whatever was free stays free.
 *
 * A slot that was free before anything was taken out is free all along. So no value has
 * p < slot < q (see above), and between the pops and the pushes of that slot the stack is empty.
 */

/** A stack from which values are taken out. Log-linear in all. */
export class Elimination {
  readonly #spans: Spans;
  readonly #free: SlotSet;
  readonly #cover: CoverCounts;
  readonly #blocked: BlockedOperations;
  /** For each value how many of its operations are blocked. */
  readonly #waiting: Uint8Array;
  /** Values that can be taken out: those that were, then those to be looked at. */
  readonly #ready: Int32Array;
  #readyCount = 0;
  #takenCount = 0;
  readonly #onFree = (operation: number): void => {
    const value = operation >> 1;
    if (--this.#waiting[value]! === 0) this.#ready[this.#readyCount++] = value;
  };

  /** For each operation of a value that was taken out, the slot at which it may stand. */
  readonly places: Int32Array;

  constructor(spans: Spans) {
    const { count, first, last } = spans;
    const counts = certainCounts(spans);
    this.#spans = spans;
    this.#free = uncovered(counts);
    this.#cover = new CoverCounts(counts);
    this.#blocked = new BlockedOperations(spans);
    this.#waiting = new Uint8Array(count).fill(2);
    this.#ready = new Int32Array(count);
    this.places = new Int32Array(2 * count);
    for (let operation = 0; operation < 2 * count; operation++) {
      if (this.#free.next(first[operation]!) > last[operation]!) continue;
      this.#blocked.free(operation);
      this.#onFree(operation);
    }
  }

  /** Takes out what can be; what remains is the same in whatever order that happens. */
  run(): void {
    const { first, last } = this.#spans;
    while (this.#takenCount < this.#readyCount) {
      const push = 2 * this.#ready[this.#takenCount++]!;
      this.places[push] = this.#free.previous(last[push]!);
      this.places[push + 1] = this.#free.next(first[push + 1]!);
      this.#uncover(last[push]! + 1, first[push + 1]! - 1);
    }
  }

  /** The values that were taken out, in this order. */
  get taken(): Int32Array {
    return this.#ready.subarray(0, this.#takenCount);
  }

  /** After `run`, the values that cannot be taken out. */
  residue(): Int32Array {
    const residue = new Int32Array(this.#waiting.length - this.#takenCount);
    let left = 0;
    this.#waiting.forEach((count, value) => {
      if (count !== 0) residue[left++] = value;
    });
    return residue;
  }

  /**
   * Lets a value that stays for ever, and was not taken out yet, be popped from `slot` on, which is
   * earlier than before and after its push. Changes the spans.
   */
  allowPop(value: number, slot: number): void {
    const pop = 2 * value + 1;
    const before = this.#spans.first[pop]!;
    this.#spans.first[pop] = slot;
    this.#uncover(slot, before - 1);
  }

  #uncover(from: number, to: number): void {
    if (from > to) return;
    const cover = this.#cover;
    cover.uncover(from, to);
    for (let slot = cover.takeUncovered(); slot >= 0; slot = cover.takeUncovered()) {
      this.#blocked.release(slot, this.#free, this.#onFree);
      this.#free.add(slot);
    }
  }
}

/** The slots that nothing covers; the one after everything is one of them. */
function uncovered(counts: Int32Array): SlotSet {
  const free = new SlotSet(counts.length + 1);
  free.add(counts.length);
  for (let slot = 0; slot < counts.length; slot++) if (counts[slot] === 0) free.add(slot);
  return free;
}
