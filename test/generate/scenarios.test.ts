/**
 * Drawn scenarios: valid, repeatable, within their profile, and half of them from a swarm.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import type { ScenarioSettings } from '../../src/generate/scenarios.js';
import type { Profile, Range } from '../../src/scenario/profile.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { systems } from '../../src/systems/index.js';
import { drawnScenarios } from '../simulator/drawn-scenarios.js';
import { PROFILE, touches } from './sources.js';

function draw(count: number, seed: number, settings: Partial<ScenarioSettings> = {}): Scenario[] {
  const arbitrary = scenarioArbitrary({
    system: { name: 'some', bugs: ['off-by-one'] },
    source: touches,
    profile: PROFILE,
    ...settings,
  });
  return fc.sample(arbitrary, { seed, numRuns: count });
}

const drawn = draw(400, 1);

test.each(systems)('every scenario for $name passes the schema', (system) => {
  for (const scenario of drawnScenarios(system, 200)) {
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
  }
});

test('every scenario of an invented profile passes it, and survives JSON', () => {
  for (const scenario of drawn) {
    expect(scenarioSchema.parse(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
  }
});

test('the same seed draws the same scenarios, another seed others', () => {
  expect(draw(50, 1)).toEqual(drawn.slice(0, 50));
  expect(draw(50, 2)).not.toEqual(drawn.slice(0, 50));
  expect(new Set(drawn.map((scenario) => JSON.stringify(scenario))).size).toBe(drawn.length);
});

test('they name system, bugs and workload, and have no deviations', () => {
  for (const { system, workload, deviations } of drawn) {
    expect(system).toEqual({ name: 'some', bugs: ['off-by-one'] });
    expect(workload).toBe('touches');
    expect(deviations).toEqual([]);
  }
});

/**
 * Checks that a number is in range, and that the extremes of all drawn ones come near both ends.
 */
function expectSpread(numbers: readonly number[], { min, max }: Range, slack: number): void {
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(min);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(max);
  expect(Math.min(...numbers)).toBeLessThanOrEqual(min + slack);
  expect(Math.max(...numbers)).toBeGreaterThanOrEqual(max - slack);
}

describe('the profile is respected', () => {
  const loads = ({ program }: Scenario) => program.filter(({ phase }) => phase === undefined);
  const finals = ({ program }: Scenario) => program.filter(({ phase }) => phase === 'final');

  test('in topology and network', () => {
    const { servers, latencies, timeoutUs, disk } = PROFILE;
    expect(new Set(drawn.map(({ topology }) => topology.servers))).toEqual(new Set(servers));
    expect(new Set(drawn.map(({ network }) => network.latency))).toEqual(new Set(latencies));
    for (const scenario of drawn) expect(scenario).toMatchObject({ timeoutUs, disk });
  });

  test('in loss and duplication, which swarms may switch off', () => {
    for (const [field, range] of [
      ['lossPpm', PROFILE.lossPpm],
      ['duplicationPpm', PROFILE.duplicationPpm],
    ] as const) {
      const shares = drawn.map(({ network }) => network[field]);
      const off = shares.filter((ppm) => ppm === 0).length;
      expect(off).toBeGreaterThan(drawn.length / 8);
      expect(off).toBeLessThan((drawn.length * 3) / 8);
      expectSpread(
        shares.filter((ppm) => ppm > 0),
        range,
        1_000,
      );
    }
  });

  test('in the number of operations, clients and keys', () => {
    expectSpread(
      drawn.map((scenario) => loads(scenario).length),
      PROFILE.operations,
      2,
    );
    expectSpread(
      drawn.map(({ topology }) => topology.clients),
      { min: 1, max: 6 },
      1,
    );
    const keys = drawn.map(({ program }) => new Set(program.map(({ key }) => key)).size);
    expectSpread(keys, PROFILE.keys, 0);
  });

  test('in times: the load begins before its end, and the heal leaves time for the last', () => {
    const ends = drawn.map(({ healAtUs }) => healAtUs - PROFILE.timeoutUs);
    expectSpread(ends, PROFILE.loadUs, 10_000);
    drawn.forEach((scenario, at) => {
      const begins = [...loads(scenario), ...scenario.faults].map(({ atUs }) => atUs);
      expect(Math.max(...begins)).toBeLessThan(ends[at] as number);
    });
  });

  test('in the number of faults and how long they last', () => {
    expectSpread(
      drawn.map(({ faults }) => faults.length),
      PROFILE.faults,
      0,
    );
    const lasting = drawn.flatMap(({ faults }) => faults.map(({ forUs }) => forUs));
    expectSpread(lasting, PROFILE.faultUs, 2_000);
  });

  test('ids are unique, and serials are ids', () => {
    for (const scenario of drawn) {
      const ids = scenario.program.map(({ id }) => id);
      expect(ids).toEqual(ids.map((_, at) => at + 1));
      for (const { id, value } of loads(scenario)) expect(value).toBe(id);
      const faults = scenario.faults.map(({ id }) => id);
      expect(faults).toEqual(faults.map((_, at) => `f${at + 1}`));
    }
  });

  test('each key has its final operations, at the heal', () => {
    for (const scenario of drawn) {
      const keys = new Set(scenario.program.map(({ key }) => key));
      expect(finals(scenario).map(({ f, key }) => [f, key])).toEqual(
        ['x', 'y', 'z', 'k3', 'k4'].slice(0, keys.size).flatMap((key) => [
          ['look', key],
          ['look again', key],
        ]),
      );
      for (const { atUs } of finals(scenario)) expect(atUs).toBe(scenario.healAtUs);
    }
  });
});

