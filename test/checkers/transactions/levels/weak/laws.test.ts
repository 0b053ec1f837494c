/**
 * Longer histories, and the laws of the lattice.
 */

import { expect, test } from 'vitest';
import { compareOnStores } from './store-comparison.js';

test('levels imply the weaker ones, and agree with their definitions', () => {
  const { tallies, cycles, shortest } = compareOnStores(150, 1);
  expect(tallies.leastShare('holds')).toBeGreaterThan(0.3);
  expect(tallies.leastShare('violated')).toBeGreaterThan(0.05);
  expect(shortest).toBeGreaterThan(0.9 * cycles);
});
