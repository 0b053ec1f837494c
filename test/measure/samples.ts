/**
 * Samples by hand: operations in milliseconds, with what became of them.
 */

import type { OperationSample, Phase, RunSample, Traffic } from '../../src/measure/sample.js';

/** One operation; `due` is its start unless said otherwise. */
export interface Sketch {
  readonly due?: number;
  readonly start: number;
  readonly end: number;
  readonly vain?: boolean;
  readonly phases?: readonly Phase[];
}

/** A run of these operations, healed after a second. */
export function runOf(
  sketches: readonly Sketch[],
  traffic: readonly (readonly [string, Traffic])[] = [],
): RunSample {
  return {
    operations: sketches.map(
      ({ start, end, due = start, vain = false, phases = [] }): OperationSample => ({
        f: 'read',
        outcome: vain ? 'info' : 'ok',
        dueUs: due * 1000,
        startUs: start * 1000,
        endUs: end * 1000,
        isAnswered: !vain,
        phases: new Set(['all', ...phases]),
      }),
    ),
    traffic: new Map(traffic),
    faults: [],
    healAtUs: 1_000_000,
    endUs: 2_000_000,
    timeoutUs: 100_000,
  };
}
