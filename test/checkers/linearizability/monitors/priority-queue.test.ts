/**
 * The monitor of priority queues: what it says of small histories, and 10,000 random ones against
 * every order there is and 500 longer ones against the search, all rechecked by the verifier.
 */

import { describe, expect, test } from 'vitest';
import { priorityQueue } from '../../../../checkers/models/priority-queue.js';
import { priorityQueueSpecification } from '../../../../checkers/verify/specifications/queues.js';
import { historyOf, type Row } from '../../oracle/rows.js';
import {
  certify,
  compareWithOracle,
  compareWithSearch,
  explain,
  problemsOf,
  type Subject,
} from './container-comparison.js';

const subject: Subject = {
  kind: 'priority-queue',
  model: priorityQueue(),
  specification: priorityQueueSpecification(),
};

const leastFirst: Subject = {
  ...subject,
  model: priorityQueue({ order: 'least-first' }),
  specification: priorityQueueSpecification('least-first'),
};

describe('what it says', () => {
  const outranked: Row[] = [
    ['insert', 3, null, 0, 1],
    ['insert', 2, null, 2, 3],
    ['insert', 1, null, 4, 5],
    ['poll', null, 1, 6, 11],
    ['poll', null, 3, 7, 8],
    ['poll', null, 2, 9, 10],
  ];

  test('something greater was inside', () => {
    // In the timeline, 2 goes out while the poll of 1 is in flight, so 1 may follow it.
    expect(explain(subject, historyOf(outranked))).toBeUndefined();
    const tooEarly = outranked.with(3, ['poll', null, 1, 6, 7.5]);
    expect(explain(subject, historyOf(tooEarly))).toMatchInlineSnapshot(`
      "outranked [[3,2],[1,5]]: poll answered 1, but something that comes before it was
      inside all the while
      #3 answered 1, but from its call to its return something that comes before it
      was certainly inside.
      2 was inside from the return of #1 to the call of #5.
      "
    `);
  });

  test('a chain of greater values', () => {
    const rows: Row[] = [
      ['insert', 1, null, 0, 1],
      ['insert', 2, null, 2, 3],
      ['poll', null, 1, 4, 9],
      ['insert', 3, null, 5, 6],
      ['poll', null, 2, 7, 14],
      ['poll', null, 3, 11, 12],
    ];
    expect(explain(subject, historyOf(rows))).toMatchInlineSnapshot(`
      "outranked [[2,0],[1,4,3,5]]: poll answered 1, but something that comes before it
      was inside all the while
      #2 answered 1, but from its call to its return something that comes before it
      was certainly inside.
      2 was inside from the return of #1 to the call of #4.
      3 was inside from the return of #3 to the call of #5.
      "
    `);
    // Least first it is as it should be.
    const history = historyOf(rows);
    const certificate = certify(leastFirst, history)!;
    expect(certificate.kind).toBe('linearization');
    expect(problemsOf(leastFirst, history, certificate)).toEqual([]);
  });

  test('more values lost than polls crashed', () => {
    const rows: Row[] = [
      ['insert', 5, null, 0, 1],
      ['insert', 4, null, 2, 3],
      ['insert', 1, null, 4, 5],
      ['poll', null, null, 6],
      ['poll', null, 1, 7, 8],
    ];
    expect(explain(subject, historyOf(rows))).toMatchInlineSnapshot(`
      "outranked [[4,2],[0,1]]: poll answered 1, but something that comes before it was
      inside all the while
      #4 answered 1, but from its call to its return something that comes before it
      was certainly inside.
      What #0, #1 put in (2 values) no answer names, and after their returns fewer
      removes without an answer that may have taken them had been called.
      "
    `);
    const second: Row = ['poll', null, null, 6.5];
    expect(explain(subject, historyOf([...rows.slice(0, 4), second, rows[4]!]))).toBeUndefined();
  });

  test('nothing when crashed polls were called too late for the gaps it chose', () => {
    const rows: Row[] = [
      ['insert', 5, null, 0, 1],
      ['insert', 3, null, 2, 3],
      ['poll', null, null, 4],
      ['poll', null, 3, 5, 6],
      ['insert', 9, null, 7, 8],
      ['insert', 7, null, 9, 10],
      ['poll', null, 7, 11, 12],
    ];
    // 5 and 9 must have been taken. There may be other gaps for the polls, so this is not illegal.
    const tooLate = historyOf([...rows, ['poll', null, null, 13], ['insert', 1, null, 14, 15]]);
    expect(certify(subject, tooLate)).toBeUndefined();
    const inTime = historyOf([...rows.slice(0, 6), ['poll', null, null, 10.5], rows[6]!]);
    expect(certify(subject, inTime)).toEqual({
      kind: 'linearization',
      parts: [{ order: [0, 1, 2, 3, 4, 5, 6, 7] }],
    });
  });

  test('nothing of values that are not numbers', () => {
    expect(certify(subject, historyOf([['insert', '1', null, 0, 1]]))).toBeUndefined();
  });

  test('numbers of every size', () => {
    const rows: Row[] = [-1.5, 2 ** 40, 0, -(10 ** 12), 7].map((value, at) => [
      'insert',
      value,
      null,
      2 * at,
      2 * at + 1,
    ]);
    const polls: Row[] = [2 ** 40, 7, 0, -1.5, -(10 ** 12)].map((value, at) => [
      'poll',
      null,
      value,
      2 * at + 10,
      2 * at + 11,
    ]);
    expect(explain(subject, historyOf([...rows, ...polls]))).toBeUndefined();
    expect(certify(leastFirst, historyOf([...rows, ...polls]))?.kind).toBe('refutation');
  });
});

test('against every order', { timeout: 120_000 }, () => {
  const tally = compareWithOracle(subject, 10_000, 1);
  expect(tally.legal).toBeGreaterThan(3500);
  expect(tally.illegal).toBeGreaterThan(3500);
  expect(tally.crashed).toBeGreaterThan(2500);
  expect(tally.repeated).toBeGreaterThan(200);
  // About one in ten thousand, all with several crashed polls.
  expect(tally.undue).toBeLessThan(5);
  expect(tally.unrefused).toBe(0);
  for (const rule of ['outranked', 'covered', 'never-inserted', 'removed-twice']) {
    expect(tally.rules[rule], rule).toBeGreaterThan(20);
  }
});

test('against the search', { timeout: 120_000 }, () => {
  const tally = compareWithSearch(subject, 500, 2, 200);
  expect(tally.legal).toBeGreaterThan(150);
  expect(tally.illegal).toBeGreaterThan(150);
  expect(tally.undecided).toBeLessThan(50);
  expect(tally.undue).toBeLessThan(5);
});
