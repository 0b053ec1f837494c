/**
 * JSON values: exact integers, escapes for what JSON has no form for, and errors with their places.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEdn, encodeEdn } from '../../../src/history/codecs/edn-value.js';
import { decodeJson, encodeJson } from '../../../src/history/codecs/json-value.js';
import { ParseError } from '../../../src/history/codecs/parse-error.js';
import { canonicalKey } from '../../../src/history/equality.js';
import {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from '../../../src/history/value.js';
import { anyValue } from '../arbitrary-values.js';

describe('reads', () => {
  test.each<[string, Value]>([
    [' null ', null],
    ['[true,false]', [true, false]],
    ['-0', 0],
    ['1.0', 1],
    ['1e2', 100],
    ['-0.0', 0],
    ['1.5E-3', 0.0015],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-123456789012345678901234567890', -123456789012345678901234567890n],
    ['1e300', new Float(1e300)],
    ['"a\\n\\/\\u00e9\\ud83d\\ude00"', 'a\n/é😀'],
    ['{"a":{"b":[]}}', { a: { b: [] } }],
    ['{"$keyword":"a/b"}', new Keyword('a/b')],
    ['{"$symbol":"x"}', new EdnSymbol('x')],
    ['{"$char":"\\n"}', new Character('\n')],
    ['{"$float":"1.0"}', new Float(1)],
    ['{"$float":"1.5"}', 1.5],
    ['{"$float":"NaN"}', NaN],
    ['{"$bigint":"12"}', 12],
    ['{"$bigint":"-9007199254740993"}', -9007199254740993n],
    ['{"$number":"1/3"}', new ExactNumber('1/3')],
    ['{"$set":[1,{"$set":[]}]}', new Set<Value>([1, new Set()])],
    [
      '{"$map":[[1,2],[[1],3]]}',
      new Map<Value, Value>([
        [1, 2],
        [[1], 3],
      ]),
    ],
    ['{"$tag":["inst",{"$keyword":"a"}]}', new Tagged('inst', new Keyword('a'))],
    ['{"$other":1}', { $other: 1 }],
    ['{"$set":1,"b":2}', { $set: 1, b: 2 }],
  ])('%s', (text, value) => {
    expect(canonicalKey(decodeJson(text))).toBe(canonicalKey(value));
  });

  test('__proto__ as an ordinary key', () => {
    const value = decodeJson('{"__proto__":{"a":1}}') as object;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value)).toEqual(['__proto__']);
  });
});

describe('refuses', () => {
  test.each<[string, string]>([
    ['', '1:1: expected a value, found the end of the file'],
    ['[1\n,', '2:2: expected a value, found the end of the file'],
    ['[1 2]', '1:4: expected a comma or a closing ], found `2`'],
    ['{"a":1', '1:7: expected a comma or a closing }, found the end of the file'],
    ['{"a" 1}', '1:6: expected a colon after the key, found `1`'],
    ['{a:1}', '1:2: expected a string as key, found `a:1`'],
    ['{"a":1,"a":2}', '1:8: expected each key of an object once, found "a"'],
    [
      '{"__proto__":1,"__proto__":2}',
      '1:16: expected each key of an object once, found "__proto__"',
    ],
    ['"abc', '1:5: expected a closing ", found the end of the file'],
    [
      '"a\nb"',
      '1:3: expected an escape: a string holds no bare control characters, found `\\u000a`',
    ],
    [
      '"a\\n\tb"',
      '1:5: expected an escape: a string holds no bare control characters, found `\\u0009`',
    ],
    [
      '"\\x"',
      '1:2: expected a known escape: \\n \\t \\r \\b \\f \\/ \\" \\\\ or \\u with four digits',
    ],
    ['"\\u12', '1:2: expected a known escape'],
    ['01', '1:2: expected the end of the file, found `1`'],
    ['-', '1:2: expected a digit, found the end of the file'],
    ['1.', '1:3: expected a digit, found the end of the file'],
    ['1e', '1:3: expected a digit, found the end of the file'],
    ['1e999', '1:1: expected a number below 1.8e308, found `1e999`'],
    ['tru', '1:4: expected the rest of true, found the end of the file'],
    ['trap', '1:1: expected a value, such as true, found `trap`'],
    ['NaN', '1:1: expected a value, found `NaN`'],
    ['[1,]', '1:4: expected a value, found `]`'],
    ['1 1', '1:3: expected the end of the file, found `1`'],
    ['{"$set":1}', '1:1: expected an array of members, each once, under $set, found `{`'],
    ['{"$set":[1,1]}', '1:1: expected an array of members, each once, under $set, found `{`'],
    ['{"$map":[[1]]}', '1:1: expected an array of [key, value] pairs, each key once, under $map'],
    ['[{"$map":[[1,2],[1,3]]}]', '1:2: expected an array of [key, value] pairs, each key once'],
    ['{"$keyword":"a b"}', '1:1: expected the name of a keyword, as a string, under $keyword'],
    ['{"$keyword":1}', '1:1: expected the name of a keyword, as a string, under $keyword'],
    ['{"$symbol":"1"}', '1:1: expected the name of a symbol'],
    ['{"$char":"ab"}', '1:1: expected one character'],
    ['{"$bigint":"1.5"}', '1:1: expected the digits of an integer'],
    ['{"$float":"x"}', '1:1: expected a float, NaN, Infinity or -Infinity'],
    ['{"$number":"1.5"}', '1:1: expected a decimal with M or a ratio'],
    ['{"$tag":["a"]}', '1:1: expected an array of a tag and a value'],
  ])('%j', (text, message) => {
    expect(() => decodeJson(text, { file: 'f' })).toThrow(ParseError);
    expect(() => decodeJson(text, { file: 'f' })).toThrow(`f:${message}`);
  });

  test.each(['[', '{"a":', '[{"a":['])('endless nesting of %s', (opening) => {
    expect(() => decodeJson(opening.repeat(100_000))).toThrow(/at most 512 nested forms/);
  });

  test('integers without end', () => {
    expect(() => decodeJson('7'.repeat(10_001))).toThrow(/at most 10000 digits/);
  });
});

describe('writes', () => {
  test.each<[string, Value]>([
    ['{"a":[1,"x",null]}', { a: [1, 'x', null] }],
    ['{"a":1}', new Map([['a', 1]])],
    ['{"$map":[[1,2]]}', new Map([[1, 2]])],
    ['{"$map":[["$set",[1]]]}', { $set: [1] }],
    ['{"$set":[1],"b":2}', { $set: [1], b: 2 }],
    ['{"$other":1}', { $other: 1 }],
    ['0', -0],
    ['{"$float":"1.0"}', new Float(1)],
    ['1.5', new Float(1.5)],
    ['{"$float":"Infinity"}', Infinity],
    ['{"$bigint":"9007199254740992"}', 2n ** 53n],
    ['{"$bigint":"1152921504606846976"}', 2 ** 60],
  ])('%s', (text, value) => {
    expect(encodeJson(value)).toBe(text);
  });
});

/** What JSON.parse has of a number: bigints and floats of ours as plain doubles. */
function asDouble(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Float ? value.value : value;
}

describe('properties', () => {
  test('what is written reads back as the same value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(canonicalKey(decodeJson(encodeJson(value)))).toBe(canonicalKey(value));
      }),
      { seed: 1, numRuns: 5000 },
    );
  });

  test('EDN to JSON to EDN preserves every value', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const read = decodeEdn(encodeEdn(value));
        const back = decodeEdn(encodeEdn(decodeJson(encodeJson(read))));
        expect(canonicalKey(back)).toBe(canonicalKey(value));
      }),
      { seed: 2, numRuns: 5000 },
    );
  });

  test('JSON.parse agrees on ordinary JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(2), (text, indent) => {
        const parsed = JSON.parse(text) as Value;
        const ours = decodeJson(JSON.stringify(parsed, null, indent));
        expect(JSON.stringify(ours, asDouble)).toBe(JSON.stringify(parsed));
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});

test('absent fields of objects are left out', () => {
  expect(encodeJson({ a: undefined, b: 1 } as unknown as Value)).toBe('{"b":1}');
});
