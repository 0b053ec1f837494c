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
import { AsyncTurns } from './turns.js';

/**
 * Taken when this module is loaded, so that nobody's fake timers stand in for them. They say only
 * when the host is done, never what time it is: nothing of them enters the run. Ticks come after
 * all microtasks, and cost a twentieth of what a round of the event loop costs; which is what it
 * takes where nodes use streams and other machinery of the host, which has ticks of its own.
 */
// oxlint-disable-next-line eslint/no-restricted-globals
const nextTick = process.nextTick.bind(process);
// oxlint-disable-next-line eslint/no-restricted-globals
const afterRound: (ready: () => void) => unknown = setImmediate;

/** Turns between two rounds, in which whoever waits for the host itself is found out. */
const TURNS_A_ROUND = 64;

function afterMicrotasks(ready: () => void): void {
  nextTick(ready);
}

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
  const turnsARound = kernel.cluster.usesHost === true ? 1 : TURNS_A_ROUND;
  let turnsTaken = 0;
  try {
    kernel.begin();
    for (let more = true; more; more = kernel.step()) {
      if (!turns.isOpen) continue;
      await new Promise<void>(++turnsTaken % turnsARound === 0 ? afterRound : afterMicrotasks);
      turns.close();
    }
  } finally {
    kernel.cluster.end?.();
  }
  return { ...outcomeOf(kernel), stuck: turns.stuck() };
}
