/**
 * The monitor of sets: by hand, against brute force and against the search.
 */

import { describe, expect, test } from 'vitest';
import { answerTo, expectBalanced, expectShare, orderOf, toldOf } from './toggle-answers.js';
import { compareWithOracle, compareWithSearch } from './toggle-comparison.js';

describe('set toggles', () => {
  test('an element may come and go', () => {
    const order = orderOf('set', [
      ['add', 3, true, 0, 1],
      ['add', 3, false, 2, 3],
      ['remove', 3, true, 4, 9],
      ['add', 3, true, 5, 6],
      ['contains', 3, true, 7, 8],
      ['remove', 4, false, 10, 11],
    ]);
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a crashed add is taken when somebody found the element', () => {
    expect(
      orderOf('set', [
        ['add', 1, null, 0],
        ['contains', 1, true, 1, 2],
      ]),
    ).toEqual([0, 1]);
    expect(
      orderOf('set', [
        ['add', 1, null, 0],
        ['contains', 1, false, 1, 2],
      ]),
    ).toEqual([1]);
  });

  test('of two removes the one that returns first goes first', () => {
    const order = orderOf('set', [
      ['add', 1, true, 0, 1],
      ['remove', 1, true, 2, 9],
      ['remove', 1, true, 3, 4],
      ['add', 1, true, 5, 8],
    ]);
    expect(order).toEqual([0, 2, 3, 1]);
  });

  test('says what is wrong', () => {
    const told = toldOf('set', [
      ['add', 1, true, 0, 1],
      ['remove', 1, true, 2, 3],
      ['contains', 1, true, 4, 5],
    ]);
    expect(told).toMatchInlineSnapshot(`
      "#2: 1 cannot have been in the set
      #2 contains 1 answered true, so between its call and its return
        there was an instant at which 1 was in the set.
      Called before #2 returned: 1 add of 1 that changed the set, or
        may have done so. The answers of what had returned by then take
        them all, and as many removes, the last ones #0 and #1, before
        #2."
    `);
    const lost = toldOf('set', [
      ['add', 1, true, 0, 1],
      ['contains', 1, false, 2, 3],
    ]);
    expect(lost).toMatchInlineSnapshot(`
      "#1: 1 cannot have been missing from the set
      #1 contains 1 answered false, so between its call and its return
        there was an instant at which 1 was missing from the set.
      #0 added 1, and the answers of what had returned when #1 did
        put it before #1; no remove that can have changed the set was
        called by then."
    `);
  });

  test('names what was in flight at the dead end', () => {
    const answer = answerTo('set', [
      ['add', 1, true, 0, 1],
      ['remove', 1, true, 2, 6],
      ['remove', 1, true, 3, 7],
      ['contains', 1, false, 4, 5],
    ]);
    expect(answer?.kind).toBe('illegal');
    if (answer?.kind !== 'illegal') return;
    expect(answer.refutation.groups.map((group) => [...group])).toEqual([[2], []]);
  });

  test('declines answers that tell nothing', () => {
    expect(answerTo('set', [['add', 1, null, 0, 1]])).toBeUndefined();
    expect(answerTo('set', [['contains', 1, 'yes', 0, 1]])).toBeUndefined();
  });
});

test('agrees with brute force on set', { timeout: 120_000 }, () => {
  const tally = compareWithOracle('set', 10_000, 11);
  expectBalanced(tally);
  expect(tally.declinedTold).toBe(0);
});

test('agrees with the search on longer histories of set', { timeout: 120_000 }, () => {
  const tally = compareWithSearch('set', 100, 11, [50, 100, 300, 1000, 2000]);
  expectShare(tally.legal, tally, 0.25);
  expectShare(tally.illegal, tally, 0.25);
  expect(tally.declined).toBe(0);
});
