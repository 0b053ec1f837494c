/**
 * EDN values: every form, every error with its place, and a second reader (edn-data) as a witness
 * where its own gaps do not matter.
 */

import { parseEDNString } from 'edn-data';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEdn, encodeEdn } from '../../../src/history/codecs/edn-value.js';
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

const keyword = (name: string): Keyword => new Keyword(name);

describe('reads', () => {
  test.each<[string, Value]>([
    ['nil', null],
    ['true', true],
    ['false', false],
    ['0', 0],
    ['-0', 0],
    ['+7', 7],
    ['-7', -7],
    ['7N', 7],
    ['9007199254740993', 9007199254740993n],
    ['-123456789012345678901234567890N', -123456789012345678901234567890n],
    ['000123', 83],
    ['0x1F', 31],
    ['-0xff', -255],
    ['2r101', 5],
    ['36rZz', 1295],
    ['1.5', 1.5],
    ['1.0', new Float(1)],
    ['1.', new Float(1)],
    ['-0.0', new Float(-0)],
    ['1e3', new Float(1000)],
    ['1.5e-3', 0.0015],
    ['1e300', new Float(1e300)],
    ['##NaN', NaN],
    ['##Inf', Infinity],
    ['##-Inf', -Infinity],
    ['1.50M', new ExactNumber('1.50M')],
    ['7M', new ExactNumber('7M')],
    ['-1/3', new ExactNumber('-1/3')],
    ['""', ''],
    ['"a\\n\\t\\r\\b\\f\\"\\\\\\u00e9\\101 b"', 'a\n\t\r\b\f"\\éA b'],
    ['"two\nlines"', 'two\nlines'],
    ['\\a', new Character('a')],
    ['\\newline', new Character('\n')],
    ['\\space', new Character(' ')],
    ['\\u0041', new Character('A')],
    ['\\o101', new Character('A')],
    ['\\u', new Character('u')],
    ['\\(', new Character('(')],
    ['\\,', new Character(',')],
    ['\\😀', new Character('😀')],
    [':a', keyword('a')],
    [':a.b/c-d', keyword('a.b/c-d')],
    ['clojure.lang.AFn', new EdnSymbol('clojure.lang.AFn')],
    ['<init>', new EdnSymbol('<init>')],
    ['next.jdbc$execute_BANG_', new EdnSymbol('next.jdbc$execute_BANG_')],
    ['-', new EdnSymbol('-')],
    ['->', new EdnSymbol('->')],
    ['nilly', new EdnSymbol('nilly')],
    ['[1, 2 [3]]', [1, 2, [3]]],
    ['(1 \\a)', [1, new Character('a')]],
    [
      '{:a 1, "b" {}}',
      new Map<Value, Value>([
        [keyword('a'), 1],
        ['b', new Map()],
      ]),
    ],
    [
      '{[1] 2 {1 2} 3}',
      new Map<Value, Value>([
        [[1], 2],
        [new Map([[1, 2]]), 3],
      ]),
    ],
    ['#{1 :a #{}}', new Set<Value>([1, keyword('a'), new Set()])],
    ['#inst "2020"', new Tagged('inst', '2020')],
    ['#a/b #c [1]', new Tagged('a/b', new Tagged('c', [1]))],
    ['; before\n 1 ; after', 1],
    ['[1 #_ 2 #_[3 #_ 4] #_ #_ 5 6 7]', [1, 7]],
    ['[]#_:a', []],
  ])('%s', (text, value) => {
    expect(canonicalKey(decodeEdn(text))).toBe(canonicalKey(value));
  });

  test('the same keyword many times', () => {
    const names = Array.from({ length: 3000 }, (_, at) => `:k${at} 1`).join(' ');
    expect((decodeEdn(`{${names}}`) as Map<Value, Value>).size).toBe(3000);
    expect(() => decodeEdn(`{${names} :k7 2}`)).toThrow(/each key of a map once/);
  });
});

