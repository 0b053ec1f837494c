/**
 * Which values crashed pops took: a guess that, where it succeeds, gives an order like any other.
 * A crashed pop may take any value of which no answer is known, once, after its call.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import { firstPoppedBelow } from './below.js';
import type { Elimination } from './elimination.js';
import { blockedAmong, smallResidue } from './residue.js';
import { SlotSet } from './slot-set.js';
import type { Slots } from './slots.js';
import type { StackValues } from './stack-values.js';

/** Larger residues are not taken apart. */
const RESIDUE_MAX = 200;

/** Steps spent on residues of a history, each as long as its slots, and how many at least. */
const STEPS_MAX = 1e8;
const ROUNDS_MIN = 50;

/**
 * Values that must be gone, each before the pop of one below it returns, and the latest of these.
 */
export interface Buried {
  readonly pairs: readonly { readonly above: number; readonly below: number }[];
  /** How many crashed pops had been called by then. */
  readonly pops: number;
}

/** The crashed pops of a part and the values given to them so far. */
export class CrashedPops {
  readonly #values: ContainerValues;
  readonly #stack: StackValues;
  /** The first slot of each, ascending. */
  readonly #slots: Int32Array;
  /** Those that nothing is given to. */
  readonly #unused: SlotSet;
  readonly #takerOf = new Map<number, number>();
  /** Values that no answer names, by the slot up to which they must be gone. */
  readonly #forced: { readonly value: number; readonly below: number; readonly slot: number }[];
  #rounds: number;

  constructor(part: Part, values: ContainerValues, slots: Slots, stack: StackValues) {
    this.#values = values;
    this.#stack = stack;
    this.#slots = values.crashedRemoves.map((member) => slots.ofRank[part.call[member]!]!);
    this.#unused = new SlotSet(this.#slots.length);
    this.#slots.forEach((_, pop) => this.#unused.add(pop));
    this.#rounds = ROUNDS_MIN + Math.floor(STEPS_MAX / (slots.count + values.count + 1));
    this.#forced = this.#slots.length === 0 ? [] : this.#findForced();
  }

  /**
   * Values that must be gone by some slot although too few crashed pops were called; `undefined`
   * when there are enough. Linear.
   */
  buried(): Buried | undefined {
    for (let at = 0, pops = 0; at < this.#forced.length; at++) {
      while (pops < this.#slots.length && this.#slots[pops]! <= this.#forced[at]!.slot) pops += 1;
      if (pops > at) continue;
      const pairs = this.#forced.slice(0, at + 1);
      return { pairs: pairs.map(({ value, below }) => ({ above: value, below })), pops };
    }
    return undefined;
  }

  /**
   * Gives away what must be gone: all that was pushed before each of the slots `empty`, ascending,
   * by then, and what `buried` looks at. Each value goes to the last pop that was called in time,
   * so that earlier ones are left for those in a hurry. Changes the spans. False when there are too
   * few.
   */
  giveForced(empty: Int32Array): boolean {
    const { nested, spans } = this.#stack;
    const deadlines = new Map(this.#forced.map(({ value, slot }) => [value, slot]));
    if (empty.length > 0) {
      const after = new SlotSet(spans.slots);
      for (const slot of empty) after.add(slot);
      nested.forEach((value, at) => {
        if (this.#values.remove[value]! >= 0) return;
        const slot = after.next(spans.last[2 * at]! + 1);
        if (slot >= 0) deadlines.set(at, Math.min(slot, deadlines.get(at) ?? slot));
      });
    }
    for (const [value, slot] of deadlines) {
      const pop = this.#unused.previous(this.#calledBy(slot) - 1);
      if (pop < 0) return false;
      spans.first[2 * value + 1] = this.#give(value, pop);
    }
    return true;
  }

  /**
   * Lets one value of the residue be popped, by the pop called last with which a small part of it
   * is no longer stuck; of several values the one for which that is latest. False when none helps.
   */
  unblock(elimination: Elimination, residue: Int32Array): boolean {
    const { nested, spans } = this.#stack;
    if (this.#rounds-- <= 0) return false;
    const stuck = smallResidue(spans, residue).values;
    if (stuck.length > RESIDUE_MAX) return false;
    let latest = -1;
    let chosen = -1;
    for (const value of stuck) {
      if (this.#values.remove[nested[value]!]! >= 0) continue;
      const pop = this.#unused.previous(this.#latestThatHelps(value, stuck));
      if (pop <= latest) continue;
      latest = pop;
      chosen = value;
    }
    if (chosen < 0) return false;
    elimination.allowPop(chosen, this.#give(chosen, latest));
    return true;
  }

  /** The member that pops each value, -1 for none, after everything was taken out. */
  removes({ places }: Elimination): Int32Array {
    const { nested, spans } = this.#stack;
    const remove = this.#values.remove.slice();
    for (const [value, pop] of this.#takerOf) {
      // At the slot after everything it stays.
      if (places[2 * value + 1]! < spans.slots) {
        remove[nested[value]!] = this.#values.crashedRemoves[pop]!;
      }
    }
    return remove;
  }

  #findForced(): { value: number; below: number; slot: number }[] {
    const { nested, spans } = this.#stack;
    const below = firstPoppedBelow(
      spans,
      nested.map((_, value) => value),
    );
    const forced: { value: number; below: number; slot: number }[] = [];
    nested.forEach((index, value) => {
      if (this.#values.remove[index]! >= 0 || below[value]! < 0) return;
      const slot = spans.last[2 * below[value]! + 1]!;
      if (slot < spans.slots) forced.push({ value, below: below[value]!, slot });
    });
    return forced.sort((one, other) => one.slot - other.slot);
  }

  /** The last of all pops with which something stuck is not; -1 for none. */
  #latestThatHelps(value: number, stuck: Int32Array): number {
    const { first } = this.#stack.spans;
    const pop = 2 * value + 1;
    const before = first[pop]!;
    let low = 0;
    let high = this.#slots.length;
    // Earlier pops help at least as much.
    while (low < high) {
      const middle = (low + high) >> 1;
      const slot = this.#slotFor(value, middle);
      first[pop] = Math.min(slot, before);
      const helps = slot < before && blockedAmong(this.#stack.spans, stuck).length < stuck.length;
      first[pop] = before;
      if (helps) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** How many pops had been called by a slot. */
  #calledBy(slot: number): number {
    let low = 0;
    let high = this.#slots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#slots[middle]! <= slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** From where on the pop may take the value; where the two overlap, from after the push. */
  #slotFor(value: number, pop: number): number {
    return Math.max(this.#slots[pop]!, this.#stack.spans.last[2 * value]! + 1);
  }

  /** Gives the value to an unused pop, and back the pop it had. */
  #give(value: number, pop: number): number {
    const former = this.#takerOf.get(value);
    if (former !== undefined) this.#unused.add(former);
    this.#unused.delete(pop);
    this.#takerOf.set(value, pop);
    return this.#slotFor(value, pop);
  }
}
