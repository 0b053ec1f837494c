/**
 * Judging a run: every judge is heard, the first complaint is the fingerprint, and shrinking asks
 * for just that.
 */

import { describe, expect, test } from 'vitest';
import type { Checker, Invariant, Judges } from '../../checkers/checker.js';
import type { Verdict } from '../../checkers/verdict.js';
import { activityOf } from '../../src/run/activity.js';
import { findingsOf } from '../../src/run/hunt.js';
import { fingerprintOf, judgeRun, NO_EXCEPTION, shows } from '../../src/run/judge.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { Node } from '../../src/simulator/node.js';
import { clusterOf, faultOf, LAST, operation, scenarioOf } from '../simulator/small-cluster.js';
import { throwing } from './registers.js';

const effort = { judged: 1, configurations: 0 };

/** A verdict of this kind, with these anomalies. */
function verdictOf(checker: string, kind: Verdict['kind'], ...anomalies: string[]): Verdict {
  const judged = { checker, algorithm: 'none', effort };
  if (kind === 'unknown') return { ...judged, kind, reason: 'too hard', progress: 'none' };
  const certificate = { kind: 'witness', operations: [], records: [0] } as const;
  if (kind === 'legal') return { ...judged, kind, certificate };
  const [first = 'odd', ...more] = anomalies;
  const describe = (name: string) => ({
    kind: name,
    message: name,
    operations: [],
    explanation: [],
  });
  return { ...judged, kind, certificate, anomalies: [describe(first), ...more.map(describe)] };
}

function checker(name: string, kind: Verdict['kind'], ...anomalies: string[]): Checker {
  return { name, check: () => verdictOf(name, kind, ...anomalies) };
}

function invariant(name: string, kind: Verdict['kind'], ...anomalies: string[]): Invariant {
  return { name, check: () => verdictOf(name, kind, ...anomalies) };
}

const calm = simulate(
  scenarioOf({ program: [LAST] }),
  clusterOf(() => ({})),
);
const failing = simulate(scenarioOf({ program: [1, 2, 3].map((id) => operation(id)) }), throwing);

const judges: Judges = {
  checkers: [checker('fine', 'legal'), checker('hard', 'unknown')],
  invariants: [
    invariant('odd', 'illegal', 'two-leaders', 'no-leader'),
    invariant('late', 'illegal'),
  ],
};

describe('verdicts', () => {
  test('are those of all judges, in order', () => {
    expect(judgeRun(calm, judges).map((verdict) => verdict.checker)).toEqual([
      'fine',
      'hard',
      'odd',
      'late',
    ]);
  });

  test('checkers get the history and the budget, invariants the trace', () => {
    const seen: unknown[] = [];
    const watch = (...given: unknown[]): Verdict => {
      seen.push(...given);
      return verdictOf('watch', 'legal');
    };
    const options = { configurationsMax: 3 };
    judgeRun(
      calm,
      { checkers: [{ name: 'a', check: watch }], invariants: [{ name: 'b', check: watch }] },
      options,
    );
    expect(seen).toEqual([calm.history, options, calm.trace]);
  });

  test('an exception comes first, and says who threw what', () => {
    const [first, ...rest] = judgeRun(failing, judges);
    expect(rest).toHaveLength(4);
    expect(first).toMatchObject({
      kind: 'illegal',
      checker: NO_EXCEPTION,
      anomalies: [{ kind: 'exception', message: 'c0 threw: out of patience' }],
      certificate: { records: [failing.trace.length - 1] },
    });
  });

  test('an exception before anything happened has no record to show', () => {
    const start = (): never => {
      throw new Error('boom');
    };
    const run = simulate(
      scenarioOf(),
      clusterOf(() => ({ start })),
    );
    expect(run.trace.length).toBe(0);
    const [finding] = findingsOf(run, { checkers: [], invariants: [] });
    expect(finding).toMatchObject({ checker: NO_EXCEPTION, kind: 'illegal' });
  });
});

