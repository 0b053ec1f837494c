/**
 * The checkers of causal registers, causal reverse and monotonic inserts, against definitions and
 * simulated defects.
 */

import { describe, expect, test } from 'vitest';
import { causal } from '../../../checkers/jepsen/causal.js';
import { causalReverse } from '../../../checkers/jepsen/causal-reverse.js';
import { monotonic } from '../../../checkers/jepsen/monotonic.js';
import type { Event } from '../../../src/history/event.js';
import { Keyword, type Value } from '../../../src/history/value.js';
import { seeded } from '../oracle/random.js';
import { followedBy, record, simulate, type Line } from './record.js';

const linked = (f: string, value: Value, link: Value, position: number): Line => [
  0,
  'ok',
  f,
  value,
  {
    extra: new Map([
      ['link', link],
      ['position', position],
    ]),
  },
];

describe('causal', () => {
  const init = new Keyword('init');
  const start = linked('read-init', 0, init, 1);

  test('reads and writes of one issuer, linked one to the next', () => {
    const { verdict, result } = causal().check(
      record(start, linked('write', 1, 1, 2), linked('read', 1, 2, 3), linked('write', 2, 3, 4)),
    );
    expect(result).toEqual({ 'valid?': true, model: { value: 2, counter: 2, position: 4 } });
    expect(verdict.kind).toBe('legal');
  });

  test.each([
    [linked('write', 1, 9, 2), 'Cannot link 9 to last-seen position 1'],
    [linked('write', 2, 1, 2), 'expected value 1 attempting to write 2 instead'],
    [linked('read-init', 5, 'init', 2), 'expected init value 0, read 5'],
    [linked('read', 1, 1, 2), "can't read 1 from register 0"],
  ])('what cannot be is told in the words of Jepsen', (line, error) => {
    const { verdict, result } = causal().check(record(start, line));
    expect(result).toEqual({ 'valid?': false, error });
    expect(verdict).toMatchObject({ kind: 'illegal', certificate: { records: [1] } });
  });
});

const write = (process: number, value: Value): Line[] => [
  [process, 'invoke', 'write', value],
  [process, 'ok', 'write', value],
];

describe('causal-reverse', () => {
  test('whoever sees a write sees those that ended before it began', () => {
    const events = record(...write(0, 1), ...write(0, 2), [0, 'ok', 'read', [2]]);
    const { verdict, result } = causalReverse().check(events);
    expect(result).toMatchObject({
      'valid?': false,
      errors: [{ index: 4, f: 'read', missing: new Set([1]), 'expected-count': 1 }],
    });
    expect((result['errors'] as object[])[0]).not.toHaveProperty('value');
    expect(verdict).toMatchObject({ kind: 'illegal', certificate: { records: [1, 2, 4] } });
  });

  test('writes that overlap may be seen one without the other', () => {
    const events = record(
      [0, 'invoke', 'write', 1],
      [1, 'invoke', 'write', 2],
      [0, 'ok', 'write', 1],
      [1, 'ok', 'write', 2],
      [2, 'ok', 'read', [2]],
    );
    expect(causalReverse().check(events).verdict.kind).toBe('legal');
  });
});

/** For each read: the writes it misses, by looking at all pairs. */
function missingIn(events: readonly Event[]): number[][] {
  const at = (type: string, value: number): number =>
    events.findIndex(
      (event) => event.f === 'write' && event.type === type && event.value === value,
    );
  return events
    .filter(({ f, type }) => f === 'read' && type === 'ok')
    .map(({ value }) => {
      const seen = value as number[];
      const all = events.filter(({ f, type }) => f === 'write' && type === 'ok');
      return all
        .map((event) => event.value as number)
        .filter((one) => !seen.includes(one))
        .filter((one) => seen.some((other) => at('ok', one) < at('invoke', other)))
        .sort((left, right) => left - right);
    })
    .filter((missing) => missing.length > 0);
}

