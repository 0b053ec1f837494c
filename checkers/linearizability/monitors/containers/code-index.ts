/**
 * A map from value codes to small numbers without an object for each entry: a direct table where
 * the codes lie close together, as those of counters do, else open addressing.
 */

/** How many times wider than the number of entries a direct table may be. */
const DIRECT_FACTOR = 8;

/** Codes to numbers from 0; each operation is constant time, expected where codes are far apart. */
export class CodeIndex {
  readonly #codeMin: number;
  /** The number plus 1, 0 where there is none; by code, or by slot. */
  readonly #numbers: Int32Array;
  /** The code in each slot; `undefined` for a direct table. */
  readonly #codes: Int32Array | undefined;

  /** An index for at most `count` codes, which lie from `codeMin` to `codeMax`. */
  constructor(count: number, codeMin: number, codeMax: number) {
    this.#codeMin = codeMin;
    const span = codeMax - codeMin + 1;
    if (span <= DIRECT_FACTOR * count + 64) {
      this.#numbers = new Int32Array(Math.max(span, 0));
      return;
    }
    let slots = 64;
    while (slots < 2 * count) slots *= 2;
    this.#numbers = new Int32Array(slots);
    this.#codes = new Int32Array(slots);
  }

  /** False, without a change, when `code` is there already. */
  add(code: number, number: number): boolean {
    const at = this.#slotOf(code);
    if (this.#numbers[at] !== 0) return false;
    this.#numbers[at] = number + 1;
    if (this.#codes !== undefined) this.#codes[at] = code;
    return true;
  }

  /** The number of `code`, -1 when it was not added. */
  get(code: number): number {
    // Outside of a direct table there is nothing to read.
    return (this.#numbers[this.#slotOf(code)] ?? 0) - 1;
  }

  /** Where `code` is, or where it would be put. */
  #slotOf(code: number): number {
    const codes = this.#codes;
    if (codes === undefined) return code - this.#codeMin;
    const mask = codes.length - 1;
    let at = (Math.imul(code, 0x9e3779b1) >>> 7) & mask;
    while (this.#numbers[at] !== 0 && codes[at] !== code) at = (at + 1) & mask;
    return at;
  }
}
