/**
 * Copies of what clients are given and answer: plain data, as histories hold it. A copy, because
 * the client may go on to change what it was given. What a codec could not give back is an error.
 */

import { types } from 'node:util';
import { canonicalKey } from '../history/equality.js';
import { Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged } from '../history/value.js';
import type { Value } from '../history/value.js';

const DEPTH_MAX = 200;
const VALUE_CLASSES = [Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged];

/** A value of a history, or what stands in the way of one: `a function at .callback`. */
export type Copied =
  | { readonly kind: 'data'; readonly value: Value }
  | { readonly kind: 'not-data'; readonly what: string };

/**
 * The copy of `given`. `undefined` is `null`, and a field that is `undefined` is left out, as in
 * JSON. Linear in the size of the value.
 */
export function copyPlainData(given: unknown): Copied {
  try {
    return { kind: 'data', value: copy(given, '', new Set()) };
  } catch (error) {
    if (error instanceof NotData) return { kind: 'not-data', what: error.message };
    throw error;
  }
}

class NotData extends Error {}

function copy(given: unknown, place: string, around: Set<object>): Value {
  switch (typeof given) {
    case 'string':
    case 'boolean':
      return given;
    case 'undefined':
      return null;
    case 'number':
      return copyNumber(given);
    case 'bigint':
      return copyInteger(given);
    case 'function':
    case 'symbol':
      throw new NotData(`a ${typeof given}${at(place)}`);
    case 'object':
      return given === null ? null : copyObject(given, place, around);
  }
}

/** Integers have one form, and zero no sign: as the codecs give them back. */
function copyNumber(given: number): Value {
  if (Number.isSafeInteger(given)) return given === 0 ? 0 : given;
  return Number.isInteger(given) ? BigInt(given) : given;
}

function copyInteger(given: bigint): Value {
  const number = Number(given);
  return Number.isSafeInteger(number) ? number : given;
}

/** `around` holds what `given` is part of. */
function copyObject(given: object, place: string, around: Set<object>): Value {
  if (around.has(given)) throw new NotData(`a cycle${at(place)}`);
  if (around.size >= DEPTH_MAX) throw new NotData(`something deeper than ${DEPTH_MAX} levels`);
  if (VALUE_CLASSES.some((known) => given instanceof known)) return given as Value;
  around.add(given);
  const copied = copyCollection(given, place, (item, name) => copy(item, place + name, around));
  around.delete(given);
  return copied;
}

function copyCollection(
  given: object,
  place: string,
  copyItem: (item: unknown, name: string) => Value,
): Value {
  // Holes are null, as what is undefined is.
  if (Array.isArray(given)) return Array.from(given, (item, at) => copyItem(item, `[${at}]`));
  // Not by instanceof: test frameworks run tests in realms of their own.
  if (types.isSet(given)) return setOf([...given].map((item) => copyItem(item, ' of a set')));
  if (types.isMap(given)) {
    const entries = [...given].map(([key, item]): [Value, Value] => [
      copyItem(key, ' of a map'),
      copyItem(item, ' of a map'),
    ]);
    if (setOf(entries.map(([key]) => key)).size < entries.length) {
      throw new NotData(`a map with two equal keys${at(place)}`);
    }
    return new Map(entries);
  }
  if (!isPlain(given)) throw new NotData(`an object of class ${className(given)}${at(place)}`);
  const entries = Object.entries(given).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, copyItem(item, `.${key}`)]));
}

/** Members that are equal as values are one, although JavaScript tells them apart. */
function setOf(members: readonly Value[]): ReadonlySet<Value> {
  return new Set(new Map(members.map((member) => [canonicalKey(member), member])).values());
}

function isPlain(given: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(given);
  if (prototype === null) return true;
  // The `Object.prototype` of any realm.
  return (
    Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf')
  );
}

function className(given: object): string {
  const { constructor } = given as { readonly constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== ''
    ? constructor.name
    : 'without a name';
}

function at(place: string): string {
  return place === '' ? '' : ` at ${place}`;
}
