/**
 * The switches of the transactional store: each is found with list-append from a fixed seed, each
 * weaker level shows itself in the workloads that are made for it, and without a switch every
 * workload is as it should be.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../../src/generate/scenarios.js';
import { fingerprintOf, judgeRun } from '../../../src/run/judge.js';
import type { Scenario } from '../../../src/scenario/scenario.js';
import { simulate } from '../../../src/simulator/simulate.js';
import { transactionalStore as system } from '../../../src/systems/index.js';
import { workloads } from '../../../workloads/index.js';
import type { Workload } from '../../../workloads/index.js';

const SEED = 20_170_619;

function workloadNamed(name: string): Workload {
  return workloads.find((workload) => workload.name === name)!;
}

function scenariosOf(workload: string, bugs: readonly string[], count: number): Scenario[] {
  const { name, profile } = system;
  const source = workloadNamed(workload);
  const arbitrary = scenarioArbitrary({ system: { name, bugs }, source, profile });
  return fc.sample(arbitrary, { seed: SEED, numRuns: count });
}

/** What is wrong in the first scenario in which something is. */
function firstViolation(workload: string, scenarios: readonly Scenario[]): string | undefined {
  for (const scenario of scenarios) {
    const found = fingerprintOf(judgeRun(simulate(scenario, system), workloadNamed(workload)));
    if (found !== undefined) return found.anomaly;
  }
  return undefined;
}

test.each(system.bugs)('$name is found within 60 scenarios', ({ name }) => {
  const [workload] = system.workloads;
  expect(firstViolation(workload!, scenariosOf(workload!, [name], 60))).toBeDefined();
});

describe('weak levels break workloads in their classical way', () => {
  test.each([
    ['only-read-committed', 'counter', 'non-linearizable'],
    ['only-monotonic-atomic-view', 'bank', 'wrong-total'],
    ['only-parallel-snapshot-isolation', 'long-fork', 'long-fork'],
    ['only-prefix', 'lock', 'non-linearizable'],
    ['only-prefix', 'unique-ids', 'duplicate-id'],
    ['only-causal-cerone', 'causal', 'non-convergent'],
    ['only-serializable', 'register', 'non-linearizable'],
    ['only-strong-session-serializable', 'set', 'stale-read'],
    ['only-read-committed', 'queue', 'non-linearizable'],
    ['only-read-committed', 'log', 'inconsistent-offsets'],
  ])('%s, %s: %s', (bug, workload, anomaly) => {
    expect(firstViolation(workload, scenariosOf(workload, [bug], 60))).toBe(anomaly);
  });

  test.each([
    ['only-strong-session-causal', 'causal'],
    ['only-strong-session-serializable', 'causal'],
    ['only-snapshot-isolation', 'bank'],
    ['only-prefix', 'long-fork'],
    ['only-serializable', 'lock'],
    ['only-cursor-stability', 'unique-ids'],
  ])('%s is enough for %s', (bug, workload) => {
    expect(firstViolation(workload, scenariosOf(workload, [bug], 60))).toBeUndefined();
  });
});

test.each(system.workloads)('without a switch %s is as it should be', (workload) => {
  const runs = scenariosOf(workload, [], 60).map((scenario) => simulate(scenario, system));
  const verdicts = runs.flatMap((run) => judgeRun(run, workloadNamed(workload)));
  expect(verdicts.filter(({ kind }) => kind === 'illegal')).toEqual([]);
  const decided = verdicts.filter(({ kind }) => kind === 'legal').length;
  expect(decided).toBeGreaterThan(0.8 * verdicts.length);
  const operations = runs.flatMap((run) => run.operations);
  const ok = operations.filter(({ outcome }) => outcome === 'ok').length;
  expect(ok).toBeGreaterThan((workload === 'lock' ? 0.15 : 0.6) * operations.length);
});
