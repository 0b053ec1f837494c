/**
 * Looks ahead from a configuration to answers that are still to be explained: an operation in
 * flight, or the next one to begin and return, whose answer neither the state can lead to nor any
 * operation can supply that may yet take effect before it. Without it, appends of many processes
 * are ordered in every way until somebody reads.
 */

import type { Columns } from './columns.js';
import { EVENT, layoutConfiguration, MASK, STATE } from './configuration.js';
import type { Transitions } from './transitions.js';

/** How many events before its call an operation is looked for; keeps the work for each constant. */
const HORIZON = 32;

const NONE = -1;

const NOT_COMPUTED = -2;

/** Answers whether a configuration of one part is beyond hope. */
export class Foresight {
  readonly #columns: Columns;
  readonly #transitions: Transitions;
  readonly #countsAt: number;
  readonly #callAt: Int32Array;
  readonly #returnAt: Int32Array;
  /** For each event the demand that is called there or later and returns first. */
  readonly #nextDemand: Int32Array;
  /** For each member the last event before its return that calls a supplier of it. */
  readonly #lastSupply: Int32Array;

  constructor(columns: Columns, transitions: Transitions) {
    const { events, part, kindOf, demands } = columns;
    this.#columns = columns;
    this.#transitions = transitions;
    this.#countsAt = layoutConfiguration(columns).counts;
    this.#callAt = new Int32Array(part.size);
    this.#returnAt = new Int32Array(part.size);
    this.#lastSupply = new Int32Array(part.size).fill(NOT_COMPUTED);
    this.#nextDemand = new Int32Array(events.length + 1).fill(NONE);
    for (let at = events.length - 1; at >= 0; at--) {
      const member = events[at]! >> 1;
      const next = this.#nextDemand[at + 1]!;
      this.#nextDemand[at] = next;
      if ((events[at]! & 1) === 1) {
        this.#returnAt[member] = at;
        continue;
      }
      this.#callAt[member] = at;
      if (demands[kindOf[member]!] === 0) continue;
      const isFirst = next === NONE || this.#returnAt[member]! < this.#returnAt[next]!;
      if (isFirst) this.#nextDemand[at] = member;
    }
  }

  /**
   * The event at whose return an answer will be missed from a configuration that stands at a
   * return, whatever is done; -1 when none is known.
   */
  missedAt(configuration: Int32Array): number {
    const { openStart, open, demands, kindOf } = this.#columns;
    const event = configuration[EVENT]!;
    const next = this.#nextDemand[event]!;
    if (next !== NONE && this.#callAt[next]! <= event + HORIZON) {
      if (this.#isBeyond(configuration, event, next)) return this.#returnAt[next]!;
    }
    for (let at = openStart[event]!; at < openStart[event + 1]!; at++) {
      const member = open[at]!;
      if (demands[kindOf[member]!] === 0 || this.#isTaken(configuration, member)) continue;
      if (this.#isBeyond(configuration, event, member)) return this.#returnAt[member]!;
    }
    return NONE;
  }

  #isBeyond(configuration: Int32Array, event: number, demand: number): boolean {
    const kind = this.#columns.kindOf[demand]!;
    if (this.#transitions.leads(configuration[STATE]!, kind)) return false;
    if (this.#lastSupplyOf(demand) >= event) return false;
    return !this.#isSuppliedNow(configuration, event, demand, kind);
  }

  #isSuppliedNow(configuration: Int32Array, event: number, demand: number, kind: number): boolean {
    const { openStart, open, kindOf, crashedKinds, crashedFrom, counts } = this.#columns;
    for (let at = openStart[event]!; at < openStart[event + 1]!; at++) {
      const member = open[at]!;
      if (member === demand || this.#isTaken(configuration, member)) continue;
      if (this.#transitions.supplies(kindOf[member]!, kind)) return true;
    }
    for (let field = 0; field < crashedKinds.length; field++) {
      const word = configuration[this.#countsAt + counts.word[field]!]!;
      const used = (word >>> counts.shift[field]!) & counts.mask[field]!;
      const from = crashedFrom[field]![used] ?? Infinity;
      if (from > this.#returnAt[demand]!) continue;
      if (this.#transitions.supplies(crashedKinds[field]!, kind)) return true;
    }
    return false;
  }

  #lastSupplyOf(demand: number): number {
    const known = this.#lastSupply[demand]!;
    if (known !== NOT_COMPUTED) return known;
    const { events, kindOf } = this.#columns;
    const kind = kindOf[demand]!;
    const start = Math.max(0, this.#callAt[demand]! - HORIZON);
    let at = this.#returnAt[demand]! - 1;
    for (; at >= start; at--) {
      const member = events[at]! >> 1;
      if ((events[at]! & 1) === 1 || member === demand) continue;
      if (this.#transitions.supplies(kindOf[member]!, kind)) break;
    }
    this.#lastSupply[demand] = Math.max(at, NONE);
    return this.#lastSupply[demand];
  }

  #isTaken(configuration: Int32Array, member: number): boolean {
    const word = configuration[MASK + this.#columns.maskWord[member]!]!;
    return (word & this.#columns.maskBit[member]!) !== 0;
  }
}
