/**
 * Every fault on nodes on every bundled system: the same scenario gives the same run, whatever the
 * faults do, and no fault breaks the simulator itself.
 */

import { describe, expect, test } from 'vitest';
import type { FaultKind } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import { systems } from '../../src/systems/index.js';
import { FAULTS_ON_NODES } from '../scenario/faults-on-nodes.js';
import { drawnScenarios } from './drawn-scenarios.js';

const KINDS = [...new Set(FAULTS_ON_NODES.map(([{ kind }]) => kind))];

const synchronous = systems.filter(({ asynchronous }) => asynchronous !== true);

describe.each(synchronous.map((system) => [system.name, system] as const))(
  '%s',
  (_name, system) => {
    const profile = {
      ...system.profile,
      faults: { min: 3, max: 6 },
      faultWeights: Object.fromEntries(KINDS.map((kind): [FaultKind, number] => [kind, 1])),
      crashDisks: ['synced', 'all', 'none', 'torn'] as const,
      newIdPpm: 500_000,
    };

    test('is deterministic under them', () => {
      const acted = new Set<string>();
      for (const scenario of drawnScenarios(system, 12, { seed: 3, profile })) {
        const [first, again] = [simulate(scenario, system), simulate(scenario, system)];
        expect(again.trace.hash).toBe(first.trace.hash);
        expect(again.events).toEqual(first.events);
        for (const { kind, effects } of first.faults) if (effects > 0) acted.add(kind);
      }
      expect(acted.size).toBeGreaterThan(5);
    });
  },
);
