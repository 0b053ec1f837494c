/**
 * Simulated logs, correct and with one defect each: correct ones are never blamed.
 */

import { expect, test } from 'vitest';
import { kafka } from '../../../checkers/jepsen/kafka/kafka.js';
import { analyseLogs } from '../../../checkers/jepsen/kafka/kafka-analysis.js';
import type { Event } from '../../../src/history/event.js';
import type { Value } from '../../../src/history/value.js';
import { seeded } from '../oracle/random.js';
import { followedBy, simulate, type Line } from './record.js';

type Defect = 'none' | 'loses' | 'doubles' | 'overwrites' | 'skips' | 'rewinds' | 'aborts';

const KEYS = ['x', 'y'];

type Log = { offset: number; message: number }[];

/** Logs with gaps; every process has its own place in each, and ends by polling to the end. */
function runLogs(seed: number, defect: Defect): Event[] {
  const random = seeded(seed);
  const logs: Record<string, Log> = { x: [], y: [] };
  const places = new Map<string, number>();
  let message = 0;
  const append = (key: string, value: number): number => {
    const log = logs[key]!;
    const next = (log.at(-1)?.offset ?? -1) + 1 + random.below(2);
    const offset = defect === 'overwrites' && random.chance(0.2) ? Math.max(0, next - 1) : next;
    if (defect === 'loses' && random.chance(0.2)) return offset;
    log.push({ offset, message: value });
    if (defect === 'doubles' && random.chance(0.2))
      log.push({ offset: offset + 1, message: value });
    return offset;
  };
  const pollFrom = (process: number): Value => {
    const found: Record<string, Value> = {};
    for (const key of KEYS) {
      const name = `${process} ${key}`;
      let from = places.get(name) ?? 0;
      if (defect === 'skips' && random.chance(0.1)) from = Math.min(from + 1, logs[key]!.length);
      if (defect === 'rewinds' && random.chance(0.1)) from = Math.max(0, from - 1);
      const to = Math.min(logs[key]!.length, from + random.below(4));
      found[key] = logs[key]!.slice(from, to).map((entry) => [entry.offset, entry.message]);
      places.set(name, to);
    }
    return [['poll', found]];
  };
  const events = simulate(
    random,
    { processes: 4, operations: 60, crash: 0.05, fail: 0.05 },
    {
      next() {
        if (random.chance(0.5)) return { f: 'poll', value: [['poll']] };
        return { f: 'send', value: [['send', random.pick(KEYS), message++]] };
      },
      apply(f, value, process) {
        if (f === 'poll') return pollFrom(process);
        const [[, key, sent]] = value as [[string, string, number]];
        return [['send', key, [append(key, sent), sent]]];
      },
    },
  );
  if (defect === 'aborts') publishFailed(events, append);
  const last: Line[] = KEYS.flatMap((key): Line[] => [
    [9, 'invoke', 'poll', [['poll']]],
    [
      9,
      'ok',
      'poll',
      [['poll', { [key]: logs[key]!.map((entry) => [entry.offset, entry.message]) }]],
    ],
  ]);
  return followedBy(events, ...last);
}

function publishFailed(
  events: readonly Event[],
  append: (key: string, value: number) => number,
): void {
  for (const { f, type, value } of events) {
    if (f !== 'send' || type !== 'fail') continue;
    const [[, key, sent]] = value as [[string, string, number]];
    append(key, sent);
  }
}

test.each([
  ['loses', ['lost-write', 'inconsistent-offsets', 'nonmonotonic-send']],
  ['doubles', ['duplicate']],
  ['overwrites', ['inconsistent-offsets']],
  ['skips', ['poll-skip']],
  ['rewinds', ['nonmonotonic-poll']],
  ['aborts', ['G1a']],
] as const)('logs where somebody %s are found out, and correct ones never', (defect, kinds) => {
  let found = 0;
  for (let seed = 0; seed < 80; seed++) {
    const { verdict } = kafka().check(runLogs(seed, 'none'));
    expect(verdict).toMatchObject({ kind: 'legal' });
    const broken = kafka().check(runLogs(seed, defect)).verdict;
    if (broken.kind !== 'illegal') continue;
    if (broken.anomalies.some(({ kind }) => (kinds as readonly string[]).includes(kind))) found++;
  }
  expect(found).toBeGreaterThan(60);
});

/** What was acknowledged below the highest offset that was read, and read by nobody. */
function lostByDefinition(events: readonly Event[]): string[] {
  const sent: [string, number, number][] = [];
  const polled: [string, number, number][] = [];
  for (const { f, type, value } of events) {
    if (type !== 'ok') continue;
    if (f === 'send') {
      for (const [, key, [at, message]] of value as [string, string, [number, number]][]) {
        sent.push([key, at, message]);
      }
    } else {
      for (const [, found] of value as [string, Record<string, [number, number][]>][]) {
        for (const [key, pairs] of Object.entries(found)) {
          for (const [at, message] of pairs) polled.push([key, at, message]);
        }
      }
    }
  }
  return sent
    .filter(([key, , message]) => !polled.some(([k, , m]) => k === key && m === message))
    .filter(([key, at]) => polled.some(([k, to]) => k === key && to >= at))
    .map(([key, , message]) => `${key} ${message}`)
    .sort();
}

test('lost writes are those below what was read', () => {
  let lost = 0;
  for (let seed = 0; seed < 300; seed++) {
    const events = runLogs(seed, seed % 2 === 0 ? 'loses' : 'none').filter(
      // Fewer polls, so that more is lost.
      ({ f, process }) => f !== 'poll' || process === 9 || (process as number) % 2 === 0,
    );
    const errors = analyseLogs(events, false).errors['lost-write'] ?? [];
    const found = (errors as { key: string; value: number; writer: { type: string } }[])
      .filter(({ writer }) => writer.type === 'ok')
      .map(({ key, value }) => `${key} ${value}`);
    const expected = lostByDefinition(events);
    expect(found.sort()).toEqual(expected);
    lost += expected.length;
  }
  expect(lost).toBeGreaterThan(100);
});
