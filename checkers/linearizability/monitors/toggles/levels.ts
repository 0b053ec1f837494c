/**
 * Who waits for which level of which element: lists of looks that were called and have not seen
 * their level yet.
 */

import { MOVE, type Tally } from './tally.js';

const NOBODY = -1;

/** Lists by element and level. Only levels that the moves of an element can reach have one. */
export class Levels {
  readonly #tally: Tally;
  /** By element: where its level 0 stands in `#first`, and its least and greatest level. */
  readonly #base: Int32Array;
  readonly #least: Int32Array;
  readonly #greatest: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** By element: how many wait. */
  readonly #waiting: Int32Array;

  /** Linear in members and elements. */
  constructor(tally: Tally) {
    const { elements, part, element, move, floor, ceiling } = tally;
    const greatest = new Int32Array(elements);
    const least = new Int32Array(elements);
    for (let member = 0; member < part.size; member++) {
      if (move[member] === MOVE.up) greatest[element[member]!]! += 1;
      else if (move[member] === MOVE.down) least[element[member]!]! -= 1;
    }
    const base = new Int32Array(elements);
    let total = 0;
    for (let at = 0; at < elements; at++) {
      greatest[at] = Math.min(greatest[at]!, ceiling);
      least[at] = Math.max(least[at]!, floor);
      base[at] = total - least[at]!;
      total += greatest[at]! - least[at]! + 1;
    }
    this.#tally = tally;
    this.#base = base;
    this.#least = least;
    this.#greatest = greatest;
    this.#first = new Int32Array(total).fill(NOBODY);
    this.#next = new Int32Array(part.size).fill(NOBODY);
    this.#waiting = new Int32Array(elements);
  }

  /** Whether any order can bring the element to the level. */
  has(at: number, level: number): boolean {
    return level >= this.#least[at]! && level <= this.#greatest[at]!;
  }

  /** Puts a look into the list of its level, if it has one. */
  wait(member: number): void {
    const at = this.#tally.element[member]!;
    const level = this.#tally.level[member]!;
    if (!this.has(at, level)) return;
    const slot = this.#base[at]! + level;
    this.#next[member] = this.#first[slot]!;
    this.#first[slot] = member;
    this.#waiting[at]! += 1;
  }

  /** Whether anybody waits for any level of the element. */
  isAwaited(at: number): boolean {
    return this.#waiting[at]! > 0;
  }

  /** The first of the list, -1 for none. */
  first(at: number, level: number): number {
    return this.has(at, level) ? this.#first[this.#base[at]! + level]! : NOBODY;
  }

  /** The one after `member` in its list, -1 for none. */
  after(member: number): number {
    return this.#next[member]!;
  }

  /** Empties a list. */
  clear(at: number, level: number): void {
    const slot = this.#base[at]! + level;
    for (let member = this.#first[slot]!; member >= 0; member = this.#next[member]!) {
      this.#waiting[at]! -= 1;
    }
    this.#first[slot] = NOBODY;
  }
}
