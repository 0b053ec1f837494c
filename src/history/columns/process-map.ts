/**
 * A map from processes to natural numbers. Processes are small numbers mostly, and these are looked
 * up in an array.
 */

/** Processes below this are looked up in an array, if there are that many. */
const ARRAY_LENGTH_MAX = 2 ** 20;

/** Knows any integer, and answers -1 for what it was not told. */
export class ProcessMap {
  /** The numbers plus 1. */
  #small = new Int32Array(64);
  readonly #others = new Map<number, number>();

  get(process: number): number {
    if (process >= 0 && process < this.#small.length) return this.#small[process]! - 1;
    return this.#others.get(process) ?? -1;
  }

  set(process: number, value: number): void {
    if (process >= 0 && process < ARRAY_LENGTH_MAX) {
      if (process >= this.#small.length) this.#grow(process);
      this.#small[process] = value + 1;
    } else {
      this.#others.set(process, value);
    }
  }

  delete(process: number): void {
    if (process >= 0 && process < this.#small.length) this.#small[process] = 0;
    else this.#others.delete(process);
  }

  #grow(process: number): void {
    let length = 2 * this.#small.length;
    while (length <= process) length *= 2;
    const grown = new Int32Array(length);
    grown.set(this.#small);
    this.#small = grown;
  }
}
