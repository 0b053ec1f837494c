/**
 * The minimiser on oracles made by hand: what it leaves, what it spends, and what it claims.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.js';
import { compareCost } from '../../src/shrink/cost.js';
import { minimize } from '../../src/shrink/minimize.js';
import { oneLess } from '../../src/shrink/sweep.js';
import { hasFault, hasWrites, operation, oracleOf, scenarioOf } from './scenarios.js';

const needs7And13AndCrash = (scenario: Scenario): boolean =>
  hasWrites(7, 13)(scenario) && hasFault('crash', 'n2')(scenario);

describe('minimize', () => {
  test('leaves what the failure needs and proves it 1-minimal', async () => {
    const oracle = oracleOf(needs7And13AndCrash);
    const { scenario, simulations, minimality, log } = await minimize(scenarioOf(), oracle);
    expect(scenario.program.map(({ value, client, atUs }) => [value, client, atUs])).toEqual([
      [7, 'c0', 0],
      [13, 'c0', 0],
    ]);
    expect(scenario.faults).toEqual([
      { id: 'f1', kind: 'crash', node: 'n2', atUs: 0, forUs: 1000 },
    ]);
    expect(scenario.network.latency).toEqual({ kind: 'fixed', us: 1000 });
    expect(minimality).toBe('1-minimal');
    expect(simulations).toBeGreaterThanOrEqual(oracle.asked.length);
    expect(log.at(-1)?.size).toEqual({
      operations: 2,
      faults: 1,
      deviations: 0,
      servers: 3,
      clients: 1,
    });
  });

  test('is deterministic', async () => {
    const shrink = (): Promise<unknown> => minimize(scenarioOf(), oracleOf(needs7And13AndCrash));
    expect(await shrink()).toEqual(await shrink());
  });

  test('asks for a scenario that fails', async () => {
    await expect(
      minimize(
        scenarioOf(),
        oracleOf(() => false),
      ),
    ).rejects.toThrow('does not fail');
  });

  test('ends with next to nothing when everything fails', async () => {
    const { scenario, minimality } = await minimize(
      scenarioOf(),
      oracleOf(() => true),
    );
    expect([scenario.program, scenario.faults, scenario.deviations]).toEqual([[], [], []]);
    expect(minimality).toBe('1-minimal');
  });

  test('keeps the budget, and says that it ran out', async () => {
    for (const simulationsMax of [0, 1, 2, 5, 20]) {
      const oracle = oracleOf(needs7And13AndCrash);
      const shrunk = await minimize(scenarioOf(), oracle, { simulationsMax });
      expect(oracle.asked.length).toBeLessThanOrEqual(simulationsMax);
      expect(shrunk.simulations).toBeLessThanOrEqual(simulationsMax);
      expect(shrunk.minimality).toBe('budget');
      expect(compareCost(shrunk.scenario, scenarioOf())).toBeLessThanOrEqual(0);
    }
  });

  test('keeps enough of a small budget to prove what it has', async () => {
    const { scenario, minimality } = await minimize(scenarioOf(), oracleOf(needs7And13AndCrash), {
      simulationsMax: 120,
    });
    expect([scenario.program.length, scenario.faults.length]).toEqual([2, 1]);
    expect(minimality).toBe('1-minimal');
  });

  test('stops when told to', async () => {
    let left = 30;
    const oracle = oracleOf(needs7And13AndCrash);
    const { minimality, scenario } = await minimize(scenarioOf(), oracle, {
      shouldStop: () => --left < 0,
    });
    expect(minimality).toBe('budget');
    expect(needs7And13AndCrash(scenario)).toBe(true);
    expect(oracle.asked.length).toBeLessThanOrEqual(30);
  });

  test('claims nothing it did not prove: the claim matches what single removals do', async () => {
    // Any even number of operations fails; single removals never do.
    const even = (scenario: Scenario): boolean => scenario.program.length % 2 === 0;
    const { scenario, minimality } = await minimize(scenarioOf(), oracleOf(even));
    expect(minimality).toBe('1-minimal');
    expect([...oneLess(scenario)].some(even)).toBe(false);
  });

  test('stores the seed of the schedule that failed', async () => {
    // Fewer than 20 operations fail under every third seed only.
    const reproduces = (scenario: Scenario): boolean =>
      hasWrites(7)(scenario) && (scenario.program.length > 20 || scenario.seed % 3 === 1);
    const { scenario } = await minimize(scenarioOf(), oracleOf(reproduces), { effort: 'high' });
    expect(reproduces(scenario)).toBe(true);
    expect(scenario.program).toHaveLength(1);
  });

  test('reports every accepted step, each cheaper than the one before', async () => {
    const sizes: number[] = [];
    const { log } = await minimize(scenarioOf(), oracleOf(needs7And13AndCrash), {
      onProgress: ({ operations, faults }) => sizes.push(operations * 100 + faults),
    });
    expect(sizes).toEqual(log.map(({ size }) => size.operations * 100 + size.faults));
    expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
  });

  test('a thousand operations take few simulations', async () => {
    const program = Array.from({ length: 1000 }, (_, at) => operation(at + 1));
    const oracle = oracleOf(hasWrites(501, 77, 631));
    const { scenario, simulations } = await minimize(scenarioOf({ program }), oracle);
    expect(scenario.program).toHaveLength(3);
    expect(simulations).toBeLessThan(500);
  });
});

describe('whatever fails', () => {
  const needed = fc.record({
    writes: fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 4 }),
    faults: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
    clients: fc.integer({ min: 1, max: 3 }),
    budget: fc.constantFrom(40, 200, 4000),
  });

  test('the result fails, costs no more than the input, and its claim holds', async () => {
    await fc.assert(
      fc.asyncProperty(needed, async ({ writes, faults, clients, budget }) => {
        const reproduces = (scenario: Scenario): boolean =>
          hasWrites(...writes.map((number) => 2 * number + 1))(scenario) &&
          faults.every((node) => hasFault('crash', `n${node}`)(scenario)) &&
          (writes.length < clients ||
            new Set(scenario.program.map(({ client }) => client)).size >= clients);
        const start = scenarioOf();
        const { scenario, minimality } = await minimize(start, oracleOf(reproduces), {
          simulationsMax: budget,
        });
        expect(reproduces(scenario)).toBe(true);
        expect(compareCost(scenario, start)).toBeLessThanOrEqual(0);
        if (minimality === '1-minimal') expect([...oneLess(scenario)].some(reproduces)).toBe(false);
        if (budget === 4000) {
          expect(minimality).toBe('1-minimal');
          expect([scenario.program.length, scenario.faults.length]).toEqual([
            writes.length,
            faults.length,
          ]);
        }
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
