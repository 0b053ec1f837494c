/**
 * Writes values as JSON on one line, with the escapes of `json-escape.ts`, so that the reader gives
 * back an equal value.
 */

import { Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged } from '../value.js';
import type { Value } from '../value.js';
import { floatText } from './edn-writer.js';
import { looksEscaped } from './json-escape.js';

/** The JSON of a value. Linear. */
export function writeJson(value: Value): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return writeNumber(value);
    case 'bigint':
      return escape('$bigint', JSON.stringify(value.toString()));
    case 'boolean':
      return String(value);
    default:
      return value === null ? 'null' : writeObject(value);
  }
}

function writeNumber(value: number): string {
  if (Number.isSafeInteger(value)) return value === 0 ? '0' : String(value);
  if (Number.isInteger(value)) return escape('$bigint', `"${BigInt(value)}"`);
  return Number.isFinite(value) ? String(value) : escape('$float', `"${value}"`);
}

function writeObject(value: Exclude<Value, null>): string {
  if (Array.isArray(value)) return writeArray(value as readonly Value[]);
  if (value instanceof Keyword) return escape('$keyword', JSON.stringify(value.name));
  if (value instanceof Map) return writeMap(value as ReadonlyMap<Value, Value>);
  if (value instanceof Set) return escape('$set', writeArray([...value]));
  if (value instanceof Float) return writeFloat(value.value);
  if (value instanceof EdnSymbol) return escape('$symbol', JSON.stringify(value.name));
  if (value instanceof Character) return escape('$char', JSON.stringify(value.text));
  if (value instanceof ExactNumber) return escape('$number', JSON.stringify(value.text));
  if (value instanceof Tagged) return escape('$tag', writeArray([value.tag, value.value]));
  // As JSON.stringify does: callers keep optional fields that are undefined.
  const entries = Object.entries(value as Readonly<Record<string, Value | undefined>>).filter(
    (entry): entry is [string, Value] => entry[1] !== undefined,
  );
  return isPlain(entries) ? writeEntries(entries) : escape('$map', writeArray(entries));
}

function writeArray(values: readonly Value[]): string {
  return `[${values.map(writeJson).join(',')}]`;
}

/** A map whose keys are all strings is a plain object; the two are equal. */
function writeMap(map: ReadonlyMap<Value, Value>): string {
  const entries = [...map];
  return isPlain(entries) ? writeEntries(entries) : escape('$map', writeArray(entries));
}

function isPlain(
  entries: readonly (readonly [Value, Value])[],
): entries is readonly (readonly [string, Value])[] {
  const keys = entries.map(([key]) => key);
  return keys.every((key) => typeof key === 'string') && !looksEscaped(keys);
}

function writeEntries(entries: readonly (readonly [string, Value])[]): string {
  const texts = entries.map(([key, value]) => `${JSON.stringify(key)}:${writeJson(value)}`);
  return `{${texts.join(',')}}`;
}

function writeFloat(value: number): string {
  if (Number.isFinite(value) && !Number.isInteger(value)) return String(value);
  return escape(
    '$float',
    JSON.stringify(Number.isFinite(value) ? floatText(value) : String(value)),
  );
}

function escape(name: string, content: string): string {
  return `{"${name}":${content}}`;
}
