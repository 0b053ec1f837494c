/**
 * Values of results in the form that the corpus writes: sets as `{"#set": [...]}`, maps by the text
 * of their keys.
 */

import { decodeEdn } from '../../src/history/codecs/index.js';
import {
  ExactNumber,
  Float,
  Keyword,
  EdnSymbol,
  Character,
  Tagged,
} from '../../src/history/value.js';
import type { Value } from '../../src/history/value.js';

/** JSON. */
export type Plain =
  null | boolean | number | string | readonly Plain[] | { readonly [field: string]: Plain };

/** The value as the corpus writes it. */
export function plain(value: Value): Plain {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Keyword || value instanceof EdnSymbol) return value.name;
  if (value instanceof Float) return value.value;
  if (value instanceof Character || value instanceof ExactNumber) return value.text;
  if (value instanceof Tagged) return plain(value.value);
  if (value instanceof Set) return { '#set': [...(value as ReadonlySet<Value>)].map(plain) };
  if (Array.isArray(value)) return (value as readonly Value[]).map(plain);
  const entries: Iterable<readonly [Value, Value]> =
    value instanceof Map ? (value as ReadonlyMap<Value, Value>) : Object.entries(value);
  return Object.fromEntries(
    [...entries].map(([key, each]) => [textOf(plain(key)), plain(each)] as const),
  );
}

/** A set that the corpus wrote in one of its ways as a set; everything else as it is. */
export function revived(value: Value): Value {
  if (typeof value === 'string' && value.startsWith('#{')) return decodeEdn(value);
  if (value === null || typeof value !== 'object') return value;
  const elements = (value as { readonly [field: string]: Value })['#set'];
  return Array.isArray(elements) ? new Set(elements as readonly Value[]) : value;
}

/**
 * Whether two say the same. A set that is expected may be found as a list of the same elements,
 * which is how ours write multisets, of which the corpus has only the different ones. An operation
 * may be found with more fields than expected, and without a time that Jepsen did not know.
 */
export function agree(expected: Plain, found: Plain | undefined): boolean {
  return found !== undefined && canonical(expected, expected) === canonical(found, expected);
}

/** What Jepsen writes for a time that it does not know. */
const UNKNOWN_TIME = -1;

function canonical(value: Plain, pattern: Plain | undefined): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const wanted = pattern !== null && typeof pattern === 'object' ? pattern : {};
  const elements = '#set' in wanted ? setElements(value) : undefined;
  if (elements !== undefined) {
    const texts = elements.map((each) => canonical(each, undefined));
    return `{${[...new Set(texts)].sort().join()}}`;
  }
  if (Array.isArray(value)) {
    const patterns: readonly Plain[] = Array.isArray(wanted) ? (wanted as readonly Plain[]) : [];
    const items = value as readonly Plain[];
    return `[${items.map((each, at) => canonical(each, patterns[at])).join()}]`;
  }
  const patterns = wanted as { readonly [field: string]: Plain };
  const isOperation = 'type' in patterns && 'index' in patterns;
  const fields = Object.entries(value)
    .filter(([name]) => !isOperation || Object.hasOwn(patterns, name))
    .filter(([name, each]) => !isOperation || name !== 'time' || each !== UNKNOWN_TIME)
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each, patterns[name])}`);
  return `{${fields.sort().join()}}`;
}

function setElements(value: Plain): readonly Plain[] | undefined {
  if (Array.isArray(value)) return value as readonly Plain[];
  const inner = (value as { readonly [field: string]: Plain })['#set'];
  return Array.isArray(inner) ? (inner as readonly Plain[]) : undefined;
}

function textOf(key: Plain): string {
  return typeof key === 'string' ? key : JSON.stringify(key);
}
