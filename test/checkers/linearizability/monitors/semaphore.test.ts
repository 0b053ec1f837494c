/**
 * The monitor of semaphores and locks: by hand, against brute force and against the search.
 */

import { describe, expect, test } from 'vitest';
import { answerTo, expectBalanced, expectShare, orderOf, toldOf } from './toggle-answers.js';
import { compareWithOracle, compareWithSearch } from './toggle-comparison.js';

describe('semaphore toggles', () => {
  test('a release makes room', () => {
    const order = orderOf('mutex', [
      ['acquire', null, null, 0, 1],
      ['acquire', null, null, 2, 5],
      ['release', null, null, 3, 4],
    ]);
    expect(order).toEqual([0, 2, 1]);
  });

  test('as many acquires as there are permits', () => {
    const acquires = (count: number): Parameters<typeof answerTo>[1] =>
      Array.from({ length: count }, (_, at) => ['acquire', null, null, 2 * at, 2 * at + 1]);
    expect(answerTo('semaphore', acquires(3), 3)?.kind).toBe('legal');
    expect(answerTo('semaphore', acquires(4), 3)?.kind).toBe('illegal');
  });

  test('a crashed release may have made room, once', () => {
    const rows: Parameters<typeof answerTo>[1] = [
      ['acquire', null, null, 0, 1],
      ['release', null, null, 2],
      ['acquire', null, null, 3, 4],
    ];
    expect(orderOf('mutex', rows)).toEqual([0, 1, 2]);
    expect(answerTo('mutex', [...rows, ['acquire', null, null, 5, 6]])?.kind).toBe('illegal');
  });

  test('says what is wrong', () => {
    const taken = toldOf('mutex', [
      ['acquire', null, null, 0, 1],
      ['acquire', null, null, 2, 3],
    ]);
    expect(taken).toMatchInlineSnapshot(`
      "#1: acquire while the one permit was taken
      Apart from #1, 1 acquire had to take effect before it returned.
      However no release was called by then, and 1 permit is all there
        is: a contradiction."
    `);
    expect(toldOf('mutex', [['release', null, null, 0, 1]])).toMatchInlineSnapshot(`
      "#0: release when nothing was acquired
      No acquire was called before #0 returned."
    `);
  });
});

test('agrees with brute force on semaphore', { timeout: 120_000 }, () => {
  const tally = compareWithOracle('semaphore', 10_000, 14);
  expectBalanced(tally);
  expect(tally.declinedTold).toBe(0);
});

test('agrees with the search on longer histories of semaphore', { timeout: 120_000 }, () => {
  const tally = compareWithSearch('semaphore', 100, 14, [50, 100, 300, 1000, 2000]);
  expectShare(tally.legal, tally, 0.25);
  expectShare(tally.illegal, tally, 0.25);
  expect(tally.declined).toBe(0);
});

test('agrees with brute force on mutex', { timeout: 120_000 }, () => {
  const tally = compareWithOracle('mutex', 10_000, 15);
  expectBalanced(tally);
  expect(tally.declinedTold).toBe(0);
});

test('agrees with the search on longer histories of mutex', { timeout: 120_000 }, () => {
  const tally = compareWithSearch('mutex', 100, 15, [50, 100, 300, 1000, 2000]);
  expectShare(tally.legal, tally, 0.25);
  expectShare(tally.illegal, tally, 0.25);
  expect(tally.declined).toBe(0);
});
