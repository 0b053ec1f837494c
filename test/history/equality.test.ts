/**
 * Equality of values: the rules one by one, and what must hold of every value.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalKey, equalValues } from '../../src/history/equality.js';
import {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from '../../src/history/value.js';
import { anyValue } from './arbitrary-values.js';

function expectEqual(left: Value, right: Value, isEqual: boolean): void {
  expect(equalValues(left, right)).toBe(isEqual);
  expect(equalValues(right, left)).toBe(isEqual);
  expect(canonicalKey(left) === canonicalKey(right)).toBe(isEqual);
}

const keyword = new Keyword('a');

describe('equal', () => {
  test.each<[string, Value, Value]>([
    ['integers of both widths', 7, 7n],
    ['integers beyond 2^53 of both widths', 2 ** 60, 2n ** 60n],
    ['NaN and itself', NaN, NaN],
    ['both zeros', 0, -0],
    ['both zeros as floats', new Float(0), new Float(-0)],
    ['a float that needs no class', 1.5, new Float(1.5)],
    ['keywords by name', keyword, new Keyword('a')],
    [
      'maps in any order',
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    [
      'an object and a map',
      { a: 1, b: [2] },
      new Map<Value, Value>([
        ['b', [2]],
        ['a', 1n],
      ]),
    ],
    ['sets in any order', new Set([1, 'a', keyword]), new Set([new Keyword('a'), 'a', 1])],
    ['maps with keys that are maps', new Map([[{ a: 1 }, 1]]), new Map([[new Map([['a', 1]]), 1]])],
    ['tagged values', new Tagged('inst', ['x']), new Tagged('inst', ['x'])],
    ['symbols', new EdnSymbol('x'), new EdnSymbol('x')],
    ['empty map and empty object', new Map(), {}],
  ])('%s', (_, left, right) => {
    expectEqual(left, right, true);
  });
});

describe('different', () => {
  test.each<[string, Value, Value]>([
    ['an integer and a float', 1, new Float(1)],
    ['a big integer and a float', 2n ** 60n, new Float(2 ** 60)],
    ['neighbours beyond 2^53', 2n ** 53n, 2n ** 53n + 1n],
    ['a number and its text', 1, '1'],
    ['a keyword and a string', keyword, 'a'],
    ['a keyword and a symbol', keyword, new EdnSymbol('a')],
    ['a character and a string', new Character('a'), 'a'],
    ['an exact number and its text', new ExactNumber('1/3'), '1/3'],
    ['nil and false', null, false],
    ['nil and an empty list', null, []],
    ['a list and a set', [1], new Set([1])],
    ['an empty list and an empty map', [], {}],
    ['an empty set and an empty map', new Set(), new Map()],
    ['lists by order', [1, 2], [2, 1]],
    ['lists by length', [1], [1, 1]],
    ['nested and flat lists', [[1], 2], [1, [2]]],
    ['texts that look like keys', ['a,b'], ['a', 'b']],
    ['maps with integer and string keys', new Map([[1, 1]]), { 1: 1 }],
    ['tags', new Tagged('a', 1), new Tagged('b', 1)],
    ['a tagged value and the value', new Tagged('a', 1), 1],
  ])('%s', (_, left, right) => {
    expectEqual(left, right, false);
  });
});

test('__proto__ is an ordinary key', () => {
  const own = JSON.parse('{"__proto__": 1}') as Value;
  expectEqual(own, new Map([['__proto__', 1]]), true);
  expectEqual(own, {}, false);
});

test('undefined is no value', () => {
  expect(() => canonicalKey(undefined as unknown as Value)).toThrow(/undefined/);
});

/** The same value in other clothes: maps and sets turned around, objects as maps, integers big. */
function disguised(value: Value): Value {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return (value as readonly Value[]).map(disguised);
  if (value instanceof Set) return new Set(Array.from(value as Set<Value>, disguised).reverse());
  if (value instanceof Tagged) return new Tagged(value.tag, disguised(value.value));
  if (value instanceof Keyword) return new Keyword(value.name);
  if (value instanceof Map) return new Map(disguisedEntries([...(value as Map<Value, Value>)]));
  if (value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return new Map(disguisedEntries(Object.entries(value as Record<string, Value>)));
}

function disguisedEntries(entries: readonly [Value, Value][]): [Value, Value][] {
  return entries
    .map(([key, value]): [Value, Value] => [disguised(key), disguised(value)])
    .reverse();
}

describe('properties', () => {
  test('a value equals itself in other clothes', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expectEqual(value, disguised(value), true);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('equality and keys agree', () => {
    fc.assert(
      fc.property(anyValue, anyValue, (left, right) => {
        const isEqual = canonicalKey(left) === canonicalKey(right);
        expect(equalValues(left, right)).toBe(isEqual);
      }),
      { seed: 2, numRuns: 5000 },
    );
  });
});
