/**
 * Two-phase commit: its switches, its correct twin, which shard does what, and who has to wait.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toHistory } from '../../src/history/history.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { fingerprintOf, judgeRun } from '../../src/run/judge.js';
import { simulate } from '../../src/simulator/simulate.js';
import { tasksOf } from '../../src/systems/two-phase-commit/messages.js';
import { Schedule, type Asked } from '../../src/systems/two-phase-commit/schedule.js';
import { twoPhaseCommit } from '../../src/systems/two-phase-commit/two-phase-commit.js';
import { transfersWorkload } from '../../workloads/index.js';
import { testSwitches } from '../fixtures/switches.js';
import { calmScenario } from './calm-scenario.js';

testSwitches({
  system: twoPhaseCommit,
  budgets: { 'decides-alone': 10, 'forgets-decision': 150, 'no-termination': 10, 'one-phase': 10 },
  twins: 500,
});

const account = fc.constantFrom('a', 'b', 'c', 'd');

describe('the tasks of an operation', () => {
  const transfer = fc.tuple(account, account, fc.integer({ min: 1, max: 9 }));

  test('make and lose no money, and ask one shard for each account', () => {
    fc.assert(
      fc.property(transfer, fc.integer({ min: 2, max: 5 }), (value, count) => {
        const servers = Array.from({ length: count }, (_, at) => `n${at}`);
        const tasks = tasksOf({ id: 1, f: 'transfer', value }, servers);
        const all = [...tasks.values()].flat();
        expect(all.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
        expect(all.map((task) => task.account)).toEqual(
          expect.arrayContaining([value[0], value[1]]),
        );
        expect([...tasks.keys()]).not.toContain('n0');
        const read = tasksOf({ id: 2, f: 'read', value: [value[0]] }, servers);
        const [shard] = read.keys();
        expect(tasks.get(shard!)!.map((task) => task.account)).toContain(value[0]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('the schedule', () => {
  const wanted = fc.array(fc.uniqueArray(account, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 12,
  });

  test('runs nothing twice, nothing beside what it collides with, and all in the end', () => {
    fc.assert(
      fc.property(wanted, fc.array(fc.nat()), (operations, picks) => {
        const schedule = new Schedule();
        const running = new Set<number>();
        const started: number[] = [];
        const start = (all: readonly Asked[]): void => {
          for (const { request } of all) {
            running.add(request.id);
            started.push(request.id);
          }
        };
        const isFree = (id: number): boolean =>
          [...running].every(
            (other) =>
              other === id || operations[other]!.every((name) => !operations[id]!.includes(name)),
          );
        const end = (pick: number): void => {
          const ended = [...running][pick % running.size]!;
          running.delete(ended);
          start(schedule.end(ended));
        };
        operations.forEach((accounts, id) => {
          const request = { id, f: 'transfer', value: null };
          start(schedule.add({ client: 'c0', request }, accounts));
          expect([...running].every(isFree)).toBe(true);
          if (running.size > 0 && (picks[id] ?? 0) % 2 === 1) end(picks[id]!);
        });
        while (running.size > 0) {
          end(picks[started.length] ?? 0);
          expect([...running].every(isFree)).toBe(true);
        }
        expect([...started].sort((left, right) => left - right)).toEqual(
          operations.map((_, id) => id),
        );
        // Of two that collide, the one that came first runs first.
        operations.forEach((accounts, later) => {
          for (let earlier = 0; earlier < later; earlier++) {
            if (operations[earlier]!.every((name) => !accounts.includes(name))) continue;
            expect(started.indexOf(earlier)).toBeLessThan(started.indexOf(later));
          }
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe('a participant that has voted and hears nothing more', () => {
  // n1 gets its request to prepare too late, and n2 never hears that all is aborted.
  const deviations: Scenario['deviations'] = [
    {
      message: { cause: 'op 1', type: 'prepare', from: 'n0', to: 'n1', nth: 1 },
      kind: 'late',
      byUs: 40_000,
    },
    {
      message: { cause: 'n0/0 votes 1.0.1 1', type: 'decision', from: 'n0', to: 'n2', nth: 1 },
      kind: 'drop',
      byUs: 0,
    },
  ];

  test.each([
    [[], undefined],
    [['no-termination'], 'unanswered'],
  ])('with switches %j: %s', (bugs, anomaly) => {
    const all = ['a', 'b', 'c', 'd'];
    const calm = calmScenario({
      system: 'two-phase-commit',
      bugs,
      asked: [
        ['c0', 0, 'read', all],
        ['c0', 900, 'audit', all],
      ],
    });
    const run = simulate({ ...calm, deviations }, twoPhaseCommit);
    expect(run.trace.notes.some(({ data }) => data['value'] === 'abort')).toBe(true);
    expect(fingerprintOf(judgeRun(run, transfersWorkload))?.anomaly).toBe(anomaly);
  });
});

test('an answer that is none is a violation, not an exception', () => {
  const asked = { process: 0, f: 'read', value: ['a'] };
  const history = toHistory([
    { ...asked, index: 0, type: 'invoke' },
    { ...asked, index: 1, type: 'ok', value: 'lie' },
  ]);
  const [checker] = transfersWorkload.checkers;
  expect(checker?.check(history)).toMatchObject({
    kind: 'illegal',
    anomalies: [{ kind: 'garbled-answer', operations: [0] }],
  });
});
