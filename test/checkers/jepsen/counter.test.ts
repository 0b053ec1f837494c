/**
 * The bounds of the counter, against their definition.
 */

import { describe, expect, test } from 'vitest';
import { counterBounds } from '../../../checkers/jepsen/counter.js';
import type { JepsenAnswer } from '../../../checkers/jepsen/event-checker.js';
import { HistoryError } from '../../../src/history/history-error.js';
import type { Event } from '../../../src/history/event.js';
import { seeded } from '../oracle/random.js';
import { record, simulate } from './record.js';

const check = (events: readonly Event[]): JepsenAnswer => counterBounds().check(events);

describe('counter', () => {
  test('a failed add adds nothing', () => {
    const events = record(
      [0, 'invoke', 'add', 1],
      [0, 'fail', 'add', 1],
      [0, 'invoke', 'read'],
      [0, 'ok', 'read', 0],
    );
    expect(check(events).result).toEqual({ 'valid?': true, reads: [[0, 0, 0]], errors: [] });
  });

  test('a read lies between what was done before and what was begun by its end', () => {
    const events = record(
      [1, 'invoke', 'add', 2],
      [0, 'invoke', 'read'],
      [1, 'ok', 'add', 2],
      [2, 'invoke', 'add', 5],
      [0, 'ok', 'read', 3],
      [0, 'invoke', 'read'],
      [0, 'ok', 'read', 8],
    );
    const { verdict, result } = check(events);
    expect(result['reads']).toEqual([
      [0, 3, 7],
      [2, 8, 7],
    ]);
    expect(result['errors']).toEqual([[2, 8, 7]]);
    expect(verdict).toMatchObject({
      kind: 'illegal',
      anomalies: [{ kind: 'counter-out-of-bounds' }],
      certificate: { records: [6] },
    });
  });

  test('what is taken away moves the bounds the other way', () => {
    const down = (seen: number): string =>
      check(
        record(
          [0, 'invoke', 'add', -3],
          [1, 'invoke', 'read'],
          [1, 'ok', 'read', seen],
          [0, 'ok', 'add', -3],
        ),
      ).verdict.kind;
    expect([0, -3, -4, 1].map(down)).toEqual(['legal', 'legal', 'illegal', 'illegal']);
  });

  test('sums beyond 2^53 are exact', () => {
    const big = 2n ** 60n;
    const events = record(
      [0, 'invoke', 'add', big],
      [0, 'ok', 'add', big],
      [0, 'invoke', 'read'],
      [0, 'ok', 'read', big - 1n],
    );
    expect(check(events).result['errors']).toEqual([[big, big - 1n, big]]);
  });

  test('what is no integer is refused by name', () => {
    expect(() => check(record([0, 'invoke', 'add', 'much']))).toThrow(HistoryError);
    expect(() => check(record([0, 'ok', 'read', 1.5]))).toThrow('event 0: ok read of process 0');
  });

  test('a completion without its invocation may have begun before everything', () => {
    expect(check(record([1, 'ok', 'read', 4], [0, 'ok', 'add', 4])).verdict.kind).toBe('legal');
  });
});

/** Bounds by definition: which adds must and which can have taken effect before the read did. */
function errorsOf(events: readonly Event[]): unknown[] {
  const calls = events.flatMap((event, at) => {
    if (event.type !== 'invoke') return [];
    const end = events.findIndex(
      ({ process, type }, place) => place > at && process === event.process && type !== 'invoke',
    );
    return [{ event, begin: at, end, last: events[end]! }];
  });
  const byEnd = calls.toSorted((left, right) => left.end - right.end);
  return byEnd.flatMap(({ event, begin, end, last }) => {
    if (event.f !== 'read' || last.type !== 'ok') return [];
    let lower = 0;
    let upper = 0;
    for (const other of calls) {
      const amount = other.event.value as number;
      if (other.event.f !== 'add' || other.last.type === 'fail' || other.begin > end) continue;
      const surely = other.last.type === 'ok' && other.end < begin;
      lower += surely ? amount : Math.min(0, amount);
      upper += surely ? amount : Math.max(0, amount);
    }
    const value = last.value as number;
    return value < lower || value > upper ? [[lower, value, upper]] : [];
  });
}

test('the bounds are those of the definition, and a correct counter keeps them', () => {
  let wrong = 0;
  for (let seed = 0; seed < 1500; seed++) {
    const random = seeded(seed);
    const isBroken = seed % 2 === 1;
    let sum = 0;
    const events = simulate(
      random,
      { processes: 3, operations: 12, crash: 0.1, fail: 0.1 },
      {
        next: () =>
          random.chance(0.5)
            ? { f: 'add', value: random.below(7) - 2 }
            : { f: 'read', value: null },
        apply(f, value) {
          if (f === 'read') return isBroken && random.chance(0.3) ? sum + random.below(5) - 2 : sum;
          sum += value as number;
          return value;
        },
      },
    );
    const { result, verdict } = check(events);
    expect(result['errors']).toEqual(errorsOf(events));
    if (!isBroken) expect(verdict.kind).toBe('legal');
    if (verdict.kind === 'illegal') wrong++;
  }
  expect(wrong).toBeGreaterThan(200);
});