describe('refuses', () => {
  test.each<[string, string]>([
    ['', '1:1: expected a value, found the end of the file'],
    ['{:a 1', '1:6: expected a closing }, found the end of the file'],
    ['[1\n 2', '2:3: expected a closing ], found the end of the file'],
    ['[1\n (2]', '2:4: expected a closing ), found `]`'],
    ['#{1', '1:4: expected a closing }, found the end of the file'],
    ['{:a}', '1:4: expected a value for the last key, found `}`'],
    ['{:a 1 :a 2}', '1:7: expected each key of a map once, found `:a`'],
    ['{[1] 1 [1N] 2}', '1:8: expected each key of a map once, found `[`'],
    ['{1.0 1 1.0 2}', '1:8: expected each key of a map once, found `1.0`'],
    ['#{1 #{2} #{2}}', '1:10: expected each member of a set once, found `#`'],
    ['"abc', '1:5: expected a closing ", found the end of the file'],
    ['"a\\', '1:4: expected the rest of an escape, found the end of the file'],
    [
      '"a\\q"',
      '1:3: expected a known escape: \\n \\t \\r \\b \\f \\" \\\\ or \\u with four digits',
    ],
    ['12abc', '1:1: expected a number, found `12abc`'],
    ['08', '1:1: expected a number, found `08`'],
    ['1e999', '1:1: expected a number, found `1e999`'],
    ['40r1', '1:1: expected a number, found `40r1`'],
    [':', '1:1: expected a keyword with a name, found `:`'],
    ['::a', '1:1: expected a keyword with a name, found `::a`'],
    ['\\', '1:2: expected a character, found the end of the file'],
    ['\\ a', '1:1: expected a character: a blank is written \\space, found `\\`'],
    ['\\nonsense', '1:1: expected the name of a character, such as \\newline, found `\\nonsense`'],
    ['##Nan', '1:1: expected ##NaN, ##Inf or ##-Inf, found `##Nan`'],
    ['#', '1:2: expected a tag, a set or a discard, found the end of the file'],
    ['#"a"', '1:1: expected a tag, a set or a discard, found `#`'],
    ['#inst', '1:6: expected a value, found the end of the file'],
    ['#_', '1:3: expected a value, found the end of the file'],
    ['@a', '1:1: expected a value, found `@a`'],
    ['^:a b', '1:1: expected a value, found `^:a`'],
    ['a\u0000b', '1:2: expected the end of the file, found `\\u0000b`'],
    ['1 2', '1:3: expected the end of the file, found `2`'],
    ['é)', '1:2: expected the end of the file, found `)`'],
    [']', '1:1: expected a value, found `]`'],
  ])('%j', (text, message) => {
    expect(() => decodeEdn(text, { file: 'f' })).toThrow(ParseError);
    expect(() => decodeEdn(text, { file: 'f' })).toThrow(`f:${message}`);
  });

  test.each(['[', '(', '{', '#{', '{:a ', '#a ', '#_ '])('endless nesting of %s', (opening) => {
    const text = opening.repeat(100_000);
    expect(() => decodeEdn(text)).toThrow(/expected at most 512 nested forms, found one more/);
  });

  test('integers without end', () => {
    expect(() => decodeEdn('7'.repeat(10_001))).toThrow(/at most 10000/);
    expect(typeof decodeEdn('7'.repeat(10_000))).toBe('bigint');
  });
});

describe('writes', () => {
  test.each<[Value, string]>([
    [new Map<Value, Value>([[keyword('a'), [1, 2.5, 'x']]]), '{:a [1 2.5 "x"]}'],
    [{ a: null }, '{"a" nil}'],
    [new Float(1), '1.0'],
    [new Float(1e300), '1e+300'],
    [new Float(1e20), '100000000000000000000.0'],
    [2 ** 60, '1152921504606846976'],
    [-0, '0'],
    [NaN, '##NaN'],
    [-Infinity, '##-Inf'],
    [new Character('\n'), '\\newline'],
    [new Character('\u0000'), '\\u0000'],
    ['a\nb\u0001', '"a\\nb\\u0001"'],
    [new Tagged('inst', 'x'), '#inst "x"'],
    [new Set([1, 2]), '#{1 2}'],
  ])('%j as %s', (value, text) => {
    expect(encodeEdn(value)).toBe(text);
  });

  test.each<[string, Value]>([
    ['a keyword with a blank', keyword('a b')],
    ['an empty keyword', keyword('')],
    ['a symbol that is a number', new EdnSymbol('1')],
    ['a symbol that is nil', new EdnSymbol('nil')],
    ['a tag with a bracket', new Tagged('a]', 1)],
    ['two characters', new Character('ab')],
    ['an inexact number', new ExactNumber('1.5')],
  ])('refuses %s', (_, value) => {
    expect(() => encodeEdn(value)).toThrow(RangeError);
  });
});

test('what is written reads back as the same value', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const text = encodeEdn(value);
      expect(text).not.toContain('\n');
      expect(canonicalKey(decodeEdn(text))).toBe(canonicalKey(value));
    }),
    { seed: 1, numRuns: 5000 },
  );
});

/** Values that edn-data reads as it should: no long integers, exact numbers or symbolic floats. */
const plain: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.125, max: 99.5 }),
    fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', '\\', 'é') }),
    fc.constantFrom('a', 'b/c', 'd-e').map(keyword),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(tie('value'), { maxLength: 3, selector: canonicalKey })
      .map((members): Value => new Set(members)),
    fc
      .uniqueArray(fc.tuple(fc.string(), tie('value')), { maxLength: 3, selector: ([key]) => key })
      .map((entries): Value => new Map(entries)),
  ),
})).value;

/** What edn-data makes of a text, in our values. */
function ofWitness(value: unknown): Value {
  if (Array.isArray(value)) return value.map(ofWitness);
  if (value === null || typeof value !== 'object') return value as Value;
  if ('key' in value) return keyword(String(value.key));
  if ('set' in value) return new Set((value.set as unknown[]).map(ofWitness));
  if ('list' in value) return (value.list as unknown[]).map(ofWitness);
  const { map } = value as { map: [unknown, unknown][] };
  return new Map(map.map(([key, of]): [Value, Value] => [ofWitness(key), ofWitness(of)]));
}

test('another reader agrees', () => {
  fc.assert(
    fc.property(plain, (value) => {
      const text = encodeEdn(value);
      const theirs = ofWitness(parseEDNString(text));
      // It does not tell 1.0 from 1; the generator makes no such floats but by chance.
      fc.pre(!/[0-9]\.0/.test(text));
      expect(canonicalKey(decodeEdn(text))).toBe(canonicalKey(theirs));
    }),
    { seed: 1, numRuns: 2000 },
  );
});
