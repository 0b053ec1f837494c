/**
 * Values as integers. A small natural number is its own code, any other value has a negative code
 * that stands for its place in a table; equal values have equal codes, so that columns of codes can
 * be compared without looking at the values.
 */

import { canonicalKey } from '../equality.js';
import type { Value } from '../value.js';
import { PairTable } from './pair-table.js';

/** Natural numbers below are their own codes. */
export const DIRECT_LIMIT: number = 2 ** 30;

/** The code of `null` in every table. */
export const NULL_CODE = -1;

/** Stands for the absence of a value, such as the key of an operation that has none. */
export const NO_VALUE: number = -(2 ** 31);

/** Codes of values, given out in the order in which values are first seen. */
export class ValueTable {
  readonly #values: Value[] = [null];
  /** How many of the values the three tables know; the others are looked at when one is asked. */
  #indexed = 1;
  readonly #codes = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  readonly #pairs = new PairTable();

  /** The code of `value`; the table keeps the value it saw first of equal ones. */
  codeOf(value: Value): number {
    if (value === null) return NULL_CODE;
    if (typeof value === 'string') return this.codeOfText(value);
    if (isDirect(value)) return Number(value) + 0;
    if (isPair(value)) return this.codeOfPair(Number(value[0]), Number(value[1]));
    this.#index();
    const key = canonicalKey(value);
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.#add(value);
      this.#codes.set(key, code);
    }
    return code;
  }

  /** The same as `codeOf(text)`. */
  codeOfText(text: string): number {
    this.#index();
    let code = this.#texts.get(text);
    if (code === undefined) {
      code = this.#add(text);
      this.#texts.set(text, code);
    }
    return code;
  }

  /** The same as `codeOf([first, second])`, for natural numbers below {@link DIRECT_LIMIT}. */
  codeOfPair(first: number, second: number): number {
    this.#index();
    let code = this.#pairs.get(first, second);
    if (code === 0) {
      code = this.#add([first, second]);
      this.#pairs.set(first, second, code);
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

  /**
   * A table in which `values`, no two of them equal, have the codes -1, -2 and so on; the first
   * must be `null`. They are hashed only when a code is asked for.
   */
  static of(values: readonly Value[]): ValueTable {
    const table = new ValueTable();
    for (let at = 1; at < values.length; at++) table.#values.push(values[at]!);
    return table;
  }

  #add(value: Value): number {
    this.#indexed++;
    return -this.#values.push(value);
  }

  #index(): void {
    const values = this.#values;
    for (; this.#indexed < values.length; this.#indexed++) {
      const value = values[this.#indexed]!;
      const code = -1 - this.#indexed;
      if (typeof value === 'string') this.#texts.set(value, code);
      else if (isPair(value)) this.#pairs.set(Number(value[0]), Number(value[1]), code);
      else this.#codes.set(canonicalKey(value), code);
    }
  }
}

/** Arrays of two small natural numbers: the arguments of a compare-and-set, mostly. */
function isPair(value: Value): value is readonly [number | bigint, number | bigint] {
  return Array.isArray(value) && value.length === 2 && isDirect(value[0]) && isDirect(value[1]);
}

/** Whether a value is its own code. */
function isDirect(value: unknown): value is number | bigint {
  if (typeof value === 'number') {
    return value >= 0 && value < DIRECT_LIMIT && Number.isInteger(value);
  }
  return typeof value === 'bigint' && value >= 0n && value < DIRECT_LIMIT;
}
