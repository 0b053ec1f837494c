/**
 * One axiom on small histories, against all orders of commits and of snapshots.
 */

import { expect, test } from 'vitest';
import {
  compareWithBruteForce,
  ORDERS,
  type StrongAxiom,
  type StrongTally,
} from './brute-force-comparison.js';

/** How many histories of each kind. */
const HISTORIES = { 'rw-register': 2000, 'list-append': 1000 } as const;

const SHARE_MIN = 0.2;

/** A test for each order of commits. */
export function testAgainstBruteForce(axiom: StrongAxiom, seed: number): void {
  test.each(ORDERS)('order %s', (order) => {
    for (const kind of ['rw-register', 'list-append'] as const) {
      const shape = { kind, transactionsMax: 5 };
      const level = { axiom, order };
      const count = HISTORIES[kind];
      expectShares(compareWithBruteForce(level, shape, count, seed), count);
    }
  });
}

/** Enough of both answers, and small parts. */
export function expectShares(tally: StrongTally, count: number): void {
  const { holds, violated, cycles, involved } = tally;
  expect(holds + violated).toBe(count);
  expect(holds / count).toBeGreaterThan(SHARE_MIN);
  expect(violated / count).toBeGreaterThan(SHARE_MIN);
  expect(cycles / violated).toBeGreaterThan(SHARE_MIN);
  expect(cycles).toBeLessThanOrEqual(violated);
  expect(involved / violated).toBeLessThan(4);
}
