/**
 * Disks that refuse (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC
 * 2020), and a power loss of all servers.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/scenario/fault.js';
import type { Run } from '../../../src/simulator/simulate.js';
import { simulate } from '../../../src/simulator/simulate.js';
import { raftSnapshots } from '../../../src/systems/raft/raft-snapshots.js';
import { answersOf, calmScenario } from '../calm-scenario.js';

const SERVERS = ['n0', 'n1', 'n2'];

/** All disks refuse while a client writes, until `untilMs`; at 440 ms the power fails. */
function run(kind: 'disk-error' | 'disk-full', untilMs: number, bugs: readonly string[]): Run {
  const faults = SERVERS.flatMap((node, at): Fault[] => [
    { id: `d${at}`, kind, node, atUs: 390_000, forUs: (untilMs - 390) * 1_000 },
    { id: `p${at}`, kind: 'crash', node, atUs: 440_000, forUs: 100_000 + 5_000 * at },
  ]);
  const scenario = calmScenario({
    system: 'raft-snapshots',
    bugs,
    faults,
    asked: [
      ['c0', 400, 'append', '+1'],
      ['c1', 900, 'get'],
    ],
  });
  return simulate(scenario, raftSnapshots);
}

describe.each(['disk-error', 'disk-full'] as const)('%s', (kind) => {
  test('until the power fails: nothing is answered before it is durable', () => {
    const refused = run(kind, 500, []);
    expect(answersOf(refused)).toEqual(['+1', '+1']);
    expect(refused.operations[0]!.endUs).toBeGreaterThan(440_000);
  });

  test('for a while: what was refused is synced again, and survives', () => {
    const refused = run(kind, 410, []);
    expect(answersOf(refused)).toEqual(['+1', '+1']);
    expect(refused.operations[0]!.endUs).toBeGreaterThan(410_000);
    expect(refused.operations[0]!.endUs).toBeLessThan(440_000);
  });
});

test('whoever takes a refusal for a success loses what was answered', () => {
  const refused = run('disk-error', 410, ['fsync-error-ignored']);
  expect(answersOf(refused)).toEqual(['+1', null]);
  expect(refused.operations[0]!.endUs).toBeLessThan(410_000);
});
