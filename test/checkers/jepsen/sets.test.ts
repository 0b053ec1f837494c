/**
 * The set checkers and broadcast, against the definition and simulated defects.
 */

import { describe, expect, test } from 'vitest';
import { broadcast } from '../../../checkers/jepsen/broadcast.js';
import { setByFinalRead } from '../../../checkers/jepsen/set.js';
import { setFull } from '../../../checkers/jepsen/set-full.js';
import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { seeded, type Random } from '../oracle/random.js';
import { followedBy, record, simulate, type Line } from './record.js';
import { setFates } from './set-oracle.js';

const add = (process: number, element: Value): Line[] => [
  [process, 'invoke', 'add', element],
  [process, 'ok', 'add', element],
];

const read = (process: number, ...elements: Value[]): Line[] => [
  [process, 'invoke', 'read'],
  [process, 'ok', 'read', elements],
];

describe('the set by its final read', () => {
  test('tells lost, unexpected, recovered and ok apart', () => {
    const events = record(
      ...add(0, 1),
      ...add(0, 2),
      [1, 'invoke', 'add', 7],
      [1, 'info', 'add', 7],
      [2, 'invoke', 'add', 8],
      [2, 'fail', 'add', 8],
      ...read(3, 2, 7, 8, 9),
    );
    const { verdict, result } = setByFinalRead().check(events);
    expect(result).toEqual({
      'valid?': false,
      'attempt-count': 4,
      'acknowledged-count': 2,
      'ok-count': 3,
      'lost-count': 1,
      'recovered-count': 2,
      'unexpected-count': 1,
      ok: '#{2 7..8}',
      lost: '#{1}',
      unexpected: '#{9}',
      recovered: '#{7..8}',
    });
    expect(verdict).toMatchObject({
      kind: 'illegal',
      anomalies: [{ kind: 'lost-element', operations: [] }, { kind: 'unexpected-element' }],
      certificate: { kind: 'witness', operations: [], records: [1, 9] },
    });
  });

  test('says nothing of a set that nobody read', () => {
    const { verdict, result } = setByFinalRead().check(record(...add(0, 1)));
    expect(result).toEqual({ 'valid?': 'unknown', error: 'Set was never read' });
    expect(verdict.kind).toBe('unknown');
  });

  test('blames no element whose add ended after the final read began', () => {
    const events = record(
      [0, 'invoke', 'add', 1],
      [1, 'invoke', 'read'],
      [0, 'ok', 'add', 1],
      [1, 'ok', 'read', []],
    );
    const { verdict, result } = setByFinalRead().check(events);
    expect(result['valid?']).toBe(false);
    expect(verdict.kind).toBe('unknown');
  });

  test('takes sets and arrays, and any values', () => {
    const events = record(
      ...add(0, 'a'),
      ...add(0, { x: 1 }),
      [0, 'invoke', 'read'],
      [0, 'ok', 'read', new Set<Value>(['a', new Map([['x', 1]])])],
    );
    expect(setByFinalRead().check(events).verdict.kind).toBe('legal');
  });
});

describe('the set by all reads', () => {
  const check = (events: readonly Event[], linearizable = false): Record<string, unknown> => {
    const { verdict, result } = setFull({ linearizable }).check(events);
    return { ...result, verdict: verdict.kind };
  };

  test('an element that nobody read is neither stable nor lost', () => {
    expect(check(record(...add(0, 0)))).toMatchObject({
      'valid?': 'unknown',
      'never-read': [0],
      verdict: 'unknown',
    });
  });

  test('an element is known by the read that sees it before its add ends', () => {
    const lines: Line[] = [[0, 'invoke', 'add', 0], ...read(1, 0), ...read(1), [0, 'ok', 'add', 0]];
    expect(check(record(...lines))).toMatchObject({ 'valid?': false, lost: [0] });
  });

  test('a read that overlaps the add may miss it', () => {
    const lines: Line[] = [
      [0, 'invoke', 'add', 0],
      [1, 'invoke', 'read'],
      [0, 'ok', 'add', 0],
      [1, 'ok', 'read', []],
    ];
    expect(check(record(...lines))).toMatchObject({ 'never-read': [0], verdict: 'unknown' });
  });

  test('a stale read is wrong only where linearizability is asked for', () => {
    const events = record(...add(0, 0), ...read(1), ...read(1, 0));
    expect(check(events)).toMatchObject({ 'valid?': true, stale: [0], verdict: 'legal' });
    expect(check(events, true)).toMatchObject({ 'valid?': false, verdict: 'illegal' });
    const { result } = setFull().check(events);
    expect(result['stable-latencies']).toEqual(
      new Map([0, 0.5, 0.95, 0.99, 1].map((point) => [point, 1])),
    );
    expect(result['worst-stale']).toMatchObject([{ element: 0, 'stable-latency': 1 }]);
  });

  test('latencies are absent without times, and staleness is not', () => {
    const events = record(...add(0, 0), ...read(1), ...read(1, 0)).map((event) => {
      const { timeNs: _timeNs, ...rest } = event;
      return rest;
    });
    const { result, verdict } = setFull({ linearizable: true }).check(events);
    expect(result).not.toHaveProperty('stable-latencies');
    expect(verdict).toMatchObject({ kind: 'illegal', anomalies: [{ kind: 'stale-read' }] });
  });

  test('duplicates and elements from nowhere are found, unless as in Jepsen', () => {
    const events = record(...add(0, 0), ...read(1, 0, 0, 7));
    expect(check(events)).toMatchObject({
      'valid?': false,
      'duplicated-count': 1,
      duplicated: new Map([[0, 2]]),
      unexpected: [7],
    });
    const { verdict, result } = setFull({ asJepsen: true }).check(events);
    expect(result).toMatchObject({ 'valid?': true, 'duplicated-count': 0 });
    expect(result).not.toHaveProperty('unexpected');
    expect(verdict.kind).toBe('legal');
  });

  test('completions without invocations are taken as they come', () => {
    const events = record([0, 'ok', 'add', 0], [1, 'ok', 'read', []], [1, 'ok', 'read', [0]]);
    expect(check(events)).toMatchObject({ verdict: 'unknown', 'lost-count': 0 });
  });
});

