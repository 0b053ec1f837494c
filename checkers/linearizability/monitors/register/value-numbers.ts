/**
 * Small numbers for the values of a part, so that tables by value are plain arrays. Codes that lie
 * close together are numbered by their distance from the least one, others through a hash table.
 */

/** A numbering of codes: `count` numbers from 0. */
export interface ValueNumbers {
  /** Greater than all numbers of codes in the range. */
  readonly count: number;
  /** The number of a code of the range. */
  numberOf(code: number): number;
  /** Replaces codes by their numbers; whatever for codes that are not of the range. */
  translate(codes: Int32Array): void;
  /** The code that has a number. */
  codeOf(number: number): number;
}

/** Tables may have so many entries for each code before hashing takes less. */
const SPREAD_MAX = 4;

const SMALL = 64;

/** Where codes for a numbering are collected. */
export interface CodeRange {
  readonly least: number;
  readonly greatest: number;
  /** How many codes there are at most, in the range or not. */
  readonly size: number;
}

/** A numbering for codes of a range. */
export function numberValues({ least, greatest, size }: CodeRange): ValueNumbers {
  const span = greatest - least + 1;
  if (span > SPREAD_MAX * size + SMALL) return new HashedNumbers(size);
  return {
    count: span,
    numberOf: (code) => code - least,
    translate(codes) {
      for (let at = 0; at < codes.length; at++) codes[at]! -= least;
    },
    codeOf: (number) => number + least,
  };
}

/** Numbers in order of appearance; open addressing, at most half full. */
class HashedNumbers implements ValueNumbers {
  readonly count: number;
  readonly #codes: Int32Array;
  readonly #slots: Int32Array;
  #used = 0;

  constructor(size: number) {
    this.count = size;
    this.#codes = new Int32Array(size);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * size + 2)));
  }

  numberOf(code: number): number {
    const slots = this.#slots;
    const codes = this.#codes;
    const mask = slots.length - 1;
    let slot = mix(code) & mask;
    for (;;) {
      const entry = slots[slot]!;
      if (entry === 0) break;
      if (codes[entry - 1] === code) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const number = this.#used++;
    codes[number] = code;
    slots[slot] = number + 1;
    return number;
  }

  translate(codes: Int32Array): void {
    for (let at = 0; at < codes.length; at++) codes[at] = this.numberOf(codes[at]!);
  }

  codeOf(number: number): number {
    return this.#codes[number]!;
  }
}

/** The finalizer of MurmurHash3: every bit of the code moves half of the bits. */
function mix(code: number): number {
  let bits = code;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
