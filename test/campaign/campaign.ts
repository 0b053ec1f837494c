/**
 * The comparisons of `npm test` at full length: every monitor and the search with each reduction on
 * and off against oracles that try every order, monitors against the search on longer histories,
 * and all certificates through the verifier. Prints a line for each comparison.
 *
 *   npm run campaign [-- MODEL...]
 *
 * SKERRY_CAMPAIGN_SHARE: how much of the full length, default 1. SKERRY_CAMPAIGN_SEED: an integer,
 * default 1.
 */

import { describe, expect, test } from 'vitest';
import { comparisonsOf, type CampaignTally, type Comparison } from './comparisons.js';

const SHARE = Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);

const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);

/** Comparisons of fewer histories say little of shares. */
const HISTORIES_MIN = 2000;

/** Runs and prints the comparisons of the model called `name`. */
export function campaign(name: string): void {
  const comparisons = comparisonsOf(name).map((each, at) => [each.title, each, at] as const);
  describe.each([name])('%s', () => {
    test.each(comparisons)('%s', (_, comparison, at) => {
      const count = Math.ceil(comparison.histories * SHARE);
      // Far apart, so that no comparison repeats one of the next seed.
      const seed = Math.imul(SEED, 0x9e3779b1) + at;
      const tally = measured(name, comparison, count, seed);
      expectShares(comparison, tally, count);
    });
  });
}

function measured(
  name: string,
  comparison: Comparison,
  count: number,
  seed: number,
): CampaignTally {
  const start = performance.now();
  const print = (found: string): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`${name}, ${comparison.title}: ${found}, ${seconds} s`);
  };
  try {
    const tally = comparison.compare(count, seed);
    print(described(tally, count));
    return tally;
  } catch (error) {
    print('A DISAGREEMENT');
    throw error;
  }
}

function described(tally: CampaignTally, count: number): string {
  const { legal, illegal, declined, unknown } = tally;
  const figure = (number: number): string => number.toLocaleString('en-US');
  const percent = (number: number): string =>
    `${((100 * number) / Math.max(1, count - unknown)).toFixed(1)} %`;
  return [
    `${figure(count)} histories`,
    `${percent(legal)} legal`,
    `${percent(illegal)} illegal`,
    `${figure(declined)} declined`,
    `${figure(unknown)} unknown`,
    '0 disagreements',
  ].join(', ');
}

function expectShares(comparison: Comparison, tally: CampaignTally, count: number): void {
  if (count < HISTORIES_MIN) return;
  const compared = count - tally.unknown;
  expect(tally.legal).toBeGreaterThan(comparison.shareMin * compared);
  expect(tally.illegal).toBeGreaterThan(comparison.shareMin * compared);
  expect(tally.undue).toBeLessThanOrEqual(comparison.undueShareMax * count);
  expect(tally.unknown).toBeLessThanOrEqual(comparison.unknownShareMax * count);
}
