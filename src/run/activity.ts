/**
 * Was the run a test at all? Counts what operations came to and whether a fault that made a
 * difference met one.
 */

import type { Run } from '../simulator/simulate.js';

/** What one run came to. */
export interface Activity {
  readonly ok: number;
  readonly fail: number;
  readonly info: number;
  readonly hasFaults: boolean;
  /** Some operation was open while a fault that had an effect acted. */
  readonly overlaps: boolean;
}

/** Counts one run. */
export function activityOf(run: Run): Activity {
  const count = (outcome: string): number =>
    run.operations.filter((operation) => operation.outcome === outcome).length;
  const ok = count('ok');
  const fail = count('fail');
  const overlaps = run.faults.some(
    ({ effects, beganUs, endedUs, lastEffectUs }) =>
      effects > 0 &&
      run.operations.some(({ startUs, endUs }) => {
        // What it did may outlast it: a clock that jumped stays off, a message held back comes
        // later.
        const untilUs = endedUs < 0 ? run.endUs : Math.max(endedUs, lastEffectUs);
        return startUs <= untilUs && endUs >= beganUs;
      }),
  );
  return {
    ok,
    fail,
    info: run.operations.length - ok - fail,
    hasFaults: run.faults.length > 0,
    overlaps,
  };
}
