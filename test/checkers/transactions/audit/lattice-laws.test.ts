/**
 * Laws of the lattice on random histories of every kind; `npm run campaign -- lattice-laws` asks
 * the same of twenty times as many.
 */

import { expect, test } from 'vitest';
import { auditEvidence } from './evidence.js';
import { auditSpoiled, compareWithLattice } from './lattice-laws.js';

test('what satisfies a stronger model satisfies the weaker, and the audit says so', () => {
  const { held, violated, complaints } = compareWithLattice(400, 1);
  expect(complaints).toEqual([]);
  expect(Math.min(...held.values())).toBeGreaterThan(130);
  expect(Math.min(...violated.values())).toBeGreaterThan(10);
});

test('nothing is thrown, whatever is missing or written twice, under any option', () => {
  expect(auditSpoiled(400, 1)).toEqual([]);
});

test('the transactions of nearly every cycle show it alone', () => {
  const { tried, complaints } = auditEvidence(120, 1);
  const count = [...tried.values()].reduce((sum, one) => sum + one, 0);
  expect(count).toBeGreaterThan(100);
  expect(complaints.length).toBeLessThan(0.06 * count);
});
