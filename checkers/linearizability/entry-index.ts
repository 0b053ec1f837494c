/**
 * A hash index over entries of one arena: open addressing from the first words of an entry to its
 * number. Words are compared exactly, so two different configurations are never taken for one.
 */

const EMPTY = -1;

/** Finds entries by their first `keyWords` words. */
export class EntryIndex {
  readonly #keyWords: number;
  readonly #width: number;
  #slots = new Int32Array(64).fill(EMPTY);
  #used = 0;

  constructor(width: number, keyWords: number) {
    this.#width = width;
    this.#keyWords = keyWords;
  }

  /** The place of the entry equal to the key at the front of `words`, or the free place for it. */
  locate(arena: Int32Array, words: Int32Array): number {
    const keyWords = this.#keyWords;
    const slots = this.#slots;
    const last = slots.length - 1;
    let place = this.#hash(words, 0) & last;
    for (;;) {
      const entry = slots[place]!;
      if (entry === EMPTY) return place;
      const start = entry * this.#width;
      let word = 0;
      while (word < keyWords && arena[start + word] === words[word]) word += 1;
      if (word === keyWords) return place;
      place = (place + 1) & last;
    }
  }

  /** The entry at a place, or -1. */
  at(place: number): number {
    return this.#slots[place]!;
  }

  /**
   * Puts `entry` at a place that `locate` gave for it. Returns the words by which the index grew.
   */
  put(arena: Int32Array, place: number, entry: number): number {
    if (this.#slots[place] === EMPTY) this.#used += 1;
    this.#slots[place] = entry;
    return this.#used * 2 > this.#slots.length ? this.#grow(arena) : 0;
  }

  #grow(arena: Int32Array): number {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2).fill(EMPTY);
    for (const entry of old) {
      if (entry === EMPTY) continue;
      let place = this.#hash(arena, entry * this.#width) & (slots.length - 1);
      while (slots[place] !== EMPTY) place = (place + 1) & (slots.length - 1);
      slots[place] = entry;
    }
    this.#slots = slots;
    return slots.length - old.length;
  }

  #hash(words: Int32Array, start: number): number {
    let hash = 0x9e3779b9 | 0;
    for (let word = start; word < start + this.#keyWords; word++) {
      hash = Math.imul(hash ^ words[word]!, 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash, 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  }
}
