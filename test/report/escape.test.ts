/**
 * The gate for text from outside, and the width of what comes through it.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText } from '../../src/report/escape.js';
import { wrapText } from '../../src/report/line.js';
import { cutToWidth, displayWidth, padToWidth } from '../../src/report/width.js';

describe('escapeText', () => {
  test.each([
    ['plain text, déjà 漢字 🪨', 'plain text, déjà 漢字 🪨'],
    ['\u001b[31m', '\\u001b[31m'],
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u009b2J', '\\u009b2J'],
    ['a\u202eb\u2066c', 'a\\u202eb\\u2066c'],
    ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['line\u2028end', 'line\\u2028end'],
    ['\ud800', '\\ud800'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('%j', (text, shown) => expect(escapeText(text)).toBe(shown));

  test('keeps ASCII only where asked', () => {
    expect(escapeText('é → 🪨…', { ascii: true })).toBe('\\u00e9 -> \\u{1faa8}...');
  });

  test('cuts with a count, never through a character', () => {
    expect(escapeText('x'.repeat(1000), { lengthMax: 3 })).toBe('xxx… (997 more characters)');
    expect(escapeText('ab🪨', { lengthMax: 3 })).toBe('ab… (2 more characters)');
  });

  test('is idempotent on what it let through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const shown = escapeText(text);
        expect(escapeText(shown)).toBe(shown);
      }),
      { seed: 3 },
    );
  });
});

describe('width', () => {
  test.each([
    ['abc', 3],
    ['漢字', 4],
    ['🪨', 2],
    ['e\u0301', 1],
    ['┌ → …', 5],
  ])('%s', (text, width) => expect(displayWidth(text)).toBe(width));

  test('cuts and pads by columns', () => {
    expect(cutToWidth('漢字漢字', 6, '…')).toBe('漢字…');
    expect(cutToWidth('abcdef', 2, '...')).toBe('..');
    expect(padToWidth('漢', 4)).toBe('漢  ');
  });

  test('wraps at spaces, and through words only where it must', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('a abcdefgh', 4, 1)).toEqual(['a', 'abc', 'def', 'gh']);
    expect(wrapText('after 12 ms', 8)).toEqual(['after', '12 ms']);
  });
});