describe('swarms', () => {
  const kinds = (scenarios: readonly Scenario[]): number[] =>
    scenarios.map(({ faults }) => new Set(faults.map(({ kind }) => kind)).size);
  const many: Profile = { ...PROFILE, faults: { min: 100, max: 100 } };
  /** A hundred faults show nearly all kinds that a profile has. */
  const swarmed = (scenarios: readonly Scenario[]): number =>
    kinds(scenarios).filter((count) => count < 10).length;

  test('are half of the scenarios unless told otherwise', () => {
    const share = swarmed(draw(400, 3, { profile: many })) / 400;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.6);
  });

  test('can be all or none', () => {
    expect(swarmed(draw(100, 3, { profile: many, swarmPpm: 0 }))).toBe(0);
    expect(swarmed(draw(100, 3, { profile: many, swarmPpm: 1_000_000 }))).toBeGreaterThan(80);
  });
});

test('a profile without operations still gives a valid scenario', () => {
  const profile = { ...PROFILE, operations: { min: 0, max: 0 } };
  const source = { ...touches, finals: () => [] };
  for (const scenario of draw(100, 1, { profile, source })) {
    expect(scenario.program).toEqual([]);
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
  }
});

describe('shrinking', () => {
  /** Removes one operation at a time, and goes on where the last success was. */
  const calls: unknown[] = [];
  const shrink: ScenarioSettings['shrink'] = function* (scenario, cursor) {
    calls.push(cursor);
    const { program } = scenario;
    for (let at = (cursor as number | undefined) ?? 0; at < program.length; at++) {
      yield [{ ...scenario, program: program.toSpliced(at, 1) }, at];
    }
  };
  const arbitrary = scenarioArbitrary({
    system: { name: 'some', bugs: [] },
    source: touches,
    profile: PROFILE,
    shrink,
  });
  const hasBoth = ({ program }: Scenario): boolean =>
    [1, 5].every((id) => program.some((operation) => operation.id === id));

  test('fc.assert ends in the smallest scenario, and each step resumes at the cursor', () => {
    calls.length = 0;
    const failed = fc.check(
      fc.property(arbitrary, (scenario) => !hasBoth(scenario)),
      { seed: 1, numRuns: 10 },
    );
    const [smallest] = failed.counterexample ?? [];
    expect(smallest?.program.map(({ id }) => id)).toEqual([1, 5]);
    expect(calls[0]).toBeUndefined();
    const resumed = calls.slice(1);
    expect(resumed.every((cursor) => Number.isInteger(cursor))).toBe(true);
    expect(resumed.at(-1)).toBeGreaterThan(0);
    expect(resumed).toEqual(resumed.toSorted((a, b) => Number(a) - Number(b)));
    expect(failed.numShrinks).toBe(calls.length - 1);
  });

  test('a failure can be replayed by its path', () => {
    const property = fc.property(arbitrary, (scenario) => !hasBoth(scenario));
    const failed = fc.check(property, { seed: 1, numRuns: 10 });
    const path = failed.counterexamplePath ?? '';
    const again = fc.check(property, { seed: 1, path, endOnFailure: true });
    expect(again.counterexample).toEqual(failed.counterexample);
  });

  test('scenarios brought from outside shrink as well', () => {
    const [example] = draw(1, 9);
    const failed = fc.check(
      fc.property(arbitrary, (scenario) => !hasBoth(scenario)),
      { numRuns: 1, examples: [[example as Scenario]] },
    );
    expect(failed.counterexample?.[0]?.program).toHaveLength(2);
  });

  test('without a shrink function nothing smaller is tried', () => {
    const plain = scenarioArbitrary({
      system: { name: 'some', bugs: [] },
      source: touches,
      profile: PROFILE,
    });
    const failed = fc.check(
      fc.property(plain, () => false),
      { seed: 1 },
    );
    expect(failed.numShrinks).toBe(0);
    expect(failed.numRuns).toBe(1);
  });
});
