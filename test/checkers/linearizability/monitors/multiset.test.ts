/**
 * The monitor of multisets: by hand, against brute force and against the search.
 */

import { describe, expect, test } from 'vitest';
import { answerTo, expectBalanced, expectShare, orderOf, toldOf } from './toggle-answers.js';
import { compareWithOracle, compareWithSearch } from './toggle-comparison.js';

describe('multiset counts', () => {
  test('counts each element by itself', () => {
    const order = orderOf('multiset', [
      ['add', 'x', null, 0, 5],
      ['add', 'x', null, 1, 2],
      ['count', 'x', 2, 3, 4],
      ['count', 'y', 0, 6, 7],
      ['remove', 'y', false, 8, 9],
    ]);
    expect(order).toEqual([1, 0, 2, 3, 4]);
  });

  test('declines a dead end after a choice', () => {
    // The sweep goes up to 2 for #3 although #4 is still waiting for 0, which takes #2 first.
    const answer = answerTo('multiset', [
      ['add', 1, null, 0, 1],
      ['remove', 1, true, 2, 20],
      ['add', 1, null, 3, 18],
      ['add', 1, null, 4, 19],
      ['count', 1, 0, 5, 12],
      ['count', 1, 2, 6, 11],
      ['count', 1, 2, 13, 14],
    ]);
    expect(answer).toBeUndefined();
  });

  test('is sure again when the element was left alone', () => {
    const rows: Parameters<typeof answerTo>[1] = [
      ['add', 1, null, 0, 1],
      ['add', 1, null, 2, 8],
      ['remove', 1, true, 3, 10],
      ['remove', 1, true, 4, 12],
      ['count', 1, 0, 5, 11],
      ['count', 1, 2, 6, 9],
    ];
    expect(orderOf('multiset', rows)).toEqual([0, 1, 5, 2, 3, 4]);
    const answer = answerTo('multiset', [...rows, ['count', 1, 1, 13, 14]]);
    expect(answer?.kind).toBe('illegal');
  });

  test('says what is wrong', () => {
    const told = toldOf('multiset', [
      ['add', 1, null, 0, 1],
      ['add', 1, null, 2, 3],
      ['count', 1, 3, 4, 5],
    ]);
    expect(told).toMatchInlineSnapshot(`
      "#2: there cannot have been exactly 3 of 1
      #2 count 1 answered 3, so between its call and its return there
        was an instant at which the multiset held exactly 3 of 1.
      Called before #2 returned: 2 adds of 1."
    `);
    const removed = toldOf('multiset', [
      ['add', 1, null, 0, 1],
      ['remove', 1, true, 2, 3],
      ['remove', 1, true, 4, 5],
    ]);
    expect(removed).toMatchInlineSnapshot(`
      "#2: there cannot have been at least 1 of 1
      #2 remove 1 answered true, so between its call and its return
        there was an instant at which the multiset held at least 1 of
        1.
      Called before #2 returned: 1 add of 1, and 2 removes that found
        one, or may have. However these are ordered, in agreement with
        the answers of what had returned by then, there is no such instant;
        taken as late as they can be, they leave 0."
    `);
  });
});

test('agrees with brute force on multiset', { timeout: 120_000 }, () => {
  const tally = compareWithOracle('multiset', 10_000, 12);
  expectBalanced(tally);
  expect(tally.declinedTold).toBeLessThan(0.02 * tally.histories);
});

test('agrees with the search on longer histories of multiset', { timeout: 120_000 }, () => {
  const tally = compareWithSearch('multiset', 100, 12, [50, 100, 300, 1000, 2000]);
  expectShare(tally.legal, tally, 0.25);
  expectShare(tally.illegal, tally, 0.25);
  expect(tally.declined).toBeLessThan(0.25 * tally.histories);
});
