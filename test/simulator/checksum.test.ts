/**
 * A checksum tells every damaged value from the good one, and equal values alike.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksum, damaged, torn } from '../../src/simulator/checksum.js';

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt(),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }).map((all) => new Map(all)),
    fc.array(fc.integer(), { maxLength: 3 }).map((all) => new Set(all)),
  ),
})).value;

const assert = <Ts>(property: fc.IProperty<Ts>): void =>
  fc.assert(property, { seed: 1, numRuns: 500 });

describe('a damaged value', () => {
  test('differs from the good one, which is as it was', () => {
    assert(
      fc.property(plain, fc.nat(), (value, salt) => {
        const before = structuredClone(value);
        const sum = checksum(value);
        expect(checksum(damaged(value, salt))).not.toBe(sum);
        expect(value).toEqual(before);
      }),
    );
  });

  test('is the same for the same salt', () => {
    const value = { term: 3, log: ['a', 'b', 'c'], voted: null };
    const all = Array.from({ length: 50 }, (_, salt) => JSON.stringify(damaged(value, salt)));
    expect(all).toEqual(all.map((_, salt) => JSON.stringify(damaged(value, salt))));
    expect(new Set(all).size).toBeGreaterThan(5);
  });
});

describe('a torn value', () => {
  test.each([
    [
      [1, 2, 3, 4],
      [1, 2],
    ],
    ['abcd', 'ab'],
    [
      { term: 1, log: [1, 2] },
      { term: 1, log: [1] },
    ],
    [7, 8],
  ])('of %j is %j', (value, half) => expect(torn(value)).toEqual(half));

  test('differs from the good one', () => {
    assert(
      fc.property(plain, (value) => {
        expect(checksum(torn(value))).not.toBe(checksum(value));
      }),
    );
  });
});

test('equal values have equal checksums, in whatever order their fields are', () => {
  expect(checksum({ a: 1, b: [2, { c: 3 }] })).toBe(checksum({ b: [2, { c: 3 }], a: 1 }));
  expect(
    checksum(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    ),
  ).toBe(
    checksum(
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ),
  );
  expect(checksum([1, 2])).not.toBe(checksum([2, 1]));
  expect(checksum('1')).not.toBe(checksum(1));
});
