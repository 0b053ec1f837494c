/**
 * `npm run campaign -- weak-levels`: the weak levels of transactions against every order of
 * commits, and on longer histories against their definitions as a graph. The environment is that of
 * campaign.ts.
 */

import { expect, test } from 'vitest';
import { compareWithBruteForce } from '../checkers/transactions/levels/weak/all-orders.js';
import { compareOnStores } from '../checkers/transactions/levels/weak/store-comparison.js';

const SHARE = Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);

const SEED = Math.imul(Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1), 0x9e3779b1);

test('all orders', () => {
  const tallies = compareWithBruteForce(Math.ceil(60_000 * SHARE), SEED);
  console.log(`all orders\n${tallies.toString()}`);
  expect(tallies.leastShare('violated')).toBeGreaterThan(0.03);
});

test('stores', () => {
  const { tallies, cycles, shortest } = compareOnStores(Math.ceil(5000 * SHARE), SEED);
  console.log(`stores\n${tallies.toString()}\n${cycles} cycles, ${shortest} as short as any`);
  expect(tallies.leastShare('violated')).toBeGreaterThan(0.03);
});
