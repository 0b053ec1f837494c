/**
 * Equality of values, written down once. Integers are equal by value, number or bigint; `1` differs
 * from `1.0` where the source kept them apart; a keyword is not a string; the order of maps and
 * sets never matters; a plain object equals a `Map` with the same string keys; `NaN` equals itself
 * and `-0.0` equals `0.0`. Exact numbers (`1.50M`) are compared by their text.
 */

import { assert } from '../assert.js';
import { Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged } from './value.js';
import type { Value } from './value.js';

/**
 * A text that is the same for two values exactly when they are equal. Linear in the size of the
 * value, but for the sorting of sets and maps; recursive, so meant for values as deep as codecs
 * allow.
 */
export function canonicalKey(value: Value): string {
  switch (typeof value) {
    case 'number':
      return numberKey(value);
    case 'bigint':
      return value.toString();
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 't' : 'f';
    default:
      return objectKey(value);
  }
}

/**
 * Whether two values are equal, as their canonical keys are; quick for what histories mostly hold.
 */
export function equalValues(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left === 'number') {
    if (typeof right === 'bigint') return Number.isInteger(left) && BigInt(left) === right;
    if (typeof right === 'number') return Number.isNaN(left) && Number.isNaN(right);
    return right instanceof Float && canonicalKey(left) === canonicalKey(right);
  }
  if (typeof left === 'bigint') {
    return typeof right === 'number' && Number.isInteger(right) && BigInt(right) === left;
  }
  if (typeof left !== 'object' || left === null) return false;
  if (typeof right !== 'object' || right === null) {
    return typeof right === 'number' && equalValues(right, left);
  }
  if (left instanceof Keyword) return right instanceof Keyword && left.name === right.name;
  if (isSequence(left)) return isSequence(right) && equalSequences(left, right);
  if (left instanceof Set) {
    return right instanceof Set && left.size === right.size && sameKeys(left, right);
  }
  return sameKeys(left, right);
}

function sameKeys(left: Value, right: Value): boolean {
  return canonicalKey(left) === canonicalKey(right);
}

function equalSequences(left: readonly Value[], right: readonly Value[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) {
    if (!equalValues(left[at] as Value, right[at] as Value)) return false;
  }
  return true;
}

function isSequence(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function numberKey(value: number): string {
  if (Number.isSafeInteger(value)) return value === 0 ? '0' : String(value);
  // An integer beyond 2^53 that somebody kept as a number still equals the bigint of its value.
  return Number.isInteger(value) ? BigInt(value).toString() : `d${value}`;
}

function objectKey(value: Value): string {
  if (value === null) return 'n';
  assert(typeof value === 'object', `a value cannot be ${typeof value}`);
  if (isSequence(value)) return `[${value.map(canonicalKey).join(',')}]`;
  if (value instanceof Keyword) return `k${JSON.stringify(value.name)}`;
  if (value instanceof Float) return `d${value.value === 0 ? 0 : value.value}`;
  if (value instanceof EdnSymbol) return `s${JSON.stringify(value.name)}`;
  if (value instanceof Character) return `c${JSON.stringify(value.text)}`;
  if (value instanceof ExactNumber) return `e${JSON.stringify(value.text)}`;
  if (value instanceof Tagged) return `#${JSON.stringify(value.tag)}${canonicalKey(value.value)}`;
  if (value instanceof Set) return `#{${[...value].map(canonicalKey).sort().join(',')}}`;
  const entries =
    value instanceof Map
      ? Array.from(value as ReadonlyMap<Value, Value>, entryKey)
      : Object.entries(value as Readonly<Record<string, Value>>).map(entryKey);
  return `{${entries.sort().join(',')}}`;
}

function entryKey([key, value]: readonly [Value, Value]): string {
  return `${canonicalKey(key)}:${canonicalKey(value)}`;
}
