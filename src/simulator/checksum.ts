/**
 * Checksums and damage: what a disk may do to a value, and how a system finds out. A system that
 * stores `{ value, checksum: checksum(value) }` can tell a damaged value from a good one.
 */

import { below, hashString, mix } from '../scenario/randomness.js';

/**
 * A 32-bit fingerprint of plain data, whatever the order of its fields; values that differ have the
 * same one once in four thousand million pairs. Linear in the size of the value.
 */
export function checksum(value: unknown): number {
  return hashOf(value) >>> 0;
}

/**
 * A copy of `value` in which one number, string or boolean is another, as after a flipped bit.
 * `salt` says which; what is not plain data becomes `null`.
 */
export function damaged(value: unknown, salt: number): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? value + 2 ** below(salt, 8) : 0;
  }
  if (typeof value === 'bigint') return value + 2n ** BigInt(below(salt, 8));
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return flipped(value, salt);
  if (value === null) return 0;
  if (typeof value !== 'object') return null;
  return withPart(value, salt, (part) => damaged(part, mix(salt, 1)));
}

/**
 * What is left of a write that was cut short: the first half of a list or text, of the last field
 * of an object; a damaged value where there is no half.
 */
export function torn(value: unknown): unknown {
  if (typeof value === 'string' && value.length > 1) return value.slice(0, value.length >> 1);
  if (Array.isArray(value) && value.length > 1) return value.slice(0, value.length >> 1);
  if (value instanceof Map && value.size > 1) return new Map([...value].slice(0, value.size >> 1));
  if (value instanceof Set && value.size > 1) return new Set([...value].slice(0, value.size >> 1));
  if (typeof value === 'object' && value !== null) return withPart(value, undefined, torn);
  return damaged(value, 0);
}

type Change = (part: unknown) => unknown;

/** A copy with one part changed: the one that `salt` chooses, or the last. */
function withPart(value: object, salt: number | undefined, change: Change): unknown {
  const chosen = (count: number): number => (salt === undefined ? count - 1 : below(salt, count));
  if (Array.isArray(value)) {
    if (value.length === 0) return [null];
    const at = chosen(value.length);
    return value.with(at, change(value[at]));
  }
  if (value instanceof Map) {
    const entries = [...value] as [unknown, unknown][];
    const entry = entries[chosen(entries.length)];
    return entry === undefined ? null : new Map(entries).set(entry[0], change(entry[1]));
  }
  if (value instanceof Set) {
    const members = [...value] as unknown[];
    if (members.length === 0) return null;
    const at = chosen(members.length);
    return new Set(members.with(at, change(members[at])));
  }
  const fields = Object.entries(value);
  const field = fields[chosen(fields.length)];
  if (field === undefined) return null;
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  return Object.assign(copy, value, { [field[0]]: change(field[1]) });
}

function flipped(text: string, salt: number): string {
  if (text === '') return '?';
  const at = below(salt, text.length);
  const character = String.fromCharCode(text.charCodeAt(at) ^ (1 << below(mix(salt, 1), 3)));
  return text.slice(0, at) + character + text.slice(at + 1);
}

/** Salts that keep the kinds of values apart. */
const KIND = { leaf: 1, list: 2, map: 3, set: 4, object: 5 } as const;

function hashOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return mix(hashString(`${typeof value} ${String(value)}`), KIND.leaf);
  }
  if (Array.isArray(value)) return inOrder(value, KIND.list);
  if (value instanceof Map) {
    return inOrder(sorted([...value].map((entry) => inOrder(entry, KIND.list))), KIND.map);
  }
  if (value instanceof Set) return inOrder(sorted([...value].map(hashOf)), KIND.set);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return inOrder(sorted(fields.map((field) => inOrder(field, KIND.list))), KIND.object);
}

function inOrder(parts: readonly unknown[], salt: number): number {
  return parts.reduce<number>((hash, part) => mix(hash, hashOf(part)), mix(salt, parts.length));
}

function sorted(hashes: readonly number[]): number[] {
  return hashes.toSorted((left, right) => left - right);
}
