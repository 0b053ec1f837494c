/**
 * An order of the members from the places that an elimination found: slot by slot, first pops, then
 * what leaves the stack as it was, then pushes. elimination.ts proves it.
 */

import type { Part } from '../../part.js';
import type { ContainerValues } from '../containers/container-values.js';
import type { Elimination } from './elimination.js';
import type { Slots } from './slots.js';
import type { StackValues } from './stack-values.js';

/** Groups of operations at one slot, in order. */
const POPS = 0;
const NEUTRAL = 1;
const PUSHES = 2;

/** What an order is made from, after an elimination that left nothing. */
export interface Placed {
  readonly values: ContainerValues;
  readonly stack: StackValues;
  readonly elimination: Elimination;
  /** The member that pops each value, -1 for none. */
  readonly remove: Int32Array;
  /** For each pop that found nothing a slot at which nothing was there from the start. */
  readonly empty: Int32Array;
}

/** The order of all members that take effect. Linear. */
export function stackOrder(part: Part, slots: Slots, placed: Placed): Int32Array {
  const { values, stack, elimination, remove, empty } = placed;
  const { nested, adjacent } = stack;
  const { taken, places } = elimination;
  const order = new Groups(slots.count, part.size);
  // Inner values were taken out later: their pops come first.
  for (let at = taken.length - 1; at >= 0; at--) {
    const pop = remove[nested[taken[at]!]!]!;
    if (pop >= 0) order.add(places[2 * taken[at]! + 1]!, POPS, pop);
  }
  for (const value of adjacent) {
    // Both span the first slot of the pop, which was not called before the push.
    const slot = slots.ofRank[values.removeCall[value]!]!;
    order.add(slot, NEUTRAL, values.insert[value]!);
    order.add(slot, NEUTRAL, remove[value]!);
  }
  for (let at = 0; at < empty.length; at++) order.add(empty[at]!, NEUTRAL, values.empties[at]!);
  for (const value of taken) order.add(places[2 * value]!, PUSHES, values.insert[nested[value]!]!);
  return order.members();
}

/** Members in groups by slot, each group in the order in which members are added. */
class Groups {
  readonly #members: Int32Array;
  readonly #groupOf: Int32Array;
  readonly #sizes: Int32Array;
  #count = 0;

  constructor(slots: number, countMax: number) {
    this.#members = new Int32Array(countMax);
    this.#groupOf = new Int32Array(countMax);
    this.#sizes = new Int32Array(3 * slots + 1);
  }

  add(slot: number, kind: number, member: number): void {
    const group = 3 * slot + kind;
    this.#members[this.#count] = member;
    this.#groupOf[this.#count++] = group;
    this.#sizes[group + 1]!++;
  }

  members(): Int32Array {
    const next = this.#sizes;
    for (let group = 1; group < next.length; group++) next[group]! += next[group - 1]!;
    const sorted = new Int32Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      sorted[next[this.#groupOf[at]!]!++] = this.#members[at]!;
    }
    return sorted;
  }
}
