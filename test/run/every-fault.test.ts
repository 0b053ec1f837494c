/**
 * What holds of every kind of fault in the catalogue: it is drawn when it is asked for, it changes
 * what the clients of some bundled system see, it is in the trace and the report, it becomes weaker
 * and absent, and every notion of the introductions is a fault or a measurement.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import { MEASUREMENTS } from '../../src/measure/catalogue.js';
import { describeFault } from '../../src/report/faults.js';
import { withFaults } from '../../src/run/user-system.js';
import { FAULT_CATALOGUE } from '../../src/scenario/fault-catalogue.js';
import type { FaultKind } from '../../src/scenario/fault.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { candidates } from '../../src/shrink/candidates.js';
import { simulate } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { systems } from '../../src/systems/index.js';
import { workloads } from '../../workloads/index.js';

const KINDS = Object.keys(FAULT_CATALOGUE) as FaultKind[];
const TRIES = 8;

function* drawn(kind: FaultKind): Generator<{ system: System; scenario: Scenario }> {
  for (const system of systems) {
    const source = workloads.find(({ name }) => name === system.workloads[0])!;
    const arbitrary = scenarioArbitrary({
      system: { name: system.name, bugs: [] },
      source,
      profile: withFaults(system.profile, [kind]),
    });
    for (const scenario of fc.sample(arbitrary, { seed: 7, numRuns: TRIES })) {
      if (scenario.faults.length > 0) yield { system, scenario };
    }
  }
}

/** All that clients saw, and when. */
function seen(scenario: Scenario, system: System): string {
  return JSON.stringify(simulate(scenario, system).events);
}

describe.each(KINDS)('%s', (kind) => {
  test('is drawn alone, and makes a difference to clients', () => {
    for (const { system, scenario } of drawn(kind)) {
      expect(new Set(scenario.faults.map((fault) => fault.kind))).toEqual(new Set([kind]));
      if (seen(scenario, system) !== seen({ ...scenario, faults: [] }, system)) return;
    }
    expect.unreachable(`${kind} changed nothing in any system`);
  });

  test('has a sentence, and stands in the trace under its name', () => {
    const { value } = drawn(kind).next() as { value: { system: System; scenario: Scenario } };
    const [fault] = value.scenario.faults;
    expect(describeFault(fault!)).toMatch(/ .* /);
    const { trace } = simulate(value.scenario, value.system);
    const records = Array.from({ length: trace.length }, (_, at) => trace.record(at));
    const told = records.filter(({ kind: what }) => what.startsWith('fault'));
    expect(told.some(({ name }) => name?.startsWith(fault!.id))).toBe(true);
  });

  test('becomes absent and weaker', () => {
    const { value } = drawn(kind).next() as { value: { scenario: Scenario } };
    const scenario = { ...value.scenario, faults: value.scenario.faults.slice(0, 1) };
    let absent = 0;
    let weaker = 0;
    for (const [candidate] of candidates(scenario, undefined)) {
      if (candidate.faults.length === 0) absent++;
      else if (JSON.stringify(candidate.faults) !== JSON.stringify(scenario.faults)) weaker++;
    }
    expect(absent).toBeGreaterThan(0);
    expect(weaker).toBeGreaterThan(0);
  });
});

test.each([
  'the network is reliable',
  'latency is zero',
  'bandwidth is infinite',
  'the network is secure',
  "the topology doesn't change",
  'there is one administrator',
  'transport cost is zero',
  'the network is homogeneous',
  'failures: fail-stop',
  'failures: crash and recovery',
  'failures: omission',
  'failures: Byzantine',
  'a client cannot find the server',
  'a server crashes in the middle of a request',
  'a request or a response is lost',
  'a client crashes',
  'no shared clock',
  'asynchrony',
  'partial failure',
  'concurrency',
  'recoverability',
  'availability in nines',
  'scalability',
  'predictable performance',
  'fault tolerance',
])('%s: is a fault or a measurement', (notion) => {
  const notions = [...Object.values(FAULT_CATALOGUE), ...MEASUREMENTS].map((info) => info.notion);
  expect(notions.some((one) => one.startsWith(notion))).toBe(true);
});
