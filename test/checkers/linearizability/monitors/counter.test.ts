/**
 * The monitor of counters: by hand, against brute force and against the search.
 */

import { describe, expect, test } from 'vitest';
import { answerTo, expectBalanced, expectShare, orderOf, toldOf } from './toggle-answers.js';
import { compareWithOracle, compareWithSearch } from './toggle-comparison.js';

describe('counter bounds', () => {
  test('waiting reads are taken as the sum passes them', () => {
    const order = orderOf('counter', [
      ['read', null, 2, 0, 9],
      ['add', 2, null, 1, 7],
      ['add', 2, null, 2, 8],
      ['read', null, 4, 3, 4],
      ['add', 0, null, 5, 6],
    ]);
    expect(order).toEqual([1, 0, 2, 3, 4]);
  });

  test('a crashed addition is left out unless somebody saw it', () => {
    expect(
      orderOf('counter', [
        ['add', null, null, 0],
        ['read', null, 0, 1, 2],
      ]),
    ).toEqual([1]);
    expect(
      orderOf('counter', [
        ['add', null, null, 0],
        ['read', null, 1, 1, 2],
      ]),
    ).toEqual([0, 1]);
  });

  test('says what is wrong', () => {
    const high = toldOf('counter', [
      ['add', 2, null, 0, 1],
      ['read', null, 4, 2, 3],
    ]);
    expect(high).toMatchInlineSnapshot(`
      "#1 read 4, which the counter cannot have been at
      #1 read 4, so the counter was at 4 at an instant between the
        call and the return of it.
      Called before #1 returned: 1 addition of 2."
    `);
    const old = toldOf('counter', [
      ['add', 1, null, 0, 5],
      ['read', null, 1, 1, 2],
      ['read', null, 0, 3, 4],
    ]);
    expect(old).toMatchInlineSnapshot(`
      "#2 read 0, which the counter cannot have been at
      #2 read 0, so the counter was at 0 at an instant between the
        call and the return of it.
      It had passed 0 before #2 was called, by what had returned then
        and what had been read; nothing takes away from it."
    `);
  });

  test('only refutes by bounds where amounts differ', () => {
    const amounts: Parameters<typeof answerTo>[1] = [
      ['add', 1, null, 0, 1],
      ['add', 5, null, 2, 7],
    ];
    expect(answerTo('counter', [...amounts, ['read', null, 6, 3, 4]])).toBeUndefined();
    expect(toldOf('counter', [...amounts, ['read', null, 7, 3, 4]])).toMatchInlineSnapshot(`
      "#2 read 7, above what the counter can have been at
      #2 read 7.
      Nothing takes away from the counter, and all additions called
        before #2 returned make up 6."
    `);
    expect(toldOf('counter', [...amounts, ['read', null, 0, 3, 4]])).toMatchInlineSnapshot(`
      "#2 read 0, below what the counter can have been at
      #2 read 0.
      Nothing takes away from the counter, and additions that had returned
        before #2 was called make up 1."
    `);
  });
});

test('agrees with brute force on counter', { timeout: 120_000 }, () => {
  const tally = compareWithOracle('counter', 10_000, 13);
  expectBalanced(tally);
  expect(tally.declinedTold).toBeLessThan(0.15 * tally.histories);
});

test('agrees with the search on longer histories of counter', { timeout: 120_000 }, () => {
  const tally = compareWithSearch('counter', 100, 13, [50, 100, 300, 1000, 2000]);
  expectShare(tally.legal, tally, 0.25);
  expectShare(tally.illegal, tally, 0.25);
  expect(tally.declined).toBeLessThan(0.25 * tally.histories);
});
