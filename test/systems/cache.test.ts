/**
 * The cache: its switches, its correct twin, and where keys are kept.
 */

import { expect, test } from 'vitest';
import type { Fault } from '../../src/scenario/fault.js';
import { simulate } from '../../src/simulator/simulate.js';
import { cache } from '../../src/systems/cache/cache.js';
import { cacheOf } from '../../src/systems/cache/client.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario, type Calm } from './calm-scenario.js';

testSwitches({
  system: cache,
  budgets: { 'no-lease': 10, 'delete-first': 10, 'delete-unacknowledged': 8, 'no-delete': 4 },
  twins: 500,
});

function answers(calm: Omit<Calm, 'system'>): unknown[] {
  return answersOf(simulate(calmScenario({ system: 'cache', ...calm }), cache));
}

test('keys are spread over the caches, and never put in the store', () => {
  const servers = ['n0', 'n1', 'n2', 'n3'];
  const places = Array.from({ length: 30 }, (_, key) => cacheOf(`k${key}`, servers));
  expect([...new Set(places)].sort()).toEqual(['n1', 'n2', 'n3']);
  expect(cacheOf('any', ['n0', 'n1'])).toBe('n1');
});

test('a copy is read until somebody writes, without the store', () => {
  const asked = [
    ['c0', 0, 'write', 'a'],
    ['c1', 50, 'read'],
    ['c1', 150, 'read'],
    ['c0', 400, 'write', 'b'],
    ['c1', 500, 'read'],
  ] as const;
  const crash = { id: 'f1', kind: 'crash', node: 'n0', atUs: 100_000, forUs: 200_000 } as const;
  expect(answers({ asked, faults: [crash] })).toEqual(['a', 'a', 'a', 'b', 'b']);
  expect(answers({ asked, bugs: ['no-delete'] })).toEqual(['a', 'a', 'a', 'b', 'a']);
});

test('a cache that crashed is filled again from the store', () => {
  const asked = [
    ['c0', 0, 'write', 'a'],
    ['c1', 50, 'read'],
    ['c1', 150, 'read'],
  ] as const;
  const crash = { id: 'f1', kind: 'crash', node: 'n1', atUs: 100_000, forUs: 20_000 } as const;
  expect(answers({ servers: 2, asked, faults: [crash] })).toEqual(['a', 'a', 'a']);
});

test('who holds a lease for too long has lost it', () => {
  // c0 is cut off from the store with the lease in its hands; c1 waits, then fills the gap itself.
  const asked = [
    ['c0', 10, 'read'],
    ['c1', 20, 'read'],
  ] as const;
  const cut: Fault = {
    id: 'f1',
    kind: 'partition',
    atUs: 0,
    forUs: 150_000,
    shape: 'custom',
    groups: [
      ['n0', 'n1', 'c1'],
      ['n1', 'c0'],
    ],
  };
  const scenario = calmScenario({ system: 'cache', servers: 2, asked, faults: [cut] });
  const run = simulate(scenario, cache);
  expect(answersOf(run)).toEqual([null, null]);
  expect(run.marks.get('read waited for a lease')).toBeGreaterThan(0);
  const [first, second] = run.operations;
  expect(first!.endUs).toBeGreaterThan(second!.endUs);
});
