/**
 * The weak levels against every order of commits.
 */

import { expect, test } from 'vitest';
import { compareWithBruteForce } from './all-orders.js';

test('the engine agrees with all orders, and its evidence holds', () => {
  const tallies = compareWithBruteForce(3000, 1);
  expect(tallies.leastShare('holds')).toBeGreaterThan(0.4);
  expect(tallies.leastShare('violated')).toBeGreaterThan(0.05);
});
