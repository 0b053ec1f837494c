/**
 * The determinism audit: a scenario that fails is run again before anyone hears of it. Two
 * different traces mean that something outside the simulation took part, and that is what gets
 * reported.
 */

import type { Scenario } from '../scenario/scenario.js';
import { simulate } from '../simulator/simulate.js';
import type { Run } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import { describeTrace, firstDifference } from '../trace/describe.js';
import type { Trace } from '../trace/trace.js';

/** Thrown when one scenario gave two runs. */
export class DeterminismError extends Error {
  override readonly name = 'DeterminismError';

  constructor(
    readonly scenario: Scenario,
    first: Trace,
    second: Trace,
  ) {
    const difference =
      firstDifference(describeTrace(first, Infinity), describeTrace(second, Infinity)) ||
      'the content of a note or answer';
    super(
      `the same scenario gave two different runs of ${scenario.system.name} ` +
        `(trace ${first.hash}, then ${second.hash}); they part at ${difference}. ` +
        'Look for Math.random, Date, timers, or state shared between nodes or between runs.',
    );
  }
}

/** Runs a scenario twice. @throws DeterminismError when the runs differ. */
export function confirm(scenario: Scenario, system: System): Run {
  const first = simulate(scenario, system);
  const second = simulate(scenario, system);
  if (first.trace.hash !== second.trace.hash) {
    throw new DeterminismError(scenario, first.trace, second.trace);
  }
  return first;
}
