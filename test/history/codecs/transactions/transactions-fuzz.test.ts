/**
 * Whatever stands in a text, and wherever it is cut: the quick way of reading transactions gives
 * the same columns as the slow one, or refuses the text with the same words.
 */

import { describe, expect, test } from 'vitest';
import { compareDamaged, compareTexts } from './comparisons.js';

const CASES = 800;
const DAMAGES = 1500;

describe.each([
  ['jsonl', 'list-append', 1],
  ['jsonl', 'rw-register', 2],
  ['edn', 'list-append', 3],
  ['edn', 'rw-register', 4],
] as const)('%s %s', (format, kind, seed) => {
  test('random texts', { timeout: 120_000 }, async () => {
    const counts = await compareTexts(format, kind, seed, CASES);
    expect(counts['read']).toBeGreaterThan(CASES / 3);
    expect(counts['HistoryError']).toBeGreaterThan(CASES / 20);
    expect(counts['ParseError']).toBeGreaterThan(CASES / 50);
    expect(counts['no transactions']).toBeGreaterThan(0);
  });

  test('damaged texts', { timeout: 120_000 }, async () => {
    const counts = await compareDamaged(format, kind, 10 + seed, DAMAGES);
    expect(counts['read']).toBeGreaterThan(DAMAGES / 20);
    expect(counts['ParseError']).toBeGreaterThan(DAMAGES / 3);
    expect(counts['HistoryError']).toBeGreaterThan(DAMAGES / 100);
  });
});
