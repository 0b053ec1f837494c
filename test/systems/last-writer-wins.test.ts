/**
 * Last writer wins: its switches, its correct twin, and the hybrid clock.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulate } from '../../src/simulator/simulate.js';
import {
  HybridClock,
  isLater,
  type Timestamp,
} from '../../src/systems/last-writer-wins/hybrid-clock.js';
import { lastWriterWins } from '../../src/systems/last-writer-wins/last-writer-wins.js';
import { testSwitches } from '../fixtures/switches.js';
import { answersOf, calmScenario } from './calm-scenario.js';

testSwitches({
  system: lastWriterWins,
  budgets: { 'wall-clocks': 25, 'dependencies-unchecked': 60, 'session-lost': 8 },
  twins: 500,
});

const timestamp: fc.Arbitrary<Timestamp> = fc.record({
  wallUs: fc.nat(3),
  count: fc.nat(2),
  server: fc.constantFrom('n0', 'n1', 'n2'),
});

const RUNS = { seed: 4, numRuns: 500 };

describe('a hybrid clock (Kulkarni et al., figure 5)', () => {
  test('timestamps are totally ordered', () => {
    fc.assert(
      fc.property(timestamp, timestamp, timestamp, (left, right, third) => {
        const isSame = JSON.stringify(left) === JSON.stringify(right);
        expect(Number(isLater(left, right)) + Number(isLater(right, left))).toBe(isSame ? 0 : 1);
        if (isLater(left, right) && isLater(right, third)) {
          expect(isLater(left, third)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('never gives a timestamp that is not later than all it gave or saw', () => {
    const step = fc.oneof(
      fc.record({ wallUs: fc.nat(5) }),
      fc.record({ seen: timestamp }),
      fc.record({ wallUs: fc.nat(5), seen: timestamp }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const clock = new HybridClock('n1');
        const known: Timestamp[] = [];
        for (const one of steps) {
          if ('seen' in one) {
            clock.see(one.seen);
            known.push(one.seen);
          }
          if (!('wallUs' in one)) continue;
          const next = clock.next(one.wallUs);
          expect(next.server).toBe('n1');
          expect(next.wallUs).toBeGreaterThanOrEqual(one.wallUs);
          expect(known.every((earlier) => isLater(next, earlier))).toBe(true);
          known.push(next);
        }
      }),
      RUNS,
    );
  });

  test('is the wall clock, as long as that goes forward and nobody is ahead', () => {
    const clock = new HybridClock('n0');
    for (const wallUs of [5, 6, 9]) {
      expect(clock.next(wallUs)).toEqual({ wallUs, count: 0, server: 'n0' });
    }
    expect(clock.next(9)).toEqual({ wallUs: 9, count: 1, server: 'n0' });
    expect(clock.next(2)).toEqual({ wallUs: 9, count: 2, server: 'n0' });
    clock.see({ wallUs: 20, count: 4, server: 'n2' });
    expect(clock.next(10)).toEqual({ wallUs: 20, count: 5, server: 'n0' });
  });
});

test('the later of two writers wins, though the clock of the first is an hour ahead', () => {
  const asked = [
    ['c0', 0, 'write', 'old'],
    ['c1', 150, 'write', 'new'],
    ['c0', 300, 'read'],
    ['c1', 310, 'read'],
  ] as const;
  const faults = [
    { id: 'f1', kind: 'clock-offset', node: 'n0', atUs: 0, forUs: 900_000, byUs: 3_600_000_000 },
  ] as const;
  const answers = (bugs: readonly string[]): unknown[] =>
    answersOf(
      simulate(calmScenario({ system: 'last-writer-wins', bugs, asked, faults }), lastWriterWins),
    );
  expect(answers([])).toEqual(['old', 'new', 'new', 'new']);
  expect(answers(['wall-clocks'])).toEqual(['old', 'new', 'old', 'old']);
});
