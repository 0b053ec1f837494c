/**
 * Programs for the tests of processes: each is a function of a node, as a user would write it.
 */

import { processCluster } from '../../src/processes/process-cluster.js';
import type { ClientProgram, Program } from '../../src/processes/program.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { simulateAsync } from '../../src/simulator/asynchronous/simulate-async.js';
import type { Run } from '../../src/simulator/simulate.js';
import type { System } from '../../src/simulator/system.js';
import { clusterOf, scenarioOf } from '../simulator/small-cluster.js';

/** Answers each operation at once, without a server. */
const idle: ClientProgram = ({ value }) => ({ type: 'ok', value });

/** A system of processes; `null` is the default client. */
export function processesOf(server: Program, client: ClientProgram | null = idle): System {
  return {
    ...clusterOf(() => ({})),
    asynchronous: true,
    build: () => processCluster({ server, client: client ?? undefined }),
  };
}

/** Runs `server` on each node of a calm scenario that lasts half a second, but for `parts`. */
export function runProgram(
  server: Program,
  parts: Partial<Scenario> = {},
  client?: ClientProgram,
): Promise<Run> {
  return simulateAsync(scenarioOf(parts), processesOf(server, client));
}
