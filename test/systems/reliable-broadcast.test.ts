/**
 * Reliable broadcast: its switch, its correct twin, and how much silence it bears.
 */

import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import { reliableBroadcast } from '../../src/systems/reliable-broadcast.js';
import { testSwitches } from '../fixtures/switches.js';
import { calmScenario } from './calm-scenario.js';

testSwitches({
  system: reliableBroadcast,
  budgets: { 'no-echo': 40 },
  twins: 500,
});

/** Who delivered, after one broadcast of which so many servers were cut off all the time. */
function deliverers(cutOff: readonly string[]): string[] {
  const faults = cutOff.map((node, at): Fault => {
    const groups = [[node], ['n0', 'n1', 'n2', 'n3'].filter((other) => other !== node)];
    return { id: `f${at}`, kind: 'partition', shape: 'isolate', groups, atUs: 0, forUs: 900_000 };
  });
  const run = simulate(
    calmScenario({
      system: 'reliable-broadcast',
      servers: 4,
      asked: [['c0', 1, 'broadcast', 'hello']],
      faults,
      healAtMs: 900,
    }),
    reliableBroadcast,
  );
  const decided = run.trace.notes.filter(({ label }) => label === 'decided');
  for (const { data } of decided) expect(data['value']).toBe('"hello"');
  return decided.map(({ node }) => node).sort();
}

describe('what one server was asked to broadcast', () => {
  test('all deliver', () => expect(deliverers([])).toEqual(['n0', 'n1', 'n2', 'n3']));

  test('three deliver when one hears nothing', () => {
    expect(deliverers(['n3'])).toEqual(['n0', 'n1', 'n2']);
  });

  test('nobody delivers when two hear nothing', () => {
    expect(deliverers(['n2', 'n3'])).toEqual([]);
  });
});
