/**
 * The lock service: its switches, its correct twin, and what becomes of leases.
 */

import { describe, expect, test } from 'vitest';
import { mutualExclusion } from '../../checkers/invariants/index.js';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate, type Run } from '../../src/simulator/simulate.js';
import { lockService } from '../../src/systems/lock-service/lock-service.js';
import { LEASE_US } from '../../src/systems/lock-service/messages.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario, type Asked } from './calm-scenario.js';

testSwitches({
  system: lockService,
  budgets: { 'no-fencing': 40, 'wall-clock-lease': 100, 'anyone-releases': 20 },
  twins: 500,
});

function runOf(asked: readonly Asked[], faults: readonly Fault[] = []): Run {
  return simulate(calmScenario({ system: 'lock-service', servers: 2, asked, faults }), lockService);
}

/** When each client got the lock, in milliseconds. */
function acquired({ trace }: Run): [who: string, atMs: number][] {
  return trace.notes
    .filter(({ label }) => label === 'acquired')
    .map(({ node, atUs }) => [node, atUs / 1_000]);
}

describe('without a bug', () => {
  test('what three add at once is three', () => {
    const run = runOf([
      ['c0', 0, 'add'],
      ['c1', 0, 'add'],
      ['c2', 0, 'add'],
      ['c0', 200, 'read'],
    ]);
    const answers = answersOf(run);
    expect(new Set(answers.slice(0, 3))).toEqual(new Set([1, 2, 3]));
    expect(answers[3]).toBe(3);
    expect(mutualExclusion.check(run.trace)).toMatchObject({ kind: 'legal' });
  });

  test('a holder that falls silent keeps the lock as long as its lease', () => {
    const servers = ['n0', 'n1'];
    const silent = { id: 'f1', kind: 'client-link', client: 'c0', direction: 'both' } as const;
    const run = runOf(
      [
        ['c0', 0, 'add'],
        ['c1', 5, 'add'],
      ],
      // It has the lock by then.
      [{ ...silent, servers, atUs: 3_000, forUs: 300_000 }],
    );
    const [[first, at], [second, later]] = acquired(run) as [[string, number], [string, number]];
    expect([first, second]).toEqual(['c0', 'c1']);
    expect(later - at).toBeGreaterThan(LEASE_US / 1_000);
    expect(later - at).toBeLessThan((2 * LEASE_US) / 1_000);
  });

  test('a lock server that restarts waits for the leases that it may have given out', () => {
    const run = runOf(
      [
        ['c0', 0, 'add'],
        ['c1', 40, 'add'],
      ],
      [
        // The release of c0 is not on disk when the server dies.
        { id: 'f1', kind: 'crash', node: 'n0', atUs: 2_800, forUs: 10_000 },
      ],
    );
    const answers = answersOf(run);
    expect(answers).toEqual([1, 2]);
    expect(mutualExclusion.check(run.trace)).toMatchObject({ kind: 'legal' });
    const [, [, later]] = acquired(run) as [unknown, [string, number]];
    expect(later).toBeGreaterThan(12.8 + LEASE_US / 1_000);
  });
});
