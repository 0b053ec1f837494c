/**
 * `npm run campaign -- transaction-removal`: the steps of `skerry shrink` on transactions, over
 * 20,000 legal histories. SKERRY_CAMPAIGN_SEED: an integer, default 1.
 */

import { expect, test } from 'vitest';
import { takeRandomSteps } from '../shrink/history/transactions/removal-steps.js';

const LEGAL = 20_000;
const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

test('no removal makes a legal history of transactions illegal', () => {
  const { legal, illegal, shorter, broken } = takeRandomSteps(LEGAL, SEED + 1);
  console.log(`${legal} legal histories, ${illegal} illegal`, shorter);
  expect(broken).toEqual([]);
  expect(legal).toBe(LEGAL);
});
