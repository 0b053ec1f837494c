/**
 * Whether a package keeps to the simulation: its runs repeat themselves, and use nothing of the
 * host.
 */

import * as fc from 'fast-check';
import { confirm, scenarios, systemOf } from 'skerry';
import type { ProgramCluster } from 'skerry';

/**
 * Runs a few scenarios twice, once of them under a strict watch.
 * @throws DeterminismError when runs differ, EscapeError when they used the host.
 */
export async function expectRepeatable(cluster: ProgramCluster): Promise<void> {
  const system = systemOf({ ...cluster, strict: true });
  const { workload } = cluster;
  const drawn = fc.sample(scenarios({ system, workload }), { seed: 5, numRuns: 2 });
  for (const scenario of drawn) await confirm(scenario, system);
}
