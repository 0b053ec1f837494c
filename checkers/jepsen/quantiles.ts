/**
 * Distributions as Jepsen gives them: the values at 0, 0.5, 0.95, 0.99 and 1.
 */

import type { Event } from '../../src/history/event.js';

const POINTS: readonly number[] = [0, 0.5, 0.95, 0.99, 1];

const NANOSECONDS_PER_MILLISECOND = 1e6;

/** From point to value; `undefined` when there are no numbers. Log-linear. */
export function quantilesOf(numbers: readonly number[]): Map<number, number> | undefined {
  if (numbers.length === 0) return undefined;
  const sorted = Float64Array.from(numbers).sort();
  const last = sorted.length - 1;
  return new Map(
    POINTS.map((point) => [point, sorted[Math.min(last, Math.floor(sorted.length * point))]!]),
  );
}

/** The time of an event in nanoseconds, if it has one. */
export function timeOf(event: Event | undefined): number | undefined {
  return event?.timeNs === undefined ? undefined : Number(event.timeNs);
}

/** Whole milliseconds, rounded towards zero as Jepsen does. */
export function wholeMilliseconds(nanoseconds: number): number {
  return Math.trunc(nanoseconds / NANOSECONDS_PER_MILLISECOND);
}
