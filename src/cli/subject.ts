/**
 * What `--system` names: a bundled system, or a module that exports a cluster of the user's own.
 */

import { subjectOfModule, UserModuleError } from '../run/user-module.js';
import type { RunWorkload } from '../run/workload.js';
import type { System } from '../simulator/system.js';
import { systemNamed, workloadFor } from './catalogue.js';
import { CommandError, EXIT, usageError } from './exit-codes.js';
import { isPath, loadModule, moduleUrl } from './load-module.js';

/** By which other threads find bundled systems and workloads. */
const CATALOGUE = new URL('./catalogue.js', import.meta.url).href;

/** A system, what clients ask of it, and where other threads find both. */
export interface Subject {
  readonly system: System;
  readonly workload: RunWorkload;
  readonly module: string;
}

/**
 * The system and workload that were named.
 * @throws CommandError when there is none of that name, or its module exports no cluster.
 */
export async function subjectNamed(
  name: string,
  workloadName: string | undefined,
): Promise<Subject> {
  if (!isPath(name)) {
    const system = systemNamed(name);
    return { system, workload: workloadFor(system, workloadName), module: CATALOGUE };
  }
  if (workloadName !== undefined) {
    throw usageError(`--workload is for bundled systems; ${name} says what its clients do`);
  }
  const exports = await loadModule(name, 'a cluster');
  try {
    return { ...subjectOfModule(exports, name), module: moduleUrl(name) };
  } catch (error) {
    const isTheirs = error instanceof UserModuleError || error instanceof TypeError;
    throw isTheirs ? new CommandError(error.message, EXIT.badInput) : error;
  }
}
