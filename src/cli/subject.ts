/**
 * What `--system` names: a bundled system, or a module that exports a cluster of the user's own.
 */

import { randomInt } from 'node:crypto';
import { subjectOfModule, UserModuleError } from '../run/user-module.js';
import { withFaults } from '../run/user-system.js';
import type { RunWorkload } from '../run/workload.js';
import type { FaultKind } from '../scenario/fault.js';
import type { Profile } from '../scenario/profile.js';
import type { System } from '../simulator/system.js';
import { bugsOf, faultKinds, systemNamed, workloadFor } from './catalogue.js';
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

/** Options that say what is drawn: of `run` and `measure`. */
export interface DrawOptions {
  readonly system: string;
  readonly bug: readonly string[];
  readonly workload?: string;
  readonly faults?: string;
  readonly seed?: number;
}

/** What the options draw, from a seed that was given or thrown. */
export interface Drawn extends Subject {
  readonly bugs: readonly string[];
  readonly profile: Profile;
  readonly seed: number;
  /** The kinds that were asked for; `undefined` for those of the profile. */
  readonly kinds: readonly FaultKind[] | undefined;
}

/** What the options name. @throws CommandError naming what there is instead. */
export async function drawnBy(options: DrawOptions): Promise<Drawn> {
  const subject = await subjectNamed(options.system, options.workload);
  const { system } = subject;
  const kinds = faultKinds(options.faults);
  return {
    ...subject,
    bugs: bugsOf(system, options.bug),
    profile: kinds === undefined ? system.profile : withFaults(system.profile, kinds),
    seed: options.seed ?? randomInt(0x7fffffff),
    kinds,
  };
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
