/**
 * Operations with times: closed intervals, coarse clocks, and what is refused. The property holds
 * the ranks against the definition: two operations of different processes whose intervals touch or
 * overlap must stay unordered.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HistoryError } from '../../src/history/history-error.js';
import { fromTimedOperations, timedEvents } from '../../src/history/timed-operations.js';
import type { TimedOperation } from '../../src/history/timed-operations.js';

function timed(
  process: number,
  call: number | bigint,
  end: number | bigint | null,
  input = 0,
): TimedOperation {
  const outcome = end === null ? 'info' : 'ok';
  return { process, f: 'f', input, output: null, outcome, call, return: end };
}

function ranks(operations: readonly TimedOperation[]): unknown[] {
  return fromTimedOperations(operations).operations.map((operation) => [
    operation.input,
    operation.process,
    operation.call,
    operation.return,
  ]);
}

describe('ranks', () => {
  test('calls come before returns of the same time', () => {
    expect(ranks([timed(0, 1, 5, 10), timed(1, 5, 9, 11)])).toEqual([
      [10, 0, 0, 2],
      [11, 1, 1, 3],
    ]);
  });

  test('times may be big and mixed', () => {
    const operations = [timed(0, 2n ** 60n, 2n ** 60n + 1n, 1), timed(1, 3, 4, 2)];
    expect(ranks(operations)).toEqual([
      [2, 1, 0, 1],
      [1, 0, 2, 3],
    ]);
  });

  test('one process that calls where it returns keeps its order, others stay concurrent', () => {
    const operations = [timed(0, 1, 5, 10), timed(0, 5, 9, 11), timed(1, 5, 5, 20)];
    expect(ranks(operations)).toEqual([
      [10, 0, 0, 2],
      [20, 1, 1, 4],
      [11, 0, 3, 5],
    ]);
  });

  test('a second such process goes on under a fresh number', () => {
    const operations = [
      timed(0, 1, 5, 10),
      timed(0, 5, 9, 11),
      timed(1, 1, 5, 20),
      timed(1, 5, 9, 21),
      timed(1, 10, 11, 22),
    ];
    expect(
      fromTimedOperations(operations).operations.map(({ input, process }) => [input, process]),
    ).toEqual([
      [10, 0],
      [20, 1],
      [21, 2],
      [11, 0],
      [22, 2],
    ]);
  });

  test('a crashed operation is open, and its process goes on', () => {
    expect(ranks([timed(0, 1, null, 1), timed(0, 2, 3, 2)])).toEqual([
      [1, 0, 0, Infinity],
      [2, 0, 1, 2],
    ]);
  });

  test('times stay where they are nanoseconds', () => {
    const [event] = timedEvents([timed(0, 7, 8)], { keepTimes: true });
    expect(event).toMatchObject({ type: 'invoke', timeNs: 7 });
    expect(timedEvents([timed(0, 7, 8)])[0]).not.toHaveProperty('timeNs');
  });
});

describe('refused', () => {
  test.each<[string, TimedOperation[], RegExp]>([
    [
      'a return before its call',
      [timed(4, 5, 4)],
      /operation 0 \(f of process 4\) returned before/,
    ],
    ['two open at once', [timed(0, 1, 5), timed(0, 4, 9)], /process 0 invokes f while/],
    ['an ok without return', [{ ...timed(0, 1, null), outcome: 'ok' }], /is ok but never returned/],
  ])('%s', (_, operations, message) => {
    expect(() => fromTimedOperations(operations)).toThrow(HistoryError);
    expect(() => fromTimedOperations(operations)).toThrow(message);
  });
});

/** Chains of a few processes on a coarse clock, so that ends touch beginnings all the time. */
const chains = fc
  .array(fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.boolean()), { maxLength: 4 }), {
    maxLength: 4,
  })
  .map((processes) =>
    processes.flatMap((steps, process) => {
      let clock = 0;
      return steps.map(([pause, length, isCrash], at) => {
        const call = clock + pause;
        clock = call + length;
        return timed(process, call, isCrash && length === 0 ? null : clock, process * 10 + at);
      });
    }),
  );

describe('properties', () => {
  test('order is exactly that of closed intervals, or of one process', () => {
    fc.assert(
      fc.property(chains, (operations) => {
        const byInput = new Map(operations.map((operation) => [operation.input, operation]));
        const { operations: ranked } = fromTimedOperations(operations);
        expect(ranked).toHaveLength(operations.length);
        for (const before of ranked) {
          for (const after of ranked) {
            const left = byInput.get(before.input);
            const right = byInput.get(after.input);
            if (left === undefined || right === undefined || left === right) continue;
            const end = left.return ?? Infinity;
            const isOrdered = before.return < after.call;
            if (end < right.call) expect(isOrdered).toBe(true);
            else if (left.process !== right.process) expect(isOrdered).toBe(false);
          }
        }
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
