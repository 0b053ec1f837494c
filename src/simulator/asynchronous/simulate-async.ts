/**
 * Simulates a scenario with nodes that may be asynchronous. After an event that may have resolved a
 * promise, one turn of the host's event loop runs everything that became ready: Node empties its
 * queues of ticks and microtasks before the next immediate, however long the chains are. Events of
 * synchronous nodes take no such turn.
 */

import { assert } from '../../assert.js';
import type { Scenario } from '../../scenario/scenario.js';
import { outcomeOf, prepare } from '../simulate.js';
import type { Run, SimulateOptions } from '../simulate.js';
import type { System } from '../system.js';
import { pacer } from './host-pace.js';
import { AsyncTurns } from './turns.js';

/**
 * Runs `scenario` on `system`, whose nodes may be asynchronous, synchronous, or both; for
 * synchronous ones it is the run of `simulate`. Several runs may be under way at once.
 * @throws Error when the scenario names nodes or bugs that do not exist.
 */
export async function simulateAsync(
  scenario: Scenario,
  system: System,
  options: SimulateOptions = {},
): Promise<Run> {
  let turns: AsyncTurns | undefined;
  const kernel = prepare(scenario, system, options, (made) => (turns = new AsyncTurns(made)));
  assert(turns !== undefined, 'a kernel has turns');
  const pause = pacer(kernel.cluster.usesHost === true);
  try {
    kernel.begin();
    for (let more = true; more; more = kernel.step()) {
      if (!turns.isOpen) continue;
      await pause();
      turns.close();
    }
  } finally {
    kernel.cluster.end?.();
  }
  return { ...outcomeOf(kernel), stuck: turns.stuck() };
}
