/**
 * The checkers that count and measure, and those that pass.
 */

import { describe, expect, test } from 'vitest';
import { adyaG2 } from '../../../checkers/jepsen/adya-g2.js';
import { availability } from '../../../checkers/jepsen/availability.js';
import { latency } from '../../../checkers/jepsen/latency.js';
import { concurrencyLimit, noop, unbridledOptimism } from '../../../checkers/jepsen/passing.js';
import { stats } from '../../../checkers/jepsen/stats.js';
import { mutex, semaphore } from '../../../checkers/jepsen/through-model.js';
import { unhandledExceptions } from '../../../checkers/jepsen/unhandled-exceptions.js';
import { uniqueIds } from '../../../checkers/jepsen/unique-ids.js';
import { HistoryError } from '../../../src/history/history-error.js';
import { Keyword, type Value } from '../../../src/history/value.js';
import { seeded } from '../oracle/random.js';
import { record, simulate } from './record.js';

test('stats counts outcomes, over all and by function', () => {
  const events = record(
    [1, 'invoke', 'cas'],
    [1, 'ok', 'cas'],
    [2, 'fail', 'cas'],
    [3, 'info', 'write'],
    [4, 'fail', 'write'],
    ['nemesis', 'info', 'kill'],
  );
  const { verdict, result } = stats().check(events);
  expect(result).toEqual({
    'valid?': false,
    count: 4,
    'ok-count': 1,
    'fail-count': 2,
    'info-count': 1,
    'by-f': {
      cas: { 'valid?': true, count: 2, 'ok-count': 1, 'fail-count': 1, 'info-count': 0 },
      write: { 'valid?': false, count: 2, 'ok-count': 0, 'fail-count': 1, 'info-count': 1 },
    },
  });
  expect(verdict).toMatchObject({
    kind: 'unknown',
    reason: 'no write ever succeeded, so this run says little about it',
  });
});

describe('unique-ids', () => {
  const generate = (...ids: Value[]): ReturnType<ReturnType<typeof uniqueIds>['check']> =>
    uniqueIds().check(
      record(
        ...ids.flatMap((id, process) => [
          [process, 'invoke', 'generate'] as const,
          [process, 'ok', 'generate', id] as const,
        ]),
      ),
    );

  test('names duplicates, how often they came, and the range', () => {
    const { verdict, result } = generate(5, 3, 5, 7, 3, 5);
    expect(result).toEqual({
      'valid?': false,
      'attempted-count': 6,
      'acknowledged-count': 6,
      'duplicated-count': 2,
      duplicated: new Map([
        [3, 2],
        [5, 3],
      ]),
      range: [3, 7],
    });
    expect(verdict).toMatchObject({ kind: 'illegal', certificate: { records: [1, 5] } });
  });

  test('identifiers may be of any kind', () => {
    expect(generate('a', 'b', ['a', 1], ['a', 2]).verdict.kind).toBe('legal');
    expect(generate(['a', 1], new Keyword('x'), ['a', 1]).verdict.kind).toBe('illegal');
    expect(generate().result['range']).toEqual([null, null]);
  });

  test('finds the duplicates of a counter that two nodes share', () => {
    let found = 0;
    for (let seed = 0; seed < 50; seed++) {
      const random = seeded(seed);
      const shared = [0, 0];
      const run = (isBroken: boolean): string => {
        const events = simulate(
          random,
          { processes: 4, operations: 30, crash: 0.1 },
          {
            next: () => ({ f: 'generate', value: null }),
            apply: (_f, _value, process) =>
              isBroken ? shared[process % 2]!++ : [process % 2, shared[process % 2]!++],
          },
        );
        return uniqueIds().check(events).verdict.kind;
      };
      expect(run(false)).toBe('legal');
      if (run(true) === 'illegal') found++;
    }
    expect(found).toBe(50);
  });
});

test('adya-g2 lets one insert under a key succeed', () => {
  const insert = (process: number, key: Value, type: 'ok' | 'fail') =>
    [
      [process, 'invoke', 'insert', [process, null], { key }],
      [process, type, 'insert', [process, null], { key }],
    ] as const;
  const events = record(
    ...insert(0, 1, 'ok'),
    ...insert(1, 1, 'fail'),
    ...insert(2, 2, 'ok'),
    ...insert(3, 2, 'ok'),
    ...insert(4, 3, 'fail'),
  );
  const { verdict, result } = adyaG2().check(events);
  expect(result).toEqual({
    'valid?': false,
    'key-count': 3,
    'legal-count': 1,
    'illegal-count': 1,
    illegal: new Map([[2, 2]]),
  });
  expect(verdict).toMatchObject({ anomalies: [{ kind: 'G2', key: 2 }] });
  expect(adyaG2().check(events.slice(0, 6)).verdict.kind).toBe('legal');
});

