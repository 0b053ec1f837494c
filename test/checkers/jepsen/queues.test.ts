/**
 * The queue checkers, against the multisets of their definition and simulated defects.
 */

import { describe, expect, test } from 'vitest';
import { queue } from '../../../checkers/jepsen/queue.js';
import { fifo } from '../../../checkers/jepsen/through-model.js';
import { totalQueue } from '../../../checkers/jepsen/total-queue.js';
import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { seeded } from '../oracle/random.js';
import { followedBy, record, simulate, type Line } from './record.js';

const put = (process: number, element: Value): Line[] => [
  [process, 'invoke', 'enqueue', element],
  [process, 'ok', 'enqueue', element],
];

const take = (process: number, element: Value): Line[] => [
  [process, 'invoke', 'dequeue'],
  [process, 'ok', 'dequeue', element],
];

describe('queue', () => {
  test('what was enqueued may come out in any order, from its invocation on', () => {
    const events = record(...put(0, 1), [1, 'invoke', 'enqueue', 2], ...take(2, 2), ...take(2, 1));
    expect(queue().check(events).result).toEqual({ 'valid?': true, 'final-queue': [] });
  });

  test('an enqueue without its beginning counts from the start', () => {
    const { verdict, result } = queue().check(record(...take(1, 1), [0, 'ok', 'enqueue', 1]));
    expect([verdict.kind, result['final-queue']]).toEqual(['legal', []]);
  });

  test('nothing comes out twice', () => {
    const { verdict, result } = queue().check(
      record(...put(0, 'a'), ...take(1, 'a'), ...take(1, 'a')),
    );
    expect(result).toEqual({ 'valid?': false, error: 'can\'t dequeue "a"' });
    expect(verdict).toMatchObject({ kind: 'illegal', certificate: { records: [5] } });
  });

  test('what nobody took out is left', () => {
    const events = record(...put(0, 1), ...put(0, 1), ...take(1, null));
    expect(queue().check(events).result['final-queue']).toEqual([1, 1]);
  });
});

test('a queue first in, first out may see concurrent enqueues in either order', () => {
  const overlapping: Line[] = [
    [0, 'invoke', 'enqueue', 1],
    [1, 'invoke', 'enqueue', 2],
    [0, 'ok', 'enqueue', 1],
    [1, 'ok', 'enqueue', 2],
  ];
  const both = [...take(2, 2), ...take(2, 1)];
  expect(fifo().check(record(...overlapping, ...both)).verdict.kind).toBe('legal');
  const { verdict, result } = fifo().check(record(...put(0, 1), ...put(1, 2), ...both));
  expect([verdict.kind, result['valid?']]).toEqual(['illegal', false]);
});

describe('total-queue', () => {
  const kind = (events: readonly Event[]): string => totalQueue().check(events).verdict.kind;

  test('counts lost, unexpected, duplicated and recovered', () => {
    const events = record(
      [1, 'invoke', 'enqueue', 'hung'],
      ...put(2, 'lost'),
      ...put(3, 'twice'),
      ...take(4, 'wrong'),
      ...take(4, 'twice'),
      ...take(4, 'twice'),
      ...take(4, 'hung'),
    );
    expect(totalQueue().check(events).result).toEqual({
      'valid?': false,
      'attempt-count': 3,
      'acknowledged-count': 2,
      'ok-count': 2,
      'unexpected-count': 1,
      'duplicated-count': 1,
      'lost-count': 1,
      'recovered-count': 1,
      lost: ['lost'],
      unexpected: ['wrong'],
      duplicated: ['twice'],
      recovered: ['hung'],
    });
  });

  test('a drain answers many at once', () => {
    const drained = (...elements: Value[]): Event[] =>
      record(...put(0, 1), ...put(0, 2), [1, 'invoke', 'drain'], [1, 'ok', 'drain', elements]);
    expect(kind(drained(2, 1))).toBe('legal');
    expect(totalQueue().check(drained(2)).verdict).toMatchObject({
      kind: 'illegal',
      anomalies: [{ kind: 'lost-element' }],
      certificate: { records: [1, 5] },
    });
  });

  test('without a drain nobody knows what is lost', () => {
    const events = record(...put(0, 1));
    expect(totalQueue().check(events).result['valid?']).toBe(false);
    expect(kind(events)).toBe('unknown');
    expect(totalQueue({ drained: true }).check(events).verdict.kind).toBe('illegal');
    expect(kind(record(...put(0, 1), ...take(1, null)))).toBe('illegal');
    expect(kind(record(...take(1, null), ...put(0, 1)))).toBe('unknown');
  });

  test('a crashed dequeue may have taken one element', () => {
    const crash: Line[] = [
      [7, 'invoke', 'dequeue'],
      [7, 'info', 'dequeue'],
    ];
    expect(kind(record(...put(0, 1), ...crash, ...take(1, null)))).toBe('unknown');
    expect(kind(record(...put(0, 1), ...put(0, 2), ...crash, ...take(1, null)))).toBe('illegal');
  });

  test('a crashed drain may have taken everything', () => {
    const events = record(...put(0, 1), [1, 'invoke', 'drain'], [1, 'info', 'drain']);
    expect(totalQueue().check(events).result['valid?']).toBe('unknown');
    expect(kind(events)).toBe('unknown');
  });
});

