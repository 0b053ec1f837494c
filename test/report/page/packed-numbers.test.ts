/**
 * Numbers that were packed come back as they were, whatever they are.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { packNumbers, unpackNumbers } from '../../../src/report/page/packed-numbers.js';

test('small numbers take a character, and the digits are the least first', () => {
  expect(packNumbers([0, 1, 25, 26, 31])).toBe('ABZaf');
  expect(packNumbers([32, 33, 1023])).toBe('gBhB/f');
});

test('what comes out is what went in', () => {
  const property = fc.property(fc.array(fc.maxSafeNat()), (numbers) => {
    expect([...unpackNumbers(packNumbers(numbers), numbers.length)]).toEqual(numbers);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 53])('%s is refused', (number) => {
  expect(() => packNumbers([number])).toThrow(RangeError);
});
