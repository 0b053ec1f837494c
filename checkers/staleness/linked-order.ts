/**
 * A doubly linked list of numbers that gives back what was removed from it, last first (Knuth 2000,
 * "Dancing links").
 */

/** Numbers from 0 in a given order. */
export class LinkedOrder {
  readonly #before: Int32Array;
  readonly #after: Int32Array;
  readonly #has: Uint8Array;
  readonly #end: number;

  /** @param limit all `members` are below. */
  constructor(limit: number, members: Int32Array) {
    this.#end = limit;
    this.#before = new Int32Array(limit + 1).fill(-1);
    this.#after = new Int32Array(limit + 1).fill(limit);
    this.#has = new Uint8Array(limit);
    let last = -1;
    for (const member of members) {
      this.#has[member] = 1;
      this.#before[member] = last;
      if (last >= 0) this.#after[last] = member;
      last = member;
    }
    this.#before[limit] = last;
  }

  /** The last member, -1 when there is none. */
  get last(): number {
    return this.#before[this.#end]!;
  }

  /** The member before another, -1 when it is the first. */
  before(member: number): number {
    return this.#before[member]!;
  }

  has(member: number): boolean {
    return this.#has[member] === 1;
  }

  remove(member: number): void {
    const before = this.#before[member]!;
    const after = this.#after[member]!;
    if (before >= 0) this.#after[before] = after;
    this.#before[after] = before;
    this.#has[member] = 0;
  }

  /** Takes back the last removal that is not taken back yet, which was of `member`. */
  restore(member: number): void {
    const before = this.#before[member]!;
    const after = this.#after[member]!;
    if (before >= 0) this.#after[before] = member;
    this.#before[after] = member;
    this.#has[member] = 1;
  }
}
