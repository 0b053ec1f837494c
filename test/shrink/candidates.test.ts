/**
 * The candidates as fast-check sees them: a pure stream that goes on at its cursor.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../src/generate/scenarios.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { candidates, scenarioShrink } from '../../src/shrink/candidates.js';
import { compareCost } from '../../src/shrink/cost.js';
import { abd } from '../../src/systems/abd.js';
import { registerWorkload } from '../../workloads/register.js';
import { scenarioOf } from './scenarios.js';

const scenarios = scenarioArbitrary({
  system: { name: 'abd', bugs: [] },
  source: registerWorkload,
  profile: abd.profile,
  shrink: candidates,
});

describe('candidates for fast-check', () => {
  test('are all cheaper than what they come from, and pure', () => {
    const first = [...candidates(scenarioOf(), undefined)];
    expect(first.length).toBeGreaterThan(50);
    for (const [candidate] of first) expect(compareCost(candidate, scenarioOf())).toBeLessThan(0);
    expect([...candidates(scenarioOf(), undefined)]).toEqual(first);
  });

  test('go on at the cursor after a success', () => {
    const [start] = fc.sample(scenarios, { seed: 3, numRuns: 1 }) as [Scenario];
    let current = start;
    let cursor: unknown;
    let tests = 0;
    const fails = ({ program }: Scenario): boolean =>
      program.filter(({ f }) => f === 'write').length >= 2;
    for (let isDone = false; !isDone;) {
      isDone = true;
      for (const [candidate, next] of candidates(current, cursor)) {
        tests++;
        if (!fails(candidate)) continue;
        [current, cursor] = [candidate, next];
        isDone = false;
        break;
      }
    }
    expect(current.program).toHaveLength(2);
    expect(current.faults).toEqual([]);
    expect(tests).toBeLessThan(400);
  });

  test('shrink a property, and its seed and path lead to the same scenario', () => {
    const property = fc.property(scenarios, ({ program, faults }) => {
      return program.filter(({ f }) => f === 'read').length < 3 || faults.length === 0;
    });
    const details = fc.check(property, { seed: 11 });
    const [shrunk] = details.counterexample as [Scenario];
    expect([shrunk.program.length, shrunk.faults.length]).toEqual([3, 1]);
    const { seed, counterexamplePath } = details;
    const replayed = fc.check(property, {
      seed,
      path: counterexamplePath as string,
      endOnFailure: true,
    });
    expect(replayed.counterexample).toEqual([shrunk]);
  });

  test('simplify operations when told how', () => {
    const shrink = scenarioShrink({ simplify: (ask) => registerWorkload.simplify?.(ask) ?? [] });
    const isAllReads = ({ program }: Scenario): boolean =>
      program.length === 30 && program.every(({ f }) => f === 'read');
    let [current, cursor]: [Scenario, unknown] = [scenarioOf(), undefined];
    for (let steps = 0; steps < 15; steps++) {
      const before = current.program.filter(({ f }) => f === 'write').length;
      for (const [candidate, next] of shrink(current, cursor)) {
        const writes = candidate.program.filter(({ f }) => f === 'write').length;
        if (candidate.program.length !== 30 || writes !== before - 1) continue;
        [current, cursor] = [candidate, next];
        break;
      }
    }
    expect(isAllReads(current)).toBe(true);
  });
});