describe('the fingerprint', () => {
  test('is the first anomaly of the first judge that complains', () => {
    expect(fingerprintOf(judgeRun(calm, judges))).toEqual({
      checker: 'odd',
      anomaly: 'two-leaders',
    });
  });

  test('of an exception is its own', () => {
    expect(fingerprintOf(judgeRun(failing, judges))).toEqual({
      checker: NO_EXCEPTION,
      anomaly: 'exception',
    });
  });

  test('does not exist when nobody complains; not to know is no complaint', () => {
    expect(fingerprintOf(judgeRun(calm, { ...judges, invariants: [] }))).toBeUndefined();
    expect(fingerprintOf([])).toBeUndefined();
  });
});

describe('whether a run shows a failure', () => {
  test.each<[string, string, boolean]>([
    ['odd', 'two-leaders', true],
    ['odd', 'no-leader', true],
    ['odd', 'odd', false],
    ['late', 'two-leaders', false],
    ['hard', 'odd', false],
    ['nobody', 'two-leaders', false],
  ])('%s saying %s: %s', (name, anomaly, expected) => {
    expect(shows(calm, judges, { checker: name, anomaly })).toBe(expected);
  });

  test('an exception shows as an exception only', () => {
    const exception = { checker: NO_EXCEPTION, anomaly: 'exception' };
    expect(shows(failing, judges, exception)).toBe(true);
    expect(shows(calm, judges, exception)).toBe(false);
    expect(shows(failing, judges, { checker: 'fine', anomaly: 'exception' })).toBe(false);
  });

  test('asks nobody else', () => {
    const never: Checker = {
      name: 'never',
      check: () => {
        throw new Error('was asked');
      },
    };
    const all = { ...judges, checkers: [never] };
    expect(shows(calm, all, { checker: 'odd', anomaly: 'two-leaders' })).toBe(true);
  });
});

describe('activity', () => {
  const client = (): Node => ({
    request: (ctx, _client, { id, value }) => {
      if (value === 'never') return;
      const error = 'no';
      ctx.reply(ctx.self, id, value === 'no' ? { type: 'fail', error } : { type: 'ok', value });
    },
  });
  const run = (parts: Partial<Scenario>): Run =>
    simulate(
      scenarioOf(parts),
      clusterOf(() => ({ start: (ctx) => ctx.setTimer('tick', 10_000) }), client),
    );
  const crash = faultOf({ kind: 'crash', node: 'n0' });

  test('counts outcomes', () => {
    const values = ['a', 'no', 'never', 'b'];
    const program = values.map((value, id) => operation(id, { value, atUs: id }));
    expect(activityOf(run({ program }))).toEqual({
      ok: 2,
      fail: 1,
      info: 1,
      hasFaults: false,
      overlaps: false,
    });
  });

  test('an operation that is open while a fault acts overlaps it', () => {
    const program = [operation(1, { value: 'never' })];
    expect(activityOf(run({ program, faults: [crash] }))).toMatchObject({
      hasFaults: true,
      overlaps: true,
    });
  });

  test('one that ended before does not', () => {
    expect(activityOf(run({ program: [operation(1), LAST], faults: [crash] }))).toMatchObject({
      hasFaults: true,
      overlaps: false,
    });
  });

  test('a fault without effect overlaps nothing', () => {
    const cut = faultOf({ kind: 'one-way', from: ['n0'], to: ['n1'] });
    const program = [operation(1, { value: 'never' })];
    expect(activityOf(run({ program, faults: [cut] })).overlaps).toBe(false);
  });

  test('a fault whose effect outlasts it overlaps what comes later', () => {
    const jump = faultOf({ kind: 'clock-jump', node: 'n0', byUs: 5 }, { forUs: 10 });
    const reader = clusterOf(() => ({
      start: (ctx) => ctx.setTimer('read', 400_000),
      timer: (ctx) => void ctx.wallUs(),
    }));
    const program = [operation(1, { atUs: 300_000 }), LAST];
    const read = simulate(scenarioOf({ program, faults: [jump] }), reader);
    expect(activityOf(read).overlaps).toBe(true);
    expect(activityOf(simulate(scenarioOf({ program }), reader)).overlaps).toBe(false);
  });
});
