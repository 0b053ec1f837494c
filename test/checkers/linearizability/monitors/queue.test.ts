/**
 * The monitor of FIFO queues: what it says of small histories, and 10,000 random ones against every
 * order there is and 500 longer ones against the search, all rechecked by the verifier.
 */

import { describe, expect, test } from 'vitest';
import { fifoQueue } from '../../../../checkers/models/fifo-queue.js';
import { fifoQueueSpecification } from '../../../../checkers/verify/specifications/queues.js';
import { historyOf, type Row } from '../../oracle/rows.js';
import {
  compareWithOracle,
  compareWithSearch,
  certify,
  explain,
  type Subject,
} from './container-comparison.js';

const subject: Subject = {
  kind: 'queue',
  model: fifoQueue(),
  specification: fifoQueueSpecification(),
};

describe('what it says', () => {
  const explainRows = (...rows: readonly Row[]): string | undefined =>
    explain(subject, historyOf(rows));
  const orderOf = (...rows: readonly Row[]): unknown => certify(subject, historyOf(rows));

  test('a value that overtook another', () => {
    const rows: Row[] = [
      ['enqueue', 1, null, 0, 1],
      ['enqueue', 2, null, 2, 3],
      ['dequeue', null, 2, 4, 5],
      ['dequeue', null, 1, 6, 7],
    ];
    expect(explainRows(...rows)).toMatchInlineSnapshot(`
      "fifo [[0,1],[2,3]]: 1 was enqueued before 2 and dequeued after it: not first in,
      first out
      1 was in the queue before 2: #0 had returned when #1 was called.
      2 was out before 1: #2 had returned when #3 was called.
      "
    `);
  });

  test('a value that was lost', () => {
    const rows: Row[] = [
      ['enq', 1, null, 0, 1],
      ['enq', 2, null, 2, 3],
      ['deq', null, 2, 4, 5],
      ['deq', null, null, 6],
    ];
    expect(explainRows(...rows)).toMatchInlineSnapshot(`
      "fifo [[0,1],[2]]: 2 was dequeued, but 1 was enqueued before it and never
      dequeued
      1 was in the queue before 2: #0 had returned when #1 was called.
      #2 dequeued 2, but nothing had dequeued 1 when it returned, nor was one without
      an answer that may have: not first in, first out.
      "
    `);
    // A crashed dequeue that was called in time may have taken it.
    expect(orderOf(rows[0]!, rows[1]!, ['deq', null, null, 4], ['deq', null, 2, 5, 6])).toEqual({
      kind: 'linearization',
      parts: [{ order: [0, 1, 2, 3] }],
    });
  });

  test('more values lost than dequeues crashed', () => {
    const rows: Row[] = [
      ['enqueue', 1, null, 0, 1],
      ['enqueue', 2, null, 2, 3],
      ['enqueue', 3, null, 4, 5],
      ['dequeue', null, null, 6],
      ['dequeue', null, 3, 7, 8],
    ];
    expect(explainRows(...rows)).toMatchInlineSnapshot(`
      "skipped [[0,1],[2,4]]: 3 was dequeued, but 2 values enqueued before it were not
      What #0, #1 enqueued (2 values) was in the queue before 3: they had returned
      when #2 was called.
      #4 dequeued 3, so these values must have been dequeued before; no answer names
      them, and only 1 dequeue without an answer had been called by then.
      "
    `);
  });

  test('a queue found empty while something was in it', () => {
    const rows: Row[] = [
      ['enqueue', 1, null, 0, 1],
      ['dequeue', null, null, 2, 9],
      ['enqueue', 2, null, 3, 4],
      ['dequeue', null, 1, 5, 10],
    ];
    expect(explainRows(...rows)).toMatchInlineSnapshot(`
      "covered [[1],[0,3,2]]: dequeue found nothing, but something was inside all the
      while
      #1 found nothing, but from its call to its return something was certainly
      inside.
      1 was inside from the return of #0 to the call of #3.
      What #2 put in was inside from its return on: no answer names it, and no remove
      without an answer that may have taken it had been called.
      "
    `);
    // The dequeue of 1 was called before the enqueue of 2: there was an instant between.
    const apart: Row[] = [
      ['enqueue', 1, null, 0, 1],
      ['dequeue', null, null, 2, 9],
      ['dequeue', null, 1, 3, 10],
      ['enqueue', 2, null, 5, 6],
    ];
    expect(explainRows(...apart)).toBeUndefined();
  });

  test('answers out of nowhere, twice and too early', () => {
    expect(explainRows(['dequeue', null, 1, 0, 1])).toMatchInlineSnapshot(`
      "never-inserted [[0]]: dequeue answered 1, which nobody put in
      #0 answered 1, but no operation puts 1 in.
      "
    `);
    const twice: Row[] = [
      ['enqueue', 1, null, 0, 1],
      ['dequeue', null, 1, 2, 3],
      ['dequeue', null, 1, 4, 5],
    ];
    expect(explainRows(...twice)).toMatchInlineSnapshot(`
      "removed-twice [[1,2,0]]: dequeue answered 1, which was taken out before
      #1 and #2 both answered 1, but only #0 puts it in, once.
      "
    `);
    const early: Row[] = [
      ['dequeue', null, 1, 0, 1],
      ['enqueue', 1, null, 2, 3],
    ];
    expect(explainRows(...early)).toMatchInlineSnapshot(`
      "removed-before-inserted [[0,1]]: dequeue answered 1, which was put in only later
      #0 answered 1 and returned before #1, the only operation that puts 1 in, was
      called.
      "
    `);
  });

  test('nothing where a value is enqueued twice', () => {
    expect(orderOf(['enqueue', 1, null, 0, 1], ['enqueue', 1, null, 2, 3])).toBeUndefined();
  });

  test('values of every type, far apart', () => {
    const values = ['a', -7, 2 ** 29, 1.5, [1, 'x'], true, 'b', 10 ** 12];
    const rows = values.flatMap((value, at): Row[] => [
      ['enqueue', value, null, 4 * at, 4 * at + 1],
      ['dequeue', null, value, 4 * at + 2, 4 * at + 3],
    ]);
    expect(orderOf(...rows)).toEqual({
      kind: 'linearization',
      parts: [{ order: rows.map((_, at) => at) }],
    });
  });
});

test('against every order', { timeout: 120_000 }, () => {
  const tally = compareWithOracle(subject, 10_000, 1);
  expect(tally.legal).toBeGreaterThan(3500);
  expect(tally.illegal).toBeGreaterThan(3500);
  expect(tally.crashed).toBeGreaterThan(2500);
  expect(tally.repeated).toBeGreaterThan(200);
  // Nothing is declined but values that are enqueued twice.
  expect(tally.undue).toBe(0);
  expect(tally.unrefused).toBe(0);
  for (const rule of ['fifo', 'covered', 'never-inserted', 'removed-twice', 'skipped']) {
    expect(tally.rules[rule], rule).toBeGreaterThan(20);
  }
});

test('against the search', { timeout: 120_000 }, () => {
  const tally = compareWithSearch(subject, 500, 2, 200);
  expect(tally.legal).toBeGreaterThan(150);
  expect(tally.illegal).toBeGreaterThan(150);
  expect(tally.undecided).toBeLessThan(150);
  expect(tally.undue).toBe(0);
});
