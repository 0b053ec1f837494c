/**
 * Codes of values: equal exactly when the values are, and the way back.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairTable } from '../../../src/history/columns/pair-table.js';
import { NO_VALUE, NULL_CODE, ValueTable } from '../../../src/history/columns/value-table.js';
import { canonicalKey } from '../../../src/history/equality.js';
import type { Value } from '../../../src/history/value.js';
import { anyValue } from '../arbitrary-values.js';

const small = fc.oneof(fc.nat(3), fc.nat(2 ** 31), fc.constantFrom(2 ** 30 - 1, 2 ** 30));
const number = fc.oneof(
  small,
  small.map((of) => BigInt(of)),
);
const pair: fc.Arbitrary<Value> = fc.tuple(number, number);
const some = fc.oneof(anyValue, pair, number);

test('values have equal codes exactly when they are equal', () => {
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (values) => {
      const table = new ValueTable();
      const codes = values.map((value) => table.codeOf(value));
      const keys = values.map(canonicalKey);
      values.forEach((value, at) => {
        expect(canonicalKey(table.valueOf(codes[at]!))).toBe(canonicalKey(value));
        expect(codes.map((code) => code === codes[at])).toEqual(
          keys.map((key) => key === keys[at]),
        );
        expect(table.codeOf(value)).toBe(codes[at]);
      });
    }),
    { seed: 3, numRuns: 2000 },
  );
});

test('a table made of the values of another gives the same codes', () => {
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 12 }),
      fc.array(some, { maxLength: 4 }),
      (old, more) => {
        const table = new ValueTable();
        for (const value of old) table.codeOf(value);
        const copy = ValueTable.of(table.values);
        for (const value of [...more, ...old]) expect(copy.codeOf(value)).toBe(table.codeOf(value));
        expect(copy.size).toBe(table.size);
      },
    ),
    { seed: 4, numRuns: 1000 },
  );
});

test('null, absence and small numbers have codes of their own', () => {
  const table = new ValueTable();
  expect(table.codeOf(null)).toBe(NULL_CODE);
  expect(table.valueOf(NO_VALUE)).toBe(null);
  expect([0, -0, 7, 7n, 2 ** 30 - 1].map((value) => table.codeOf(value))).toEqual([
    0,
    0,
    7,
    7,
    2 ** 30 - 1,
  ]);
  expect(table.codeOfPair(1, 2)).toBe(table.codeOf([1n, 2]));
});

test('a hundred thousand pairs', () => {
  const table = new PairTable();
  for (let at = 0; at < 100_000; at++) table.set(at % 317, at, at + 1);
  for (let at = 0; at < 100_000; at++) expect(table.get(at % 317, at)).toBe(at + 1);
  expect(table.get(1, 0)).toBe(0);
});
