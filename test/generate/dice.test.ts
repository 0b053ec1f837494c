/**
 * Dice: fair, within bounds, and clear about having nothing to choose from.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dice } from '../../src/generate/dice.js';
import { DrawnArbitrary } from '../../src/generate/dice.js';

/** What `roll` gives a thousand times. */
function rolled<Item>(roll: (dice: Dice) => Item): Item[] {
  return fc.sample(new DrawnArbitrary(roll), { seed: 1, numRuns: 1_000 });
}

function shareOf(items: readonly unknown[], wanted: unknown): number {
  return items.filter((item) => item === wanted).length / items.length;
}

test('integer reaches both ends', () => {
  expect(new Set(rolled((dice) => dice.integer({ min: 3, max: 6 })))).toEqual(
    new Set([3, 4, 5, 6]),
  );
});

test('below stays below', () => {
  expect(new Set(rolled((dice) => dice.below(3)))).toEqual(new Set([0, 1, 2]));
});

test('chance is a share of a million', () => {
  expect(
    shareOf(
      rolled((dice) => dice.chance(0)),
      true,
    ),
  ).toBe(0);
  expect(
    shareOf(
      rolled((dice) => dice.chance(1_000_000)),
      true,
    ),
  ).toBe(1);
  expect(
    shareOf(
      rolled((dice) => dice.chance(250_000)),
      true,
    ),
  ).toBeCloseTo(0.25, 1);
});

test('weights are shares', () => {
  const names = rolled((dice) => dice.weighted({ often: 3, seldom: 1, never: 0 }));
  expect(shareOf(names, 'often')).toBeCloseTo(0.75, 1);
  expect(shareOf(names, 'seldom')).toBeCloseTo(0.25, 1);
  expect(shareOf(names, 'never')).toBe(0);
  expect(rolled((dice) => dice.weighted({ never: 0 }))[0]).toBeUndefined();
});

test('pick picks each, and says when there is nothing', () => {
  expect(new Set(rolled((dice) => dice.pick('abc'.split(''))))).toEqual(new Set(['a', 'b', 'c']));
  expect(() => rolled((dice) => dice.pick([]))).toThrow('there is nothing to pick from');
});

test('shuffle keeps all items, leaves its argument alone and reaches every order', () => {
  const items = ['a', 'b', 'c'];
  const orders = rolled((dice) => dice.shuffle(items).join(''));
  expect(new Set(orders)).toEqual(new Set(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']));
  expect(items).toEqual(['a', 'b', 'c']);
});

test('from draws of any arbitrary', () => {
  expect(new Set(rolled((dice) => dice.from(fc.constantFrom(1, 2))))).toEqual(new Set([1, 2]));
});
