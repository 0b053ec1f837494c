/**
 * Writes values as EDN on one line, so that the reader gives back an equal value. Strings use
 * JSON's escapes, which are EDN's too.
 */

import { Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged } from '../value.js';
import type { Value } from '../value.js';
import { isExactNumber } from './edn-number.js';
import { CHARACTER_NAMES, isKeywordName, isSymbolName, isTagName } from './edn-syntax.js';

const NAMES_OF_CHARACTERS: ReadonlyMap<string, string> = new Map(
  Array.from(CHARACTER_NAMES, ([name, text]) => [text, name]),
);

/** Characters that would not survive, or not be seen, as themselves. */
const INVISIBLE = /^[\p{C}\p{Z}]$/u;

/**
 * The EDN of a value. Linear.
 * @throws RangeError for names that EDN cannot write, such as a keyword with a blank; no codec
 * hands out such values.
 */
export function writeEdn(value: Value): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return writeNumber(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return value === null ? 'nil' : writeObject(value);
  }
}

/** A name as a keyword where it can be one, as a string otherwise. */
export function writeName(name: string): string {
  return isKeywordName(name) ? `:${name}` : JSON.stringify(name);
}

function writeNumber(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  return Number.isFinite(value) ? String(value) : `##${String(value).replace('inity', '')}`;
}

/** The text of a float, which never looks like an integer: `1.0`, `1e+300`. */
export function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /^-?[0-9]+$/.test(text) ? `${text}.0` : text;
}

function writeObject(value: Exclude<Value, null>): string {
  if (Array.isArray(value)) return `[${value.map(writeEdn).join(' ')}]`;
  if (value instanceof Keyword) return `:${writable(value.name, isKeywordName, 'keyword')}`;
  if (value instanceof Map) return writeEntries(value as ReadonlyMap<Value, Value>);
  if (value instanceof Set) return `#{${Array.from(value, writeEdn).join(' ')}}`;
  if (value instanceof Float) {
    return Number.isFinite(value.value) ? floatText(value.value) : writeNumber(value.value);
  }
  if (value instanceof EdnSymbol) return writable(value.name, isSymbolName, 'symbol');
  if (value instanceof Character) return writeCharacter(value.text);
  if (value instanceof ExactNumber) return writable(value.text, isExactNumber, 'exact number');
  if (value instanceof Tagged) {
    return `#${writable(value.tag, isTagName, 'tag')} ${writeEdn(value.value)}`;
  }
  return writeEntries(Object.entries(value as Readonly<Record<string, Value>>));
}

function writeEntries(entries: Iterable<readonly [Value, Value]>): string {
  const texts = Array.from(entries, ([key, value]) => `${writeEdn(key)} ${writeEdn(value)}`);
  return `{${texts.join(', ')}}`;
}

function writeCharacter(text: string): string {
  const name = NAMES_OF_CHARACTERS.get(text);
  if (name !== undefined) return `\\${name}`;
  if (text.length === 1 && INVISIBLE.test(text)) {
    return `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
  if (String.fromCodePoint(text.codePointAt(0) ?? 0) !== text) {
    throw new RangeError(`EDN cannot write the character ${JSON.stringify(text)}`);
  }
  return `\\${text}`;
}

function writable(name: string, isWritable: (name: string) => boolean, what: string): string {
  if (isWritable(name)) return name;
  throw new RangeError(`EDN cannot write the ${what} ${JSON.stringify(name)}`);
}
