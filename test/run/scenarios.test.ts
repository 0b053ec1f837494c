/**
 * Scenarios as an arbitrary for properties of one's own: what fails shrinks.
 */

import * as fc from 'fast-check';
import { abd, fingerprintOf, judgeRun, scenarios, simulate } from 'skerry';
import type { Scenario } from 'skerry';
import { registerWorkload as workload } from 'skerry/workloads';
import { expect, test } from 'vitest';

const legal = (scenario: Scenario): boolean =>
  fingerprintOf(judgeRun(simulate(scenario, abd), workload)) === undefined;

test('a property that holds, holds', () => {
  const all = scenarios({ system: abd, workload });
  fc.assert(fc.property(all, legal), { seed: 1, numRuns: 20 });
});

test('a property that fails ends in a small scenario', () => {
  const all = scenarios({ system: abd, workload, bugs: ['sloppy-quorum'] });
  const details = fc.check(fc.property(all, legal), { seed: 1, numRuns: 100 });
  const [smallest] = details.counterexample ?? [];
  expect(details.failed).toBe(true);
  expect(smallest?.program.length).toBeLessThanOrEqual(4);
  expect(smallest?.faults).toEqual([]);
  expect(smallest?.topology.servers).toBe(3);
});

test('a profile of one’s own is followed', () => {
  const profile = { ...abd.profile, servers: [5], operations: { min: 3, max: 3 } };
  for (const { topology, program } of fc.sample(
    scenarios({ system: abd, workload, profile }),
    20,
  )) {
    expect(topology.servers).toBe(5);
    expect(program.filter(({ phase }) => phase !== 'final')).toHaveLength(3);
  }
});
