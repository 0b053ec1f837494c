/**
 * How large a scenario is, in what a person counts.
 */

import type { Scenario } from '../scenario/scenario.js';

/** Counts, as reports print them. */
export interface ScenarioSize {
  readonly operations: number;
  readonly faults: number;
  readonly deviations: number;
  readonly servers: number;
  /** Clients that do something. */
  readonly clients: number;
}

/** Linear. */
export function scenarioSize({ program, faults, deviations, topology }: Scenario): ScenarioSize {
  return {
    operations: program.length,
    faults: faults.length,
    deviations: deviations.length,
    servers: topology.servers,
    clients: new Set(program.map(({ client }) => client)).size,
  };
}
