/**
 * Latency distributions: integers, in range, and shaped as they say.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mix } from '../../src/scenario/randomness.js';
import type { Latency } from '../../src/scenario/scenario.js';
import { drawLatency } from '../../src/simulator/network.js';

const microseconds = fc.integer({ min: 0, max: 10_000_000 });
const hash = fc.integer({ min: -0x80000000, max: 0x7fffffff });

function expectBetween(drawn: number, minUs: number, maxUs: number): void {
  expect(Number.isSafeInteger(drawn)).toBe(true);
  expect(drawn).toBeGreaterThanOrEqual(minUs);
  expect(drawn).toBeLessThanOrEqual(maxUs);
}

/** Draws for a thousand messages. */
function sample(latency: Latency): number[] {
  return Array.from({ length: 1_000 }, (_, serial) => drawLatency(latency, mix(serial, 77)));
}

test('every draw is an integer in range', () => {
  fc.assert(
    fc.property(
      microseconds,
      microseconds,
      fc.integer({ min: 1, max: 1_000_000 }),
      hash,
      (a, b, scaleUs, drawn) => {
        const [minUs, maxUs] = [Math.min(a, b), Math.max(a, b)];
        expect(drawLatency({ kind: 'fixed', us: a }, drawn)).toBe(a);
        expectBetween(drawLatency({ kind: 'uniform', minUs, maxUs }, drawn), minUs, maxUs);
        expectBetween(
          drawLatency({ kind: 'long-tail', minUs, scaleUs, maxUs }, drawn),
          minUs,
          maxUs,
        );
      },
    ),
    {
      seed: 1,
      numRuns: 500,
      examples: [
        [0, 0, 1, 0],
        [0, 10_000_000, 1_000_000, 0],
        [5, 5, 1, -1],
      ],
    },
  );
});

test('uniform reaches both ends and centres between them', () => {
  const drawn = sample({ kind: 'uniform', minUs: 10, maxUs: 19 });
  expect(new Set(drawn).size).toBe(10);
  const mean = drawn.reduce((sum, us) => sum + us, 0) / drawn.length;
  expect(mean).toBeGreaterThan(14);
  expect(mean).toBeLessThan(15);
});

test('long-tail is near its minimum mostly, and far from it sometimes', () => {
  const drawn = sample({ kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 80_000 });
  const share = (least: number): number => drawn.filter((us) => us >= least).length / drawn.length;
  expect(share(1_500)).toBeGreaterThan(0.4);
  expect(share(1_500)).toBeLessThan(0.6);
  expect(share(20_000)).toBeGreaterThan(0.01);
  expect(share(20_000)).toBeLessThan(0.1);
});
