/**
 * `npm run campaign -- neighbours`: the table of neighbouring models with ten times the seeds, and
 * how often each pair is told apart.
 */

import { expect, test } from 'vitest';
import { alarmOf, neighbours, separate } from '../checkers/transactions/levels/neighbours.js';

const SHARE = Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);

const SEEDS = Math.ceil(2000 * SHARE);

test('runs of the stronger levels keep their models', () => {
  for (const { stronger, kind } of neighbours) {
    expect(alarmOf(stronger, kind, SEEDS), `${stronger}, ${kind}`).toBeUndefined();
  }
});

test('runs of the weaker levels break the stronger models', () => {
  for (const pair of neighbours) {
    const found = separate(pair, SEEDS);
    console.log(`${pair.kind}: ${pair.weaker} < ${pair.stronger} by seed ${found?.seed}`);
    expect(found).toBeDefined();
  }
});
