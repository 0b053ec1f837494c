/**
 * How often, and when it was decided.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inevitableFromUs, likelihoodLines } from '../../src/report/likelihood.js';
import { cleanRunsNeeded } from '../../src/report/odds.js';

describe('cleanRunsNeeded', () => {
  test.each([
    [1, 15, 44],
    [1, 2, 5],
    [19, 20, 1],
    [1, 1, 1],
    [1, 1_000_000, 2_995_731],
    [0, 10, undefined],
    [1, 0, undefined],
  ])('%i of %i', (violations, runs, needed) => {
    expect(cleanRunsNeeded(violations, runs)).toBe(needed);
  });

  test('is n = ln(0.05) / ln(1 - p), rounded up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100_000 }), fc.nat(), (runs, share) => {
        const violations = 1 + (share % (runs - 1));
        const exact = Math.log(0.05) / Math.log((runs - violations) / runs);
        const needed = cleanRunsNeeded(violations, runs) as number;
        expect(Math.abs(needed - Math.ceil(exact - 1e-6))).toBeLessThanOrEqual(
          Math.abs(exact - Math.round(exact)) < 1e-6 ? 1 : 0,
        );
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});

describe('likelihood', () => {
  const points = (...violations: readonly number[]) =>
    violations.map((count, at) => ({ atUs: at * 1000, runs: 10, violations: count }));
  const textOf = (ascii: boolean, ...violations: readonly number[]) =>
    likelihoodLines(points(...violations), { columns: 76, ascii }).map((line) =>
      line.map(({ text }) => text).join(''),
    );

  test('inevitable from the first point after the last that could still go well', () => {
    expect(inevitableFromUs(points(1, 10, 9, 10, 10))).toBe(3000);
    expect(inevitableFromUs(points(10, 10))).toBe(0);
    expect(inevitableFromUs(points(1, 2))).toBeUndefined();
    expect(inevitableFromUs([])).toBeUndefined();
  });

  test('shows the curve and its turning points', () => {
    expect(textOf(false, 1, 1, 2, 9, 10, 10)).toEqual([
      '  when    inevitable from 4 ms  ▁▁▂▇██',
      '          P(violation | new schedule from t): 10 % at 0 ms, 20 % at 2 ms,',
      '            90 % at 3 ms, 100 % at 4 ms',
    ]);
    expect(textOf(true, 0, 1)[0]).toBe('  when    never inevitable');
    expect(textOf(true)).toEqual([]);
  });
});
