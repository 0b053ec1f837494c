/**
 * End to end: real violations of real systems, shrunk to about the size of the least counterexample
 * that is known.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import { fingerprintOf, judgeRun, shows } from '../../src/run/judge.js';
import { shrinkOracle } from '../../src/run/shrink-oracle.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { minimize } from '../../src/shrink/minimize.js';
import type { Shrunk } from '../../src/shrink/minimize.js';
import { oneLess } from '../../src/shrink/sweep.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { primaryBackup } from '../../src/systems/primary-backup/primary-backup.js';
import { workloads } from '../../workloads/index.js';

interface Setting {
  readonly system: System;
  readonly bug: string;
  readonly count: number;
  readonly profile?: Partial<System['profile']>;
}

/** Shrinks the first violations of a system with a bug. */
async function shrinkFirst({
  system,
  bug,
  count,
  profile,
}: Setting): Promise<{ found: Scenario; shrunk: Shrunk }[]> {
  const workload = workloads.find(({ name }) => name === system.workloads[0])!;
  const scenarios = scenarioArbitrary({
    system: { name: system.name, bugs: [bug] },
    source: workload,
    profile: { ...system.profile, ...profile },
    swarmPpm: 0,
  });
  const results: { found: Scenario; shrunk: Shrunk }[] = [];
  for (let seed = 1; results.length < count && seed < 3000; seed++) {
    const [found] = fc.sample(scenarios, { seed, numRuns: 1 }) as [Scenario];
    const fingerprint = fingerprintOf(judgeRun(simulate(found, system), workload));
    if (fingerprint === undefined) continue;
    const oracle = shrinkOracle(system, workload, fingerprint);
    const shrunk = await minimize(found, oracle);
    expect(shows(simulate(shrunk.scenario, system), workload, fingerprint)).toBe(true);
    if (shrunk.minimality === '1-minimal') {
      for (const less of oneLess(shrunk.scenario)) {
        expect(await oracle.reproduces(less)).toBe(false);
      }
    }
    results.push({ found, shrunk });
  }
  return results;
}

const middle = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor((numbers.length - 1) / 2)] as number;

const exactly = (count: number): { min: number; max: number } => ({ min: count, max: count });

describe('reads without write-back', async () => {
  const results = await shrinkFirst({
    system: abd,
    bug: 'no-write-back',
    count: 10,
    profile: { operations: exactly(100), faults: exactly(10), loadUs: exactly(1_000_000) },
  });

  test('shrink to a write, two reads and three late messages', () => {
    const sizes = results.map(({ shrunk: { scenario } }) => scenario);
    expect(sizes).toHaveLength(10);
    expect(middle(sizes.map(({ program }) => program.length))).toBe(3);
    expect(middle(sizes.map(({ faults }) => faults.length))).toBe(0);
    expect(middle(sizes.map(({ deviations }) => deviations.length))).toBe(3);
    for (const { program, faults, deviations } of sizes) {
      expect(program.length).toBeLessThanOrEqual(4);
      expect(2 * faults.length + deviations.length).toBeLessThanOrEqual(6);
    }
  });

  test('leave nothing to chance: one millisecond a message, and the seed does not matter', () => {
    for (const { shrunk } of results) {
      const { scenario } = shrunk;
      expect(scenario.network).toMatchObject({ lossPpm: 0, duplicationPpm: 0, reorderingPpm: 0 });
      expect(scenario.network.latency.kind).toBe('fixed');
      const { history } = simulate(scenario, abd);
      expect(simulate({ ...scenario, seed: 12_345 }, abd).history).toEqual(history);
    }
  });

  test('within the budget, proven 1-minimal', () => {
    for (const { shrunk } of results) {
      expect(shrunk.minimality).toBe('1-minimal');
      expect(shrunk.simulations).toBeLessThan(4000);
    }
  });
});

test('a quorum that is too small shrinks to a write and a read', async () => {
  for (const { shrunk } of await shrinkFirst({ system: abd, bug: 'sloppy-quorum', count: 4 })) {
    expect(shrunk.scenario.program).toHaveLength(2);
    expect(shrunk.scenario.faults).toEqual([]);
    expect(shrunk.scenario.deviations.length).toBeLessThanOrEqual(2);
  }
});

test('a fault that matters stays: two primaries need a partition', async () => {
  const found = await shrinkFirst({ system: primaryBackup, bug: 'split-brain', count: 5 });
  const sizes = found.map(({ shrunk: { scenario } }) => [
    scenario.program.length,
    2 * scenario.faults.length + scenario.deviations.length,
  ]);
  expect(middle(sizes.map(([operations]) => operations as number))).toBe(2);
  expect(middle(sizes.map(([, burden]) => burden as number))).toBeLessThanOrEqual(3);
});
