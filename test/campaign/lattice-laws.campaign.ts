/**
 * `npm run campaign -- lattice-laws`: whatever satisfies a stronger model of transactions satisfies
 * the weaker ones, each level decided by itself, and the audit contradicts none of them. The
 * environment is that of campaign.ts.
 */

import { expect, test } from 'vitest';
import { auditEvidence } from '../checkers/transactions/audit/evidence.js';
import { auditSpoiled, compareWithLattice } from '../checkers/transactions/audit/lattice-laws.js';

const ROUNDS = Math.ceil(20_000 * Number(process.env['SKERRY_CAMPAIGN_SHARE'] ?? 1));

const SEED = Math.imul(Number(process.env['SKERRY_CAMPAIGN_SEED'] ?? 1), 0x9e3779b1);

test('the lattice', () => {
  const { held, violated, complaints } = compareWithLattice(ROUNDS, SEED);
  for (const [model, count] of held) {
    console.log(`${model}: ${count} hold, ${violated.get(model) ?? 0} violated`);
  }
  expect(complaints).toEqual([]);
  expect(Math.min(...held.values(), ...violated.values())).toBeGreaterThan(ROUNDS / 50);
});

test('spoiled histories', () => {
  expect(auditSpoiled(ROUNDS, SEED)).toEqual([]);
});

test('evidence alone', () => {
  const { tried, complaints } = auditEvidence(Math.ceil(ROUNDS / 10), SEED);
  const count = [...tried.values()].reduce((sum, one) => sum + one, 0);
  console.log(`${count} cycles, ${count - complaints.length} shown by their transactions alone`);
  expect(complaints.length).toBeLessThan(0.05 * count);
});
