/**
 * The calls and returns of one part in a doubly linked list, in order of time. Taking an operation
 * lifts its call and its return out; taking that back puts them where they were, provided that it
 * is done in the opposite order (Knuth's dancing links).
 */

/** Entries are numbered in order of time; `head` stands before the first and after the last. */
export class EntryList {
  readonly head: number;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  constructor(size: number) {
    this.head = size;
    this.#next = new Int32Array(size + 1);
    this.#previous = new Int32Array(size + 1);
    for (let entry = 1; entry <= size; entry++) {
      this.#next[entry - 1] = entry;
      this.#previous[entry] = entry - 1;
    }
    this.#previous[0] = size;
  }

  /** The entry after this one; after the last comes `head`. */
  after(entry: number): number {
    return this.#next[entry]!;
  }

  /** Takes an entry out; it remembers its place. */
  remove(entry: number): void {
    const next = this.#next[entry]!;
    const previous = this.#previous[entry]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
  }

  /** Puts back what was removed last and has not been put back. */
  restore(entry: number): void {
    this.#next[this.#previous[entry]!] = entry;
    this.#previous[this.#next[entry]!] = entry;
  }
}
