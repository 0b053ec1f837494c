/**
 * The checker against brute force: 10,000 random histories of each object, searched with all
 * reductions and with every combination in turn, and judged as users do, by monitors first; every
 * certificate goes through the verifier.
 */

import { expect, test } from 'vitest';
import { COMPARED_MODELS, compareSearch } from './search-comparison.js';

const HISTORIES = 10_000;

test.each(COMPARED_MODELS)('%s against brute force', { timeout: 120_000 }, (name) => {
  const tally = compareSearch(name, HISTORIES, 1 + COMPARED_MODELS.indexOf(name), 4);
  expect(tally.legal).toBeGreaterThan(0.35 * HISTORIES);
  expect(tally.illegal).toBeGreaterThan(0.35 * HISTORIES);
  expect(tally.crashed).toBeGreaterThan(0.25 * HISTORIES);
  if (name.startsWith('cas') || name.startsWith('key')) {
    expect(tally.observed).toBeGreaterThan(0.1 * HISTORIES);
  }
});
