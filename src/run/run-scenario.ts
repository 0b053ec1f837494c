/**
 * Runs one scenario the way its system needs it: at once when all its handlers are synchronous, in
 * turns of the host's event loop when some of them await something.
 */

import { EscapeError, watchForEscapes } from '../processes/escapes.js';
import type { Escape } from '../processes/escapes.js';
import type { Scenario } from '../scenario/scenario.js';
import { simulateAsync } from '../simulator/asynchronous/simulate-async.js';
import { simulate } from '../simulator/simulate.js';
import type { Run, SimulateOptions } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';

/**
 * The run of `scenario` on `system`, at once for a synchronous system and as a promise for an
 * asynchronous one; `await` takes both. `isStrict` watches for uses of the host.
 * @throws Error when the scenario names nodes or bugs that do not exist, EscapeError for a use of
 * the host under a strict watch.
 */
export function runScenario(
  scenario: Scenario,
  system: System,
  options: SimulateOptions = {},
  isStrict: boolean = system.strict === true,
): Run | Promise<Run> {
  if (system.asynchronous !== true) return simulate(scenario, system, options);
  if (isStrict) return runStrictly(scenario, system, options);
  return simulateAsync(scenario, system, options);
}

async function runStrictly(
  scenario: Scenario,
  system: System,
  options: SimulateOptions,
): Promise<Run> {
  const watch = watchForEscapes();
  let escape: Escape | undefined;
  let run: Run;
  try {
    run = await simulateAsync(scenario, system, options);
  } finally {
    escape = watch.stop();
  }
  if (escape !== undefined) throw new EscapeError(escape);
  return run;
}
