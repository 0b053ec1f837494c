/**
 * `npm run campaign -- transaction-removal`: the steps of `skerry shrink` on transactions, over
 * 20,000 legal histories. SKERRY_CAMPAIGN_SEED: an integer, default 1.
 */

import { expect, test } from 'vitest';
import { compareStandings, takeRandomSteps } from '../shrink/history/transactions/removal-steps.js';

const LEGAL = 20_000;
const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

test('no removal makes a legal history of transactions illegal', () => {
  const { legal, illegal, shorter, broken } = takeRandomSteps(LEGAL, SEED + 1);
  console.log(`${legal} legal histories, ${illegal} illegal`, shorter);
  expect(broken).toEqual([]);
  expect(legal).toBe(LEGAL);
});

test('no removal makes the audit call violated what it said holds', () => {
  const { compared, broken } = compareStandings(LEGAL, SEED + 2);
  console.log(`${compared} standings compared`);
  expect(broken).toEqual([]);
});
