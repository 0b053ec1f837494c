/**
 * Sets as Jepsen prints them in results: `#{1..3 5}`.
 */

import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { compareValues, integerOf } from './value-shapes.js';

/**
 * The elements in order, runs of integers as intervals; values that are no integers stand alone.
 * Log-linear.
 */
export function integerIntervals(elements: Iterable<Value>): string {
  const sorted = [...elements].sort(compareValues);
  const runs: string[] = [];
  for (let at = 0; at < sorted.length; at++) {
    const first = sorted[at]!;
    let last = integerOf(first);
    while (last !== undefined && at + 1 < sorted.length) {
      const next = integerOf(sorted[at + 1]!);
      if (next !== last + 1n) break;
      last = next;
      at++;
    }
    const begin = integerOf(first);
    if (last === undefined || last === begin) runs.push(describeValue(first));
    else runs.push(`${begin}..${last}`);
  }
  return `#{${runs.join(' ')}}`;
}
