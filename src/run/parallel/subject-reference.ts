/**
 * How a system and its workload are named to another thread: they are functions, which cannot cross
 * over, so the thread imports them again.
 */

import type { System } from '../../simulator/system.js';
import { subjectOfModule } from '../user-module.js';
import type { RunWorkload } from '../workload.js';

/**
 * A module that exports a cluster; or `systemNamed(name)` and `workloadFor(system, name)`, and then
 * these are the names to ask it for.
 */
export interface SubjectReference {
  /** A URL, or what `import` resolves from here. */
  readonly module: string;
  readonly system: string;
  readonly workload: string;
}

interface Catalogue {
  readonly systemNamed: (name: string) => System;
  readonly workloadFor: (system: System, name: string) => RunWorkload;
}

/** The system and workload that `reference` names. @throws what the module throws of a name. */
export async function subjectOf(
  reference: SubjectReference,
): Promise<{ readonly system: System; readonly workload: RunWorkload }> {
  const exports = (await import(reference.module)) as Record<string, unknown>;
  if (exports['systemNamed'] === undefined) return subjectOfModule(exports, reference.module);
  const { systemNamed, workloadFor } = exports as unknown as Catalogue;
  const system = systemNamed(reference.system);
  return { system, workload: workloadFor(system, reference.workload) };
}