test('set-full agrees with its definition on small random histories', () => {
  const random = seeded(41);
  const seen = { stable: 0, lost: 0, 'never-read': 0, stale: 0 };
  for (let round = 0; round < 2000; round++) {
    const events = randomSetHistory(random);
    const { result } = setFull().check(events);
    const fates = setFates(events);
    const elements = (fate: string): number[] =>
      fates.filter((one) => one.fate === fate).map(({ element }) => element);
    expect(result['lost']).toEqual(elements('lost'));
    expect(result['never-read']).toEqual(elements('never-read'));
    expect(result['stable-count']).toBe(elements('stable').length);
    const stale = fates.filter(({ isStale }) => isStale).map(({ element }) => element);
    expect(result['stale']).toEqual(stale);
    seen.stable += elements('stable').length;
    seen.lost += elements('lost').length;
    seen['never-read'] += elements('never-read').length;
    seen.stale += stale.length;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(200);
});

/** Reads see whatever they like, so that every fate comes up; elements may be added again. */
function randomSetHistory(random: Random): Event[] {
  return simulate(
    random,
    { processes: 3, operations: 3 + random.below(7), crash: 0.1, fail: 0.1 },
    {
      next: () =>
        random.chance(0.5) ? { f: 'add', value: random.below(4) } : { f: 'read', value: null },
      apply: (f, value) => (f === 'add' ? value : [0, 1, 2, 3].filter(() => random.chance(0.6))),
    },
  );
}

type Defect = 'none' | 'loses' | 'stale' | 'doubles' | 'invents';

function runSet(seed: number, defect: Defect): Event[] {
  const random = seeded(seed);
  const state: number[] = [];
  const snapshot: number[] = [];
  let element = 0;
  const events = simulate(
    random,
    { processes: 4, operations: 60, crash: 0.05, fail: 0.05 },
    {
      next: () =>
        random.chance(0.6) ? { f: 'add', value: element++ } : { f: 'read', value: null },
      apply(f, value) {
        if (f === 'add') {
          if (random.chance(0.3)) snapshot.splice(0, Infinity, ...state);
          if (defect !== 'loses' || random.chance(0.9)) state.push(value as number);
          return value;
        }
        if (defect === 'stale' && random.chance(0.3)) return [...snapshot];
        if (defect === 'invents' && random.chance(0.2)) return [...state, 1000];
        return defect === 'doubles' && state.length > 0 ? [...state, state[0]!] : [...state];
      },
    },
  );
  return followedBy(events, [9, 'invoke', 'read'], [9, 'ok', 'read', [...state]]);
}

describe('a simulated set', () => {
  test.each([
    ['loses', 'lost-element'],
    ['stale', 'stale-read'],
    ['doubles', 'duplicate-element'],
    ['invents', 'unexpected-element'],
  ] as const)('that %s is found out, and the correct one never blamed', (defect, kind) => {
    let found = 0;
    for (let seed = 0; seed < 100; seed++) {
      const checker = setFull({ linearizable: true });
      expect(checker.check(runSet(seed, 'none')).verdict.kind).toBe('legal');
      const { verdict } = checker.check(runSet(seed, defect));
      if (verdict.kind !== 'illegal') continue;
      expect(verdict.anomalies.map((anomaly) => anomaly.kind)).toContain(kind);
      found++;
    }
    expect(found).toBeGreaterThan(80);
  });

  test('that loses is found out by its final read too', () => {
    let found = 0;
    for (let seed = 0; seed < 100; seed++) {
      expect(setByFinalRead().check(runSet(seed, 'none')).verdict.kind).toBe('legal');
      if (setByFinalRead().check(runSet(seed, 'loses')).verdict.kind === 'illegal') found++;
    }
    expect(found).toBeGreaterThan(80);
  });
});

test('broadcast is a set with latencies of each message', () => {
  const events = record(
    [0, 'invoke', 'broadcast', 5],
    [0, 'ok', 'broadcast', 5],
    ...read(1),
    ...read(1, 5),
  );
  const { verdict, result } = broadcast().check(events);
  expect(verdict.kind).toBe('legal');
  expect(result['message-latencies']).toEqual(new Map([[5, 1]]));
  const lost = broadcast().check(followedBy(events, ...read(2)));
  expect(lost.verdict).toMatchObject({ kind: 'illegal', anomalies: [{ kind: 'lost-element' }] });
});

test('a hundred thousand events take no time to speak of, however reads overlap', () => {
  const lines: Line[] = [];
  for (let process = 0; process < 20_000; process++) lines.push([process, 'invoke', 'read']);
  for (let element = 0; element < 20_000; element++) lines.push(...add(-1 - element, element));
  for (let process = 0; process < 20_000; process++) lines.push([process, 'ok', 'read', [process]]);
  const { result } = setFull().check(record(...lines));
  expect(result['attempt-count']).toBe(20_000);
  expect(result['lost-count']).toBe(0);
});
