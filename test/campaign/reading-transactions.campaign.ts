/**
 * The comparison of both ways of reading transactions, at full length: see
 * test/history/codecs/transactions. The environment is that of `campaign.ts`.
 */

import { describe, expect, test } from 'vitest';
import { compareDamaged, compareTexts } from '../history/codecs/transactions/comparisons.js';

const SHARE = Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1);
const SEED = Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1);
const TEXTS = Math.ceil(20_000 * SHARE);

describe.each([
  ['jsonl', 'list-append'],
  ['jsonl', 'rw-register'],
  ['edn', 'list-append'],
  ['edn', 'rw-register'],
] as const)('%s %s', (format, kind) => {
  test.each([
    ['random texts', compareTexts],
    ['damaged texts', compareDamaged],
  ])('%s', async (_, compare) => {
    const outcomes = await compare(format, kind, Math.imul(SEED, 0x9e3779b1), TEXTS);
    console.log(format, kind, outcomes);
    expect(outcomes['read']).toBeGreaterThan(TEXTS / 20);
  });
});
