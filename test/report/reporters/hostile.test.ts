/**
 * No text from outside changes the structure of a report, whatever the format: with hostile texts
 * it is that of the same report with tame ones, and its size is bounded.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REPORTERS } from '../../../src/report/reporters/index.js';
import { markdownReport } from '../../../src/report/reporters/markdown.js';
import type { Reporter } from '../../../src/report/reporters/reporter.js';
import { anyCounterexample } from '../any-counterexample.js';
import { REPORTS } from '../reports.js';
import { HOSTILE_TEXTS, reportsOf } from './hostile.js';
import { STRUCTURES } from './structure.js';

const OPTIONS = { version: '1.2.3' };
const FORMATS = REPORTERS.filter(({ name }) => name in STRUCTURES || name === 'text');
const TAME = reportsOf('tame');

/** Controls, marks of direction, hidden characters, halves of pairs. */
const UNSAFE = new RegExp(
  [
    '[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069]',
    '[\\ufeff\\ufffe\\uffff]',
    '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  ].join('|'),
);

function structureOf({ name }: Reporter, text: string): unknown {
  return STRUCTURES[name]?.(text);
}

describe.each(FORMATS.map((reporter) => [reporter.name, reporter] as const))(
  '%s',
  (_, reporter) => {
    const { render } = reporter;

    test.each(Object.entries(HOSTILE_TEXTS))('%s', (_what, text) => {
      for (const [kind, report] of Object.entries(reportsOf(text))) {
        const written = render(report, OPTIONS);
        expect(written, kind).not.toMatch(UNSAFE);
        expect(written.length, kind).toBeLessThan(150_000);
        const tame = structureOf(reporter, render(TAME[kind]!, OPTIONS));
        expect(structureOf(reporter, written), kind).toEqual(tame);
      }
    });

    test('any counterexample is written in the notation of the format', () => {
      fc.assert(
        fc.property(anyCounterexample, (counterexample) => {
          const written = render({ kind: 'counterexample', counterexample }, OPTIONS);
          structureOf(reporter, written);
          expect(written).not.toMatch(UNSAFE);
          expect(written.length).toBeLessThan(1_000_000);
        }),
        { numRuns: 60, seed: 1 },
      );
    });
  },
);

describe('a Markdown comment', () => {
  const lengths = [200, 500, 1000, 2000, 5000];

  test.each(lengths)('of at most %d characters breaks no fence', (lengthMax) => {
    const reports = [
      ...Object.values(REPORTS).map((report) => report()),
      ...Object.values(HOSTILE_TEXTS).flatMap((text) => Object.values(reportsOf(text))),
    ];
    for (const report of reports) {
      const written = markdownReport(report, { lengthMax });
      expect(written.length).toBeLessThanOrEqual(lengthMax);
      STRUCTURES['markdown']!(written);
    }
  });

  test('says that it was shortened, and what matters stays', () => {
    const written = markdownReport(REPORTS['counterexample-register']!(), { lengthMax: 1200 });
    expect(written).toMatch(/^### ❌ VIOLATION of linearizability\n/);
    expect(written).toContain('└ → 0 ILLEGAL');
    expect(written).toMatch(/_Shortened: the rest did not fit\._\n$/);
  });

  test('fits a comment by itself', () => {
    for (const text of Object.values(HOSTILE_TEXTS)) {
      for (const report of Object.values(reportsOf(text))) {
        expect(markdownReport(report).length).toBeLessThanOrEqual(65_536);
      }
    }
  });
});