test('causal-reverse finds exactly what all pairs of writes say', () => {
  let wrong = 0;
  for (let seed = 0; seed < 1000; seed++) {
    const random = seeded(seed);
    const isBroken = seed % 2 === 1;
    const state: number[] = [];
    let value = 0;
    const events = simulate(
      random,
      { processes: 3, operations: 16, crash: 0.1, fail: 0.1 },
      {
        next: () =>
          random.chance(0.6) ? { f: 'write', value: value++ } : { f: 'read', value: null },
        apply(f, written) {
          if (f === 'write') state.push(written as number);
          else return state.filter(() => !isBroken || random.chance(0.8));
          return written;
        },
      },
    );
    const { verdict, result } = causalReverse().check(events);
    const missing = (result['errors'] as { missing: Set<number> }[]).map((error) =>
      [...error.missing].sort((left, right) => left - right),
    );
    expect(missing).toEqual(missingIn(events));
    if (!isBroken) expect(verdict.kind).toBe('legal');
    if (verdict.kind === 'illegal') wrong++;
  }
  expect(wrong).toBeGreaterThan(200);
});

describe('monotonic', () => {
  const rows = (...pairs: [number, number][]): Value => pairs.map(([val, sts]) => ({ val, sts }));
  const add = (process: number, val: number, type: 'ok' | 'fail' | 'info' = 'ok'): Line[] => [
    [process, 'invoke', 'add', val],
    [process, type, 'add', type === 'ok' ? { val, sts: val } : val],
  ];

  test('values and times grow together', () => {
    const events = record(
      ...add(0, 1),
      ...add(0, 2),
      ...add(1, 3, 'info'),
      ...add(1, 4, 'fail'),
      [2, 'invoke', 'read'],
      [2, 'ok', 'read', rows([1, 10], [2, 10], [3, 30])],
    );
    const { verdict, result } = monotonic().check(events);
    expect(verdict.kind).toBe('legal');
    expect(result).toEqual({
      'valid?': true,
      revived: '#{}',
      'revived-frac': 0,
      recovered: '#{3}',
      'recovered-frac': 1,
      lost: '#{}',
      'lost-frac': 0,
      duplicates: new Set(),
      'order-by-errors': [],
      'value-reorders': [],
    });
  });

  test('finds lost, revived, doubled and reordered rows', () => {
    const events = record(
      ...add(0, 1),
      ...add(0, 9),
      ...add(1, 4, 'fail'),
      [2, 'invoke', 'read'],
      [2, 'ok', 'read', rows([4, 10], [1, 30], [1, 20])],
    );
    const { verdict, result } = monotonic().check(events);
    expect(result).toMatchObject({
      lost: '#{9}',
      revived: '#{4}',
      duplicates: new Set([1]),
      'order-by-errors': [[{ sts: 30 }, { sts: 20 }]],
      'value-reorders': [
        [{ val: 4 }, { val: 1 }],
        [{ val: 1 }, { val: 1 }],
      ],
    });
    expect(verdict.kind === 'illegal' && verdict.anomalies.map(({ kind }) => kind)).toEqual([
      'lost-element',
      'revived-element',
      'duplicate-element',
      'timestamp-reorder',
      'value-reorder',
    ]);
  });

  test('without a read nothing is known', () => {
    const { verdict, result } = monotonic().check(record(...add(0, 1)));
    expect(result).toEqual({ 'valid?': false, error: 'Set was never read' });
    expect(verdict.kind).toBe('unknown');
  });

  test('finds a clock that goes back', () => {
    let found = 0;
    for (let seed = 0; seed < 50; seed++) {
      const run = (isBroken: boolean): string => {
        const random = seeded(seed);
        const table: { val: number; sts: number }[] = [];
        let time = 0;
        const events = simulate(
          random,
          { processes: 3, operations: 20, crash: 0.1, fail: 0.1 },
          {
            next: () => ({ f: 'add', value: null }),
            apply() {
              time += isBroken && random.chance(0.3) ? -3 : 2;
              const row = { val: table.length, sts: time };
              table.push(row);
              return row;
            },
          },
        );
        const sorted = table.toSorted((left, right) => left.sts - right.sts);
        const named = events.filter(({ type }) => type === 'ok' || type === 'invoke');
        const last: Line[] = [
          [9, 'invoke', 'read'],
          [9, 'ok', 'read', sorted],
        ];
        return monotonic().check(followedBy(named, ...last)).verdict.kind;
      };
      expect(run(false)).toBe('legal');
      if (run(true) === 'illegal') found++;
    }
    expect(found).toBeGreaterThan(40);
  });
});
