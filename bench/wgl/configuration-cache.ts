/**
 * The cache of Lowe's version of the search: pairs of the set of operations that have been
 * linearized, a bit for each, and the state. Compared exactly. The hash is kept up to date bit by
 * bit and sets lie side by side in large blocks, so that it is as good as such a cache can be; a
 * set still takes n / 8 bytes.
 */

import { mix } from '../../src/scenario/randomness.js';

/** Words in a block, unless one set needs more. */
const BLOCK_WORDS = 1 << 18;

const EMPTY = -1;

/** The set in hand, and all pairs that were added. */
export class ConfigurationCache {
  size = 0;
  readonly #words: number;
  readonly #perBlock: number;
  readonly #present: Int32Array;
  #presentHash = 0;
  readonly #blocks: Int32Array[] = [];
  #states = new Int32Array(64);
  #hashes = new Int32Array(64);
  #table: Int32Array = new Int32Array(128).fill(EMPTY);

  constructor(operations: number) {
    this.#words = (operations + 31) >> 5;
    // An easy part visits about as many configurations as it has operations.
    const most = Math.floor(BLOCK_WORDS / Math.max(1, this.#words));
    this.#perBlock = Math.max(1, Math.min(most, operations + 1));
    this.#present = new Int32Array(this.#words);
  }

  /** Adds an operation to the set in hand, or takes it out. */
  toggle(operation: number): void {
    this.#present[operation >> 5]! ^= 1 << (operation & 31);
    this.#presentHash ^= mix(0x2545f491, operation);
  }

  /** Adds the set in hand with `state`; `false` when the pair was there. */
  add(state: number): boolean {
    const hash = mix(this.#presentHash, state);
    const mask = this.#table.length - 1;
    let place = hash & mask;
    for (let entry = this.#table[place]!; entry !== EMPTY; entry = this.#table[place]!) {
      if (this.#hashes[entry] === hash && this.#isEntry(entry, state)) return false;
      place = (place + 1) & mask;
    }
    this.#table[place] = this.size;
    this.#append(hash, state);
    return true;
  }

  #isEntry(entry: number, state: number): boolean {
    if (this.#states[entry] !== state) return false;
    const block = this.#blocks[Math.floor(entry / this.#perBlock)]!;
    const start = (entry % this.#perBlock) * this.#words;
    for (let word = 0; word < this.#words; word++) {
      if (block[start + word] !== this.#present[word]) return false;
    }
    return true;
  }

  #append(hash: number, state: number): void {
    const entry = this.size++;
    if (entry === this.#states.length) this.#grow();
    this.#states[entry] = state;
    this.#hashes[entry] = hash;
    const block = Math.floor(entry / this.#perBlock);
    this.#blocks[block] ??= new Int32Array(this.#perBlock * this.#words);
    this.#blocks[block].set(this.#present, (entry % this.#perBlock) * this.#words);
  }

  #grow(): void {
    const length = this.#states.length * 2;
    const states = new Int32Array(length);
    const hashes = new Int32Array(length);
    states.set(this.#states);
    hashes.set(this.#hashes);
    this.#states = states;
    this.#hashes = hashes;
    this.#table = new Int32Array(length * 2).fill(EMPTY);
    const mask = this.#table.length - 1;
    for (let entry = 0; entry < this.size - 1; entry++) {
      let place = hashes[entry]! & mask;
      while (this.#table[place] !== EMPTY) place = (place + 1) & mask;
      this.#table[place] = entry;
    }
  }
}