describe('locks', () => {
  const acquire = (process: number) =>
    [
      [process, 'invoke', 'acquire'],
      [process, 'ok', 'acquire'],
    ] as const;

  test('two cannot hold a mutex, and two can hold two permits', () => {
    const events = record(...acquire(0), ...acquire(1));
    const { verdict, result } = mutex().check(events);
    expect([verdict.kind, verdict.checker, result['valid?']]).toEqual(['illegal', 'mutex', false]);
    expect(semaphore({ permits: 2 }).check(events).result['valid?']).toBe(true);
  });

  test('a history that is not strict is refused by name', () => {
    const events = record([0, 'invoke', 'acquire'], [0, 'invoke', 'acquire']);
    expect(() => mutex().check(events)).toThrow(HistoryError);
  });
});

describe('latency', () => {
  test('gives quantiles and rates by function and outcome', () => {
    const lines = Array.from({ length: 100 }, (_, process) => [
      [process, 'invoke', 'read', null, { timeNs: process * 1e7 }],
      [process, 'ok', 'read', null, { timeNs: process * 1e7 + (process + 1) * 1e6 }],
    ]) as never[][];
    const { result } = latency().check(record(...lines.flat()));
    const quantiles = [0, 0.5, 0.95, 0.99, 1].map((point, at) => [
      point,
      [1, 51, 96, 100, 100][at],
    ]);
    expect(result['latencies']).toEqual({ read: { ok: new Map(quantiles as never) } });
    expect(result['rate-interval']).toBe(0.05);
    const rates = (result['rates'] as { read: { ok: [number, number][] } }).read.ok;
    expect(rates.reduce((sum, [, rate]) => sum + rate * 0.05, 0)).toBeCloseTo(100);
  });

  test('is silent without times', () => {
    const events = record([0, 'ok', 'read']).map(({ timeNs: _timeNs, ...rest }) => rest);
    expect(latency().check(events).result).toEqual({ 'valid?': true });
  });
});

test('availability is the share of operations that succeed', () => {
  const events = record(
    [0, 'invoke', 'read'],
    [0, 'ok', 'read', 1],
    [1, 'invoke', 'read'],
    [1, 'fail', 'read'],
    [2, 'invoke', 'read'],
    [3, 'invoke', 'read'],
    [3, 'ok', 'read', 1],
  );
  const { verdict, result } = availability().check(events);
  expect(result).toMatchObject({ 'valid?': true, 'ok-fraction': 0.5 });
  expect(result['nines']).toBeCloseTo(0.301);
  expect(verdict.kind).toBe('legal');
  expect(availability({ required: 0.6 }).check(events).verdict.kind).toBe('illegal');
  expect(availability().check([]).result).toMatchObject({ 'ok-fraction': 1, nines: null });
});

test('exceptions are counted by class, the most frequent first', () => {
  const thrown = (name: string): { extra: Map<string, Value> } => ({
    extra: new Map([['exception', { via: [{ type: name, message: 'no' }] }]]),
  });
  const events = record(
    [0, 'info', 'read', null, thrown('Timeout')],
    [1, 'info', 'read', 1, thrown('Refused')],
    [2, 'info', 'read', null, thrown('Refused')],
    [3, 'ok', 'read', null, thrown('Refused')],
    [4, 'info', 'read'],
  );
  expect(unhandledExceptions().check(events).result).toMatchObject({
    'valid?': true,
    exceptions: [
      { class: 'Refused', count: 2, example: { index: 1, type: 'info', value: 1 } },
      { class: 'Timeout', count: 1 },
    ],
  });
  expect(unhandledExceptions().check([]).result).toEqual({ 'valid?': true });
});

test('checkers that judge nothing pass', () => {
  for (const checker of [noop(), unbridledOptimism(), concurrencyLimit(2, noop())]) {
    const { verdict, result } = checker.check(record([0, 'ok', 'read', 1]));
    expect([verdict.kind, result]).toEqual(['legal', { 'valid?': true }]);
  }
  expect(() => concurrencyLimit(0, noop())).toThrow(HistoryError);
});
