/**
 * Scenarios of every bundled system with its first workload, drawn as a campaign draws them.
 */

import * as fc from 'fast-check';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import { FAULT_CATALOGUE } from '../../src/scenario/fault-catalogue.js';
import type { Profile } from '../../src/scenario/profile.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import type { System } from '../../src/simulator/system.js';
import { workloads } from '../../workloads/index.js';
import type { Workload } from '../../workloads/workload.js';

/** The first workload that a system serves. */
function workloadOf(system: System): Workload {
  const workload = workloads.find(({ name }) => name === system.workloads[0]);
  if (workload === undefined) throw new Error(`there is no workload ${system.workloads[0]}`);
  return workload;
}

/** Every kind of fault, the clocks' too. */
export const ALL_FAULTS: Profile['faultWeights'] = Object.fromEntries(
  Object.keys(FAULT_CATALOGUE).map((kind) => [kind, 1]),
);

/** The first `count` scenarios of a seed. */
export function drawnScenarios(
  system: System,
  count: number,
  {
    seed = 1,
    profile = system.profile,
  }: { readonly seed?: number; readonly profile?: Profile } = {},
): Scenario[] {
  const arbitrary = scenarioArbitrary({
    system: { name: system.name, bugs: [] },
    source: workloadOf(system),
    profile,
  });
  return fc.sample(arbitrary, { seed, numRuns: count });
}
