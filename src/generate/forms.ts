/**
 * The few forms that a workload's operations take, for strategies that try all programs instead of
 * drawing some.
 */

import * as fc from 'fast-check';
import { canonicalKey } from '../history/equality.js';
import type { Value } from '../history/value.js';
import type { Ask, ProgramSource } from './program-source.js';

/** So many asks are drawn to see which forms there are. */
const SAMPLES = 128;

/** Of one function, such as a compare-and-set of many values, so many forms are enough. */
const FORMS_A_FUNCTION_MAX = 2;

/**
 * Forms of the `serial`-th operation on `key`: of each function the first two that are drawn, by
 * name of function. Always the same.
 */
export function formsOf(source: ProgramSource, key: Value, serial: number): Ask[] {
  const drawn = fc.sample(source.ask([key], serial), { seed: 0, numRuns: SAMPLES });
  const distinct = new Map(drawn.map((ask) => [canonicalKey([ask.f, ask.value]), ask]));
  const functions = [...new Set(drawn.map(({ f }) => f))].sort();
  return functions.flatMap((f) =>
    [...distinct.values()].filter((ask) => ask.f === f).slice(0, FORMS_A_FUNCTION_MAX),
  );
}
