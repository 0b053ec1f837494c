/**
 * The terminal report: golden files for hand-made counterexamples, and what must hold of any report
 * at all.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAIN, type Palette } from '../../src/report/palette.js';
import { renderText } from '../../src/report/text-report.js';
import { displayWidth } from '../../src/report/width.js';
import { anyCounterexample } from './any-counterexample.js';
import { abdNoWriteBack, duplicateAppend, lostWrite, twoLeaders } from './counterexamples.js';
import { hostile, manyClients, unshrunk } from './unruly-counterexamples.js';

const MARKERS: Palette = {
  bad: (text) => `⟦b:${text}⟧`,
  good: (text) => `⟦g:${text}⟧`,
  warn: (text) => `⟦w:${text}⟧`,
  strong: (text) => `⟦s:${text}⟧`,
  faint: (text) => `⟦f:${text}⟧`,
};

function withoutMarkers(text: string): string {
  return text.replace(/⟦[bgwsf]:/g, '').replaceAll('⟧', '');
}

function linesOf(text: string): string[] {
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

const SMALL = { abdNoWriteBack, lostWrite, twoLeaders, duplicateAppend };
const ALL = { ...SMALL, unshrunk, manyClients, hostile };

describe('golden reports', () => {
  test.each(Object.entries(ALL))('%s', async (name, counterexample) => {
    await expect(renderText(counterexample)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  test.each(Object.entries(ALL))('%s in ASCII', async (name, counterexample) => {
    const text = renderText(counterexample, { ascii: true });
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    await expect(text).toMatchFileSnapshot(`golden/${name}.ascii.txt`);
  });

  test('in colour', async () => {
    const text = renderText(lostWrite, { palette: MARKERS });
    await expect(text).toMatchFileSnapshot('golden/lostWrite.palette.txt');
  });

  test('on a narrow page', async () => {
    await expect(renderText(lostWrite, { columns: 60 })).toMatchFileSnapshot(
      'golden/lostWrite.narrow.txt',
    );
  });

  test.each(Object.entries(SMALL))('%s fits 40 lines of 100 columns', (_, counterexample) => {
    const lines = linesOf(renderText(counterexample));
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(100);
  });
});

describe('the story', () => {
  test('numbers operations from 1, in the story and in the texts of checkers alike', () => {
    const text = renderText(abdNoWriteBack);
    expect(text).toContain('└ → 0 ILLEGAL');
    expect(text).toContain('However #3 began after #2 returned');
    expect(text).not.toMatch(/#0/);
  });

  test('says how much of a long one is left out', () => {
    const text = renderText(unshrunk);
    expect(text).toMatch(/⋮ {2}35 operations, .* left out/);
    expect(text).toContain('ILLEGAL');
    expect(linesOf(text).length).toBeLessThanOrEqual(60);
  });

  test('marks the moment at which an invariant broke', () => {
    expect(renderText(twoLeaders)).toMatch(/155\.0 .*leader t1 +ILLEGAL: two-leaders/);
  });
});

describe('any report', () => {
  const anyOptions = fc.record({ columns: fc.integer({ min: 40, max: 140 }), ascii: fc.boolean() });

  test('keeps to the page, to one line a line, and to its text whatever the colours', () => {
    fc.assert(
      fc.property(anyCounterexample, anyOptions, (counterexample, options) => {
        const plain = renderText(counterexample, options);
        expect(plain).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/,
        );
        expect(plain).not.toMatch(/[\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])/);
        for (const line of linesOf(plain)) {
          expect(displayWidth(line)).toBeLessThanOrEqual(options.columns);
          expect(line).toBe(line.trimEnd());
        }
        expect(plain).toMatch(options.ascii ? /^[\n\x20-\x7e]*$/ : /^/);
        const painted = renderText(counterexample, { ...options, palette: MARKERS });
        expect(withoutMarkers(painted)).toBe(plain.replaceAll('⟧', ''));
        expect(renderText(counterexample, { ...options, palette: PLAIN })).toBe(plain);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  test('does not explode with the story', () => {
    fc.assert(
      fc.property(anyCounterexample, (counterexample) => {
        expect(linesOf(renderText(counterexample)).length).toBeLessThanOrEqual(130);
      }),
      { numRuns: 100, seed: 2 },
    );
  });
});
