/**
 * The quick way of reading a history against the slow one: the same columns, the same operations
 * and the same errors, for whatever a line may hold.
 */

import { describe, expect, test } from 'vitest';
import { seeded } from '../../checkers/oracle/random.js';
import { expectedText } from '../columns/column-texts.js';
import { actualText } from './columnar-texts.js';
import { randomText, type LineFormat } from './random-texts.js';
import { samples } from './sample-histories.js';

const FORMATS: readonly LineFormat[] = ['jsonl', 'operations', 'edn'];

describe.each(FORMATS)('random histories as %s', (format) => {
  test('are read as their events are', { timeout: 120_000 }, async () => {
    const random = seeded(FORMATS.indexOf(format) + 1);
    const counts = { read: 0, ParseError: 0, HistoryError: 0 };
    for (let run = 0; run < 3000; run++) {
      const { text, options } = randomText(random, format);
      const bytes = Buffer.from(text);
      const sizes = random.pick([[1], [7, 3], [64], [1 << 16]]);
      const expected = expectedText(text, options);
      const actual = await actualText(bytes, sizes, options);
      if (actual !== expected)
        expect({ text, options, is: actual }).toEqual({ text, options, is: expected });
      const [, error] = /^(ParseError|HistoryError)/.exec(expected) ?? [];
      counts[(error ?? 'read') as keyof typeof counts]++;
    }
    expect(counts.read).toBeGreaterThan(1500);
    expect(counts.ParseError).toBeGreaterThan(50);
    expect(counts.HistoryError).toBeGreaterThan(20);
  });
});

describe.each(samples)('$file', ({ bytes, text }) => {
  test('in two pieces, cut anywhere', async () => {
    const expected = expectedText(text, {});
    for (let cut = 0; cut <= bytes.length; cut++) {
      const actual = await actualText(bytes, [cut, bytes.length], {});
      if (actual !== expected) expect({ cut, is: actual }).toEqual({ cut, is: expected });
    }
  });

  test.each([1, 2, 3, 5, 100])('in pieces of %d bytes', async (size) => {
    expect(await actualText(bytes, [size], {})).toBe(expectedText(text, {}));
  });
});
