/**
 * Each bug switch of the quorum register and the consensus systems is found within its budget of
 * scenarios, from a fixed seed and by the system's one default profile; the correct twin is silent
 * on the same scenarios. The budgets are about twice the 90th percentile over many seeds; the hard
 * ones have a seed that finds them early.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { primaryBackup } from '../../src/systems/primary-backup/primary-backup.js';
import { raft } from '../../src/systems/raft/raft.js';
import { raftLeases } from '../../src/systems/raft/raft-leases.js';
import { raftMembership } from '../../src/systems/raft/raft-membership.js';
import { raftSnapshots } from '../../src/systems/raft/raft-snapshots.js';
import { workloads } from '../../workloads/index.js';
import { expectNoFormality, firstViolation } from '../fixtures/switches.js';

const SEED = 20_140_619;
const HARD_SCENARIOS_MAX = 40;
const SYSTEMS = [abd, primaryBackup, raft, raftMembership, raftSnapshots, raftLeases];

function scenariosOf(
  system: System,
  bugs: readonly string[],
  count: number,
  seed: number = SEED,
): Scenario[] {
  const { name, profile } = system;
  const source = workloads.find((workload) => workload.name === system.workloads[0])!;
  const arbitrary = scenarioArbitrary({ system: { name, bugs }, source, profile });
  return fc.sample(arbitrary, { seed, numRuns: count });
}

describe.each([
  [abd, 'no-write-back', 80],
  [abd, 'sloppy-quorum', 10],
  [primaryBackup, 'async-replication', 60],
  [primaryBackup, 'split-brain', 20],
  [raft, 'majority-off-by-one', 10],
  [raft, 'duplicate-votes-counted', 90],
  [raft, 'stale-term-votes', 130],
  [raft, 'old-append-truncates', 200],
  [raft, 'term-not-persisted', 80],
  [raft, 'stale-leader-read', 90],
  [raft, 'no-dedup', 30],
  [raft, 'ack-before-fsync', 200],
  [raftMembership, 'overlapping-changes', 150],
  [raftSnapshots, 'fsync-error-ignored', 160],
] as const)('$name', (system, bug, scenariosMax) => {
  test(`${bug} is found within ${scenariosMax} scenarios`, { timeout: 60_000 }, () => {
    const found = firstViolation(system, scenariosOf(system, [bug], scenariosMax));
    expect(found).toBeDefined();
  });
});

describe.each([
  [abd, 'timestamp-reuse', 55],
  [raft, 'vote-not-persisted', 11],
  [raft, 'commit-previous-term', 23],
  [raftMembership, 'change-before-noop', 81],
  [raftSnapshots, 'snapshot-drops-suffix', 13],
  [raftSnapshots, 'snapshot-without-sessions', 30],
  [raftLeases, 'clock-lease-read', 2],
] as const)('$name', (system, bug, seed) => {
  test(`${bug}, which is hard, is found early from seed ${seed}`, { timeout: 60_000 }, () => {
    const found = firstViolation(system, scenariosOf(system, [bug], HARD_SCENARIOS_MAX, seed));
    expect(found).toBeDefined();
  });
});

describe.each([
  [abd, 300],
  [primaryBackup, 1_000],
  [raft, 1_500],
  [raftMembership, 300],
  [raftSnapshots, 300],
  [raftLeases, 150],
] as const)('$name', (system, count) => {
  test(`without a bug ${count} scenarios are legal`, { timeout: 60_000 }, () => {
    expect(firstViolation(system, scenariosOf(system, [], count))).toBeUndefined();
  });

  test('its scenarios are no formality', () => {
    const runs = scenariosOf(system, [], 100).map((scenario) => simulate(scenario, system));
    expectNoFormality(runs);
  });
});

test('the same scenario gives the same run', () => {
  for (const system of SYSTEMS) {
    for (const scenario of scenariosOf(system, [], 20)) {
      expect(simulate(scenario, system).trace.hash).toBe(simulate(scenario, system).trace.hash);
    }
  }
});
