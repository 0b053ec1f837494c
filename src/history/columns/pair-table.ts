/**
 * A hash table from pairs of natural numbers to integers, without an object a pair: a million
 * compare-and-sets have nearly a million different arguments.
 */

const SLOTS_MIN = 64;

/** Open addressing, at most half full; a lookup is constant on average. */
export class PairTable {
  #size = 0;
  #mask = SLOTS_MIN - 1;
  /** First, second and value of each slot; a value of 0 is an empty slot. */
  #slots = new Int32Array(3 * SLOTS_MIN);

  /** The value of a pair; 0 when it has none. */
  get(first: number, second: number): number {
    return this.#slots[this.#slotOf(first, second) + 2]!;
  }

  /** Gives a pair a value other than 0. */
  set(first: number, second: number, value: number): void {
    if (2 * this.#size > this.#mask) this.#grow();
    const slot = this.#slotOf(first, second);
    if (this.#slots[slot + 2] === 0) this.#size++;
    this.#slots[slot] = first;
    this.#slots[slot + 1] = second;
    this.#slots[slot + 2] = value;
  }

  #slotOf(first: number, second: number): number {
    const slots = this.#slots;
    let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let place = hash & this.#mask; ; place = (place + 1) & this.#mask) {
      const slot = 3 * place;
      if (slots[slot + 2] === 0) return slot;
      if (slots[slot] === first && slots[slot + 1] === second) return slot;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    this.#mask = 2 * this.#mask + 1;
    for (let slot = 0; slot < before.length; slot += 3) {
      if (before[slot + 2] === 0) continue;
      const to = this.#slotOf(before[slot]!, before[slot + 1]!);
      this.#slots.set(before.subarray(slot, slot + 3), to);
    }
  }
}
