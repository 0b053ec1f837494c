/**
 * Every bundled system under faults that attack messages, links and trust, which none of them
 * claims to survive: whatever comes of it, the same scenario gives the same run, and every kind
 * makes a difference somewhere.
 */

import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.js';
import { scenarioSchema } from '../../src/scenario/schema.js';
import { simulate } from '../../src/simulator/simulate.js';
import { systems } from '../../src/systems/index.js';
import type { Profile } from '../../src/scenario/profile.js';
import { drawnScenarios } from './drawn-scenarios.js';

const ATTACKS: Profile['faultWeights'] = {
  partition: 1,
  loss: 1,
  corruption: 1,
  hold: 1,
  latency: 1,
  geography: 1,
  bandwidth: 1,
  'message-limit': 1,
  tampering: 1,
  spoofing: 1,
  replay: 1,
  omission: 1,
  byzantine: 1,
};

/** Kinds that made a difference in some run of some system. */
const acted = new Set<string>();

describe.each(systems.filter(({ asynchronous }) => asynchronous !== true))('$name', (system) => {
  const profile: Profile = {
    ...system.profile,
    operations: { min: 10, max: 30 },
    faults: { min: 3, max: 8 },
    faultWeights: ATTACKS,
    partitionShapes: { ring: 1, custom: 1 },
    messageTypes: ['request', 'reply'],
  };

  test('gives the same run twice, and what is drawn is a valid scenario', () => {
    for (const scenario of drawnScenarios(system, 12, { seed: 6, profile })) {
      const text = JSON.stringify(scenario);
      expect(scenarioSchema.parse(JSON.parse(text))).toEqual(scenario);
      const first = simulate(scenario, system, { eventsMax: 200_000 });
      const second = simulate(JSON.parse(text) as Scenario, system, { eventsMax: 200_000 });
      expect(second.trace.hash).toBe(first.trace.hash);
      expect(second.faults).toEqual(first.faults);
      expect(JSON.stringify(scenario)).toBe(text);
      for (const { kind, effects } of first.faults) if (effects > 0) acted.add(kind);
    }
  });
});

test('every kind acts somewhere', () => {
  expect([...acted].sort()).toEqual(Object.keys(ATTACKS).sort());
});
