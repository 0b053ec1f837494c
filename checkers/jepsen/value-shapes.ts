/**
 * Values as checkers read them, wherever they come from: a name may be a string or a keyword, a
 * collection an array or a set, a map a `Map` or an object, an integer a number, a big integer or a
 * float without fraction.
 */

import { canonicalKey } from '../../src/history/equality.js';
import { Float, Keyword, type Value } from '../../src/history/value.js';

/** The text of a string or the name of a keyword. */
export function nameOf(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Keyword ? value.name : undefined;
}

/** The elements of an array or a set. */
export function elementsOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value as readonly Value[];
  return value instanceof Set ? [...(value as ReadonlySet<Value>)] : undefined;
}

/** The entries of a map or an object. */
export function entriesOf(value: Value): readonly (readonly [Value, Value])[] | undefined {
  if (value instanceof Map) return [...(value as ReadonlyMap<Value, Value>)];
  if (typeof value !== 'object' || value === null) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  return Object.entries(value as Readonly<Record<string, Value>>);
}

/** What a map has under a name, be the key a string or a keyword. */
export function fieldOf(value: Value, name: string): Value | undefined {
  return entriesOf(value)?.find(([key]) => nameOf(key) === name)?.[1];
}

/** The integer a value is, as a big integer; `undefined` for anything else. */
export function integerOf(value: Value): bigint | undefined {
  if (typeof value === 'bigint') return value;
  const number = value instanceof Float ? value.value : value;
  return typeof number === 'number' && Number.isInteger(number) ? BigInt(number) : undefined;
}

/** A big integer as the value that stands for it: a number where that is exact. */
export function integerValue(integer: bigint): Value {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

/** What Clojure takes for true: everything but `nil` and `false`. */
export function isTruthy(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false;
}

/**
 * Numbers by size, texts by code units, anything else after these in the order of canonical texts.
 * A total order on values.
 */
export function compareValues(left: Value, right: Value): number {
  const order = rank(left) - rank(right);
  if (order !== 0) return order;
  if (isNumeric(left) && isNumeric(right)) {
    if (left < right) return -1;
    if (left > right) return 1;
  }
  const [first, second] =
    typeof left === 'string' && typeof right === 'string'
      ? [left, right]
      : [canonicalKey(left), canonicalKey(right)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function rank(value: Value): number {
  if (value === null) return 0;
  if (isNumeric(value)) return 1;
  return typeof value === 'string' ? 2 : 3;
}

function isNumeric(value: Value): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value));
}
