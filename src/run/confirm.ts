/**
 * The determinism audit: a scenario that fails is run again before anyone hears of it. Two
 * different traces mean that something outside the simulation took part, and that is what gets
 * reported.
 */

import type { Scenario } from '../scenario/scenario.js';
import type { Run } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import { divergence } from './divergence.js';
import { runScenario } from './run-scenario.js';

/** Thrown when one scenario gave two runs. */
export class DeterminismError extends Error {
  override readonly name = 'DeterminismError';

  /** @param reason how they differ, and what to look for. */
  constructor(
    readonly scenario: Scenario,
    reason: string,
  ) {
    super(`the same scenario gave two different runs of ${scenario.system.name} ${reason}`);
  }
}

const HINT = 'Look for Math.random, Date, timers, or state shared between nodes or between runs.';

/** Of systems that await; for programs of processes all that {@link HINT} names is simulated. */
const ASYNCHRONOUS_HINT =
  'Look for state shared between nodes or between runs, for what a handler awaits of the host, ' +
  'and for dice and clocks that a module took from the host when it was loaded ' +
  '(importForSimulation loads it so that it cannot).';

/**
 * Runs a scenario twice, and compares both with an earlier run when its hash is given.
 * @throws DeterminismError when the runs differ, EscapeError when code of a node used the host.
 */
export async function confirm(
  scenario: Scenario,
  system: System,
  earlierHash?: string,
): Promise<Run> {
  const hint = system.asynchronous === true ? ASYNCHRONOUS_HINT : HINT;
  const first = await runScenario(scenario, system);
  const second = await runScenario(scenario, system, {}, true);
  const { hash } = first.trace;
  if (hash !== second.trace.hash) {
    const place = `they part at ${divergence(first, second)}`;
    throw new DeterminismError(
      scenario,
      `(trace ${hash}, then ${second.trace.hash}); ${place}. ${hint}`,
    );
  }
  if (earlierHash !== undefined && hash !== earlierHash) {
    const place = 'later runs of it are alike, so that something remembers that there was one';
    throw new DeterminismError(
      scenario,
      `(trace ${earlierHash}, then ${hash} twice); ${place}. ${hint}`,
    );
  }
  return first;
}
