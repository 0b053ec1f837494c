/**
 * Numbers 0, 1, 2 and so on for values in the order in which they are first seen, so that what is
 * known of each can stand in arrays.
 */

import { canonicalKey } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';

/** Natural numbers below may have a table of their own, without hashing. */
const DIRECT_MAX = 2 ** 22;

/** The table may have so many places for each value. */
const SPREAD_MAX = 8;

const DIRECT_MIN = 64;

/** Equal values have equal numbers. Expected constant time for numbers and strings. */
export class ValueNumbering {
  readonly #values: Value[] = [];
  /** The number plus one, so that zero is `never seen`. */
  #direct = new Int32Array(DIRECT_MIN);
  /** Natural numbers that were too far apart for the table when they came. */
  readonly #scattered = new Map<number, number>();
  readonly #texts = new Map<string, number>();
  readonly #others = new Map<string, number>();

  /** How many different values were seen. */
  get size(): number {
    return this.#values.length;
  }

  /** The value that a number stands for. */
  valueOf(number: number): Value {
    return this.#values[number]!;
  }

  /** The number of a value, new if it was never seen. */
  numberOf(value: Value): number {
    if (typeof value === 'number' && value >= 0 && value < DIRECT_MAX && Number.isInteger(value)) {
      return this.#directNumber(value + 0);
    }
    const [table, key] =
      typeof value === 'string' ? [this.#texts, value] : [this.#others, canonicalKey(value)];
    let number = table.get(key);
    if (number === undefined) {
      if (typeof value === 'bigint' && value >= 0n && value < DIRECT_MAX) {
        return this.#directNumber(Number(value));
      }
      number = this.#values.push(value) - 1;
      table.set(key, number);
    }
    return number;
  }

  #directNumber(value: number): number {
    const known = value < this.#direct.length ? this.#direct[value]! : 0;
    if (known > 0) return known - 1;
    const scattered = this.#scattered.get(value);
    if (scattered !== undefined) return scattered;
    const number = this.#values.push(value) - 1;
    if (value >= this.#direct.length) this.#grow(value);
    if (value < this.#direct.length) this.#direct[value] = number + 1;
    else this.#scattered.set(value, number);
    return number;
  }

  #grow(value: number): void {
    if (value >= SPREAD_MAX * (this.#values.length + DIRECT_MIN)) return;
    let length = this.#direct.length;
    while (length <= value) length *= 2;
    const grown = new Int32Array(length);
    grown.set(this.#direct);
    this.#direct = grown;
  }
}
