/**
 * The escapes of our JSON: how values travel in it that JSON has no form for. Defined here only;
 * the reader and the writer of JSON both rely on this table.
 */

import { canonicalKey } from '../equality.js';
import { Character, EdnSymbol, ExactNumber, Keyword, Tagged } from '../value.js';
import type { Value } from '../value.js';
import { asFloat, isExactNumber } from './edn-number.js';
import { isKeywordName, isSymbolName, isTagName } from './edn-syntax.js';
import { DIGITS_MAX, narrow } from './text-reader.js';

interface Escape {
  /** What the object must hold, for the error. */
  readonly expected: string;
  /** The value, `undefined` when the content is of another kind. */
  readonly decode: (content: Value) => Value | undefined;
}

const FLOATS: ReadonlyMap<string, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

const FLOAT_TEXT = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * JSON carries what it has no form for as an object with exactly one key, from this list:
 *
 *     {"$keyword": "a/b"}   :a/b            {"$symbol": "x"}   x
 *     {"$char": "a"}        \a              {"$float": "1.0"}  1.0; also NaN, Infinity, -Infinity
 *     {"$bigint": "123"}    123             {"$number": "1/3"} 1/3, 1.50M
 *     {"$set": [1, 2]}      #{1 2}          {"$map": [[1, 2]]} {1 2}, with any keys
 *     {"$tag": ["inst", "2020"]}            #inst "2020"
 *
 * A plain object that would look like one of these is written as a `$map`. One with such a key and
 * another content is an error, not a guess. JSON itself has one kind of number, so `1.0` in JSON is
 * the integer 1, and a long integer is read digit by digit.
 */
export const JSON_ESCAPES: ReadonlyMap<string, Escape> = new Map<string, Escape>([
  ['$keyword', textEscape('the name of a keyword', isKeywordName, (name) => new Keyword(name))],
  ['$symbol', textEscape('the name of a symbol', isSymbolName, (name) => new EdnSymbol(name))],
  ['$char', textEscape('one character', isCharacter, (text) => new Character(text))],
  ['$bigint', textEscape('the digits of an integer', isInteger, (text) => narrow(BigInt(text)))],
  ['$float', textEscape('a float, NaN, Infinity or -Infinity', isFloat, decodeFloat)],
  ['$number', textEscape('a decimal with M or a ratio', isExactNumber, decodeExact)],
  ['$set', { expected: 'an array of members, each once', decode: decodeSet }],
  ['$map', { expected: 'an array of [key, value] pairs, each key once', decode: decodeMap }],
  ['$tag', { expected: 'an array of a tag and a value', decode: decodeTagged }],
]);

function textEscape(
  expected: string,
  isRight: (text: string) => boolean,
  build: (text: string) => Value | undefined,
): Escape {
  const decode = (content: Value): Value | undefined =>
    typeof content === 'string' && isRight(content) ? build(content) : undefined;
  return { expected: `${expected}, as a string`, decode };
}

function isCharacter(text: string): boolean {
  const first = text.codePointAt(0);
  return first !== undefined && String.fromCodePoint(first) === text;
}

function isInteger(text: string): boolean {
  return text.length <= DIGITS_MAX && /^-?[0-9]+$/.test(text);
}

function isFloat(text: string): boolean {
  return FLOATS.has(text) || FLOAT_TEXT.test(text);
}

function decodeFloat(text: string): Value | undefined {
  return FLOATS.get(text) ?? asFloat(Number(text));
}

function decodeExact(text: string): Value {
  return new ExactNumber(text);
}

function decodeSet(content: Value): Value | undefined {
  if (!Array.isArray(content)) return undefined;
  const members = content as readonly Value[];
  return allDifferent(members) ? new Set(members) : undefined;
}

function decodeMap(content: Value): Value | undefined {
  if (!Array.isArray(content)) return undefined;
  const pairs = content as readonly Value[];
  if (!pairs.every(isPair)) return undefined;
  return allDifferent(pairs.map(([key]) => key)) ? new Map(pairs) : undefined;
}

function decodeTagged(content: Value): Value | undefined {
  if (!isPair(content)) return undefined;
  const [tag, value] = content;
  return typeof tag === 'string' && isTagName(tag) ? new Tagged(tag, value) : undefined;
}

function isPair(value: Value): value is readonly [Value, Value] {
  return Array.isArray(value) && value.length === 2;
}

function allDifferent(values: readonly Value[]): boolean {
  return new Set(values.map(canonicalKey)).size === values.length;
}

/** Whether a plain object must be written as a `$map`, so that nobody takes it for an escape. */
export function looksEscaped(keys: readonly string[]): boolean {
  return keys.length === 1 && JSON_ESCAPES.has(keys[0] as string);
}
