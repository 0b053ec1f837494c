/**
 * Series over time against a computation that looks at every operation for every window, and by
 * hand.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultShares } from '../../src/measure/fault-shares.js';
import { timeSeriesOf } from '../../src/measure/time-series.js';
import type { TimedOperation } from '../../src/measure/time-series.js';
import { windowWidthUs } from '../../src/measure/time-windows.js';
import { runOf } from './samples.js';

const END_US = 100_000;

const anyOperation: fc.Arbitrary<TimedOperation> = fc
  .record({
    f: fc.constantFrom('read', 'write'),
    outcome: fc.constantFrom('ok' as const, 'fail' as const, 'info' as const),
    beginUs: fc.nat(END_US),
    took: fc.option(fc.nat(END_US), { nil: undefined }),
    isAnswered: fc.boolean(),
  })
  .map(({ took, beginUs, ...operation }) => {
    const timed = { ...operation, beginUs };
    return took === undefined ? timed : { ...timed, endUs: Math.min(END_US, beginUs + took) };
  });

describe('against a naive computation', () => {
  const operationsOf = fc.array(anyOperation, { maxLength: 80 });
  /** Each window with its bounds. */
  const windows = Array.from({ length: 51 }, (_, at) => [2000 * at, 2000 * (at + 1)] as const);
  const isIn = (us: number, [from, to]: readonly [number, number]): boolean =>
    us >= from && us < to;

  test('quantiles: as many as they should are below', () => {
    const property = fc.property(operationsOf, (operations) => {
      const { quantiles } = timeSeriesOf(operations, { endUs: END_US });
      for (const { quantile, atMs, tookMs } of quantiles) {
        const expected = windows.flatMap((window) => {
          const took = operations.flatMap(({ outcome, beginUs, endUs }) =>
            outcome === 'ok' && endUs !== undefined && isIn(beginUs, window)
              ? [(endUs - beginUs) / 1000]
              : [],
          );
          if (took.length === 0) return [];
          const least = took
            .filter((ms) => took.filter((one) => one <= ms).length >= quantile * took.length - 1e-9)
            .reduce((min, ms) => Math.min(min, ms));
          return [[(window[0] + 1000) / 1000, least]];
        });
        expect(atMs.map((at, place) => [at, tookMs[place]])).toEqual(expected);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('rates: all that ended are counted, over as many runs', () => {
    const property = fc.property(
      operationsOf,
      fc.integer({ min: 1, max: 9 }),
      (operations, runs) => {
        const { rates } = timeSeriesOf(operations, { endUs: END_US, runs });
        for (const { f, outcome, atMs, perSecond } of rates) {
          const own = operations.filter((one) => one.f === f && one.outcome === outcome);
          const expected = windows.map((window) => {
            const count = own.filter(({ beginUs, endUs = beginUs }) => isIn(endUs, window)).length;
            return count / (0.002 * runs);
          });
          expect(atMs).toEqual(windows.map(([from]) => from / 1000 + 1));
          perSecond.forEach((rate, at) => expect(rate).toBeCloseTo(expected[at]!, 6));
        }
        const groups = new Set(operations.map(({ f, outcome }) => `${f} ${outcome}`));
        expect(rates.map(({ f, outcome }) => `${f} ${outcome}`).sort()).toEqual([...groups].sort());
      },
    );
    fc.assert(property, { seed: 1, numRuns: 50 });
  });

  test('availability: the share of those that began', () => {
    const property = fc.property(operationsOf, (operations) => {
      const { availability } = timeSeriesOf(operations, { endUs: END_US });
      const expected = windows.flatMap((window) => {
        const own = operations.filter(({ beginUs }) => isIn(beginUs, window));
        const answered = own.filter(({ isAnswered }) => isAnswered);
        return own.length === 0 ? [] : [[window[0] / 1000 + 1, answered.length / own.length]];
      });
      expect(availability.atMs.map((at, place) => [at, availability.share[place]])).toEqual(
        expected,
      );
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('latencies: a dot for each, in order of time, or fewer with the slowest', () => {
    const property = fc.property(operationsOf, fc.integer({ min: 4, max: 100 }), (all, dotsMax) => {
      const ended = all.filter(({ endUs }) => endUs !== undefined);
      const { latencies, thinned } = timeSeriesOf(all, { endUs: END_US, dotsMax });
      const dots = latencies.reduce((sum, { atMs }) => sum + atMs.length, 0);
      // Every function and outcome rounds up by itself.
      expect(dots).toBeLessThanOrEqual(Math.max(dotsMax, 0) + 12);
      if (ended.length <= dotsMax) expect(dots).toBe(ended.length);
      expect(thinned).toEqual(dots < ended.length ? { dots, operations: ended.length } : undefined);
      for (const { f, outcome, atMs, tookMs } of latencies) {
        const own = ended.filter((one) => one.f === f && one.outcome === outcome);
        const slowest = own.reduce((most, one) => Math.max(most, one.endUs! - one.beginUs), 0);
        expect(Math.max(...tookMs)).toBe(slowest / 1000);
        expect(atMs).toEqual([...atMs].sort((left, right) => left - right));
      }
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });
});

test('windows have round widths, and there are not too many', () => {
  expect([0, 59, 60, 120, 599, 1_000_000].map((us) => windowWidthUs(us, 60))).toEqual([
    1, 1, 2, 5, 10, 20_000,
  ]);
});

describe('faults over one another', () => {
  const withFaults = (...faults: readonly (readonly [string, number, number])[]) => ({
    ...runOf([]),
    faults: faults.map(([kind, beganUs, endedUs]) => ({ kind, beganUs, endedUs })),
  });

  test('shares by kind and time', () => {
    const runs = [
      withFaults(['crash', 0, 999]),
      withFaults(['crash', 500, 1499], ['cut', 1000, -1]),
    ];
    expect(faultShares(runs, 2_000)).toEqual([
      { kind: 'crash', beginUs: 0, endUs: 500, share: 0.5 },
      { kind: 'crash', beginUs: 500, endUs: 1000, share: 1 },
      { kind: 'crash', beginUs: 1000, endUs: 1500, share: 0.5 },
      { kind: 'cut', beginUs: 1000, endUs: 2000, share: 0.5 },
    ]);
  });

  test('two faults of a kind in one run count once, and what never began not at all', () => {
    const run = withFaults(['crash', 0, 2_000], ['crash', 5, 1_000], ['cut', -1, -1]);
    expect(faultShares([run], 2_000)).toEqual([
      { kind: 'crash', beginUs: 0, endUs: 2_000, share: 1 },
    ]);
  });
});
