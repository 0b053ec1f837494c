/**
 * Values as integers. A small natural number is its own code, any other value has a negative code
 * that stands for its place in a table; equal values have equal codes, so that columns of codes can
 * be compared without looking at the values.
 */

import { canonicalKey } from '../equality.js';
import type { Value } from '../value.js';

/** Natural numbers below are their own codes. */
export const DIRECT_LIMIT = 2 ** 30;

/** The code of `null` in every table. */
export const NULL_CODE = -1;

/** Stands for the absence of a value, such as the key of an operation that has none. */
export const NO_VALUE = -(2 ** 31);

/** Pairs of small numbers below this are found without writing them out. */
const PAIR_LIMIT = 2 ** 25;

/** Codes of values, given out in the order in which values are first seen. */
export class ValueTable {
  readonly #values: Value[] = [null];
  readonly #codes = new Map<string, number>([[canonicalKey(null), NULL_CODE]]);
  readonly #texts = new Map<string, number>();
  readonly #pairs = new Map<number, number>();

  /** The code of `value`; the table keeps the value it saw first of equal ones. */
  codeOf(value: Value): number {
    if (value === null) return NULL_CODE;
    if (typeof value === 'number' && value >= 0 && value < DIRECT_LIMIT && Number.isInteger(value))
      return value + 0;
    if (typeof value === 'string') return this.codeOfText(value);
    if (isPair(value)) return this.codeOfPair(value[0], value[1]);
    if (typeof value === 'bigint' && value >= 0n && value < DIRECT_LIMIT) return Number(value);
    return this.#intern(value);
  }

  /** The same as `codeOf(text)`. */
  codeOfText(text: string): number {
    let code = this.#texts.get(text);
    if (code === undefined) {
      code = this.#add(text);
      this.#texts.set(text, code);
    }
    return code;
  }

  /** The same as `codeOf([first, second])`, for natural numbers below 2^30. */
  codeOfPair(first: number, second: number): number {
    if (first >= PAIR_LIMIT || second >= PAIR_LIMIT) return this.#intern([first, second]);
    const key = first * PAIR_LIMIT + second;
    let code = this.#pairs.get(key);
    if (code === undefined) {
      code = this.#intern([first, second]);
      this.#pairs.set(key, code);
    }
    return code;
  }

  /** The value that a code stands for; `null` for {@link NO_VALUE}. */
  valueOf(code: number): Value {
    if (code >= 0) return code;
    return code === NO_VALUE ? null : this.#values[-1 - code]!;
  }

  /** How many values have negative codes: the codes are -1 to -size. */
  get size(): number {
    return this.#values.length;
  }

  /** The values with negative codes, in order: -1 first. `ValueTable.of` takes them back. */
  get values(): readonly Value[] {
    return this.#values;
  }

  /** A table in which `values` have the codes -1, -2 and so on; the first must be `null`. */
  static of(values: readonly Value[]): ValueTable {
    const table = new ValueTable();
    for (const value of values) table.codeOf(value);
    return table;
  }

  #intern(value: Value): number {
    const key = canonicalKey(value);
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.#add(value);
      this.#codes.set(key, code);
    }
    return code;
  }

  #add(value: Value): number {
    return -this.#values.push(value);
  }
}

/** Arrays of two small natural numbers: the arguments of a compare-and-set, mostly. */
function isPair(value: Value): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && isSmall(value[0]) && isSmall(value[1]);
}

function isSmall(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < PAIR_LIMIT && Number.isInteger(value);
}
