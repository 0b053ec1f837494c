/**
 * The last sweep: leaves out each operation, each fault and each deviation alone. Only when every
 * one of these runs passes is the scenario called 1-minimal.
 */

import type { Scenario } from '../scenario/scenario.js';
import { without } from './passes/removal.js';
import type { Search } from './search.js';

/**
 * Whether the current scenario is 1-minimal. One that still fails without something is accepted on
 * the way.
 */
export async function sweep(search: Search): Promise<boolean> {
  search.spendReserve();
  for (const smaller of oneLess(search.current)) {
    const fails = await search.answer(smaller);
    if (fails === true) search.accept('sweep', smaller);
    // A run that the budget did not allow proves nothing.
    if (fails !== false) return false;
  }
  return true;
}

/** The scenarios with one operation, fault or deviation less. */
export function* oneLess(scenario: Scenario): Generator<Scenario> {
  for (const [at] of scenario.program.entries()) {
    yield { ...scenario, program: without(scenario.program, at) };
  }
  for (const [at] of scenario.faults.entries()) {
    yield { ...scenario, faults: without(scenario.faults, at) };
  }
  for (const [at] of scenario.deviations.entries()) {
    yield { ...scenario, deviations: without(scenario.deviations, at) };
  }
}