/** The multisets of the definition, by counting. */
function multisets(events: readonly Event[]): Record<string, number[]> {
  const of = (f: string, type: string): number[] =>
    events
      .filter((event) => event.f === f && event.type === type)
      .map(({ value }) => value as number);
  const minus = (left: number[], right: number[]): number[] => {
    const rest = [...right];
    return left.filter((one) => {
      const at = rest.indexOf(one);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  const [attempts, enqueues] = [of('enqueue', 'invoke'), of('enqueue', 'ok')];
  const dequeues = of('dequeue', 'ok').filter((value) => value !== null);
  const unexpected = dequeues.filter((one) => !attempts.includes(one));
  const duplicated = minus(minus(dequeues, attempts), unexpected);
  const ok = minus(dequeues, minus(dequeues, attempts));
  return {
    lost: minus(enqueues, dequeues),
    unexpected,
    duplicated,
    recovered: minus(ok, enqueues),
  };
}

const sorted = (numbers: readonly number[]): number[] =>
  numbers.toSorted((left, right) => left - right);

type Defect = 'none' | 'loses' | 'doubles' | 'invents';

function runQueue(seed: number, defect: Defect, distinct: boolean): Event[] {
  const random = seeded(seed);
  const waiting: number[] = [];
  let element = 0;
  const events = simulate(
    random,
    { processes: 3, operations: 24, crash: 0.05, fail: 0.05 },
    {
      next: () =>
        random.chance(0.5)
          ? { f: 'enqueue', value: distinct ? element++ : random.below(4) }
          : { f: 'dequeue', value: null },
      apply(f, value) {
        if (f === 'enqueue') {
          if (defect !== 'loses' || random.chance(0.7)) waiting.push(value as number);
          return value;
        }
        if (defect === 'invents' && random.chance(0.3)) return 99;
        if (defect === 'doubles' && random.chance(0.3)) return waiting[0] ?? null;
        return waiting.shift() ?? null;
      },
    },
  );
  const drain = waiting.flatMap((value) => take(9, value));
  return followedBy(events, ...drain, ...take(9, null));
}

test('the multisets of total-queue are those of the definition', () => {
  const seen: Record<string, number> = { lost: 0, unexpected: 0, duplicated: 0, recovered: 0 };
  for (let seed = 0; seed < 1000; seed++) {
    const events = runQueue(seed, (['loses', 'doubles', 'invents'] as const)[seed % 3]!, false);
    const { result } = totalQueue().check(events);
    for (const [name, elements] of Object.entries(multisets(events))) {
      expect(sorted(result[name] as number[])).toEqual(sorted(elements));
      seen[name]! += elements.length;
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
});

test('defects of a simulated queue are found, and a correct one is never blamed', () => {
  const found: Record<Defect, number> = { none: 0, loses: 0, doubles: 0, invents: 0 };
  for (let seed = 0; seed < 150; seed++) {
    for (const defect of ['none', 'loses', 'doubles', 'invents'] as const) {
      const events = runQueue(seed, defect, true);
      const verdicts = [queue(), totalQueue()].map((checker) => checker.check(events).verdict.kind);
      if (verdicts.includes('illegal')) found[defect]++;
    }
  }
  expect(found.none).toBe(0);
  expect(Math.min(found.loses, found.doubles, found.invents)).toBeGreaterThan(100);
});
