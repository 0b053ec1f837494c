/**
 * Long forks, against all pairs of reads.
 */

import { describe, expect, test } from 'vitest';
import { longFork } from '../../../checkers/jepsen/long-fork.js';
import type { Event } from '../../../src/history/event.js';
import { HistoryError } from '../../../src/history/history-error.js';
import { seeded } from '../oracle/random.js';
import { record } from './record.js';

const seen = (...pairs: [number, number | null][]): unknown[] =>
  pairs.map(([key, value]) => ['r', key, value]);

const reads = (...values: unknown[][]): Event[] =>
  record(...values.map((value, process) => [process, 'ok', 'txn', value as never] as const));

describe('long-fork', () => {
  test('two reads that see two writes in opposite orders are a fork', () => {
    const events = reads(seen([0, 1], [1, 1], [2, null]), seen([2, 1], [0, 1], [1, null]));
    const { verdict, result } = longFork({ groupSize: 3 }).check(events);
    expect(result).toMatchObject({
      'valid?': false,
      'reads-count': 2,
      'early-read-count': 0,
      'late-read-count': 0,
      forks: [[{ index: 0 }, { index: 1 }]],
    });
    expect(verdict).toMatchObject({
      kind: 'illegal',
      anomalies: [{ message: 'two reads see writes of 1 and 2 in opposite orders' }],
      certificate: { records: [0, 1] },
    });
  });

  test('a chain of states is none', () => {
    const events = reads(
      seen([0, null], [1, null]),
      seen([1, 1], [0, null]),
      seen([0, 1], [1, 1]),
      seen([0, null], [1, 1]),
    );
    const { verdict, result } = longFork().check(events);
    expect(result).toEqual({
      'valid?': true,
      'reads-count': 4,
      'early-read-count': 1,
      'late-read-count': 1,
    });
    expect(verdict.kind).toBe('legal');
  });

  test('reads of other keys cannot be compared', () => {
    const events = reads(seen([0, 1], [1, null]), seen([2, null], [3, 1]), seen([1, 1], [2, null]));
    expect(longFork().check(events).verdict.kind).toBe('legal');
    expect(() => longFork({ groupSize: 3 }).check(events)).toThrow(HistoryError);
  });

  test('keys written twice, or read with two values, cannot be judged', () => {
    const write = [0, 'invoke', 'txn', [['w', 7, 1]]] as const;
    expect(longFork().check(record(write, write)).result).toMatchObject({
      'valid?': 'unknown',
      error: ['multiple-writes', 7],
    });
    const events = reads(seen([0, 1], [1, null]), seen([0, 2], [1, 1]));
    expect(longFork().check(events).verdict.kind).toBe('unknown');
  });
});

/** Every pair of reads, key by key. */
function hasFork(events: readonly Event[]): boolean {
  const states = events
    .filter(({ type, value }) => type === 'ok' && (value as unknown[][])[0]![0] === 'r')
    .map(
      ({ value }) =>
        new Map((value as [string, number, number | null][]).map(([, k, v]) => [k, v])),
    );
  return states.some((one) =>
    states.some((other) => {
      if ([...one.keys()].some((key) => !other.has(key))) return false;
      const more = [...one].some(([key, value]) => value !== null && other.get(key) === null);
      const less = [...other].some(([key, value]) => value !== null && one.get(key) === null);
      return more && less;
    }),
  );
}

test('a fork is found exactly where two reads contradict each other', () => {
  let forks = 0;
  let legal = 0;
  for (let seed = 0; seed < 2000; seed++) {
    const random = seeded(seed);
    const groups = Array.from({ length: 1 + random.below(5) }, () => {
      const keys = random.chance(0.5) ? [0, 1, 2] : [3, 4];
      const written = random.below(4);
      // Mostly states of one order, sometimes any.
      return seen(
        ...keys.map((key): [number, number | null] => [
          key,
          (random.chance(0.25) ? random.chance(0.5) : key % 3 < written) ? key + 10 : null,
        ]),
      );
    });
    const events = reads(...groups);
    const { verdict } = longFork().check(events);
    expect(verdict.kind).toBe(hasFork(events) ? 'illegal' : 'legal');
    if (verdict.kind === 'illegal') forks++;
    else legal++;
  }
  expect(Math.min(forks, legal)).toBeGreaterThan(200);
});
