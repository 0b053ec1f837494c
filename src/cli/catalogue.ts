/**
 * What the command line can name: systems, workloads, fault kinds. A wrong name is answered with
 * the right ones.
 */

import { FAULT_CATALOGUE } from '../scenario/fault-catalogue.js';
import type { FaultKind } from '../scenario/fault.js';
import type { System } from '../simulator/system.js';
import { systems } from '../systems/index.js';
import type { Workload } from '../../workloads/workload.js';
import { workloads } from '../../workloads/index.js';
import { usageError } from './exit-codes.js';

/** @throws CommandError naming the systems there are. */
export function systemNamed(name: string): System {
  return named(systems, name, 'system');
}

/** The workload called `name`, or the system's default one. */
export function workloadFor(system: System, name: string | undefined): Workload {
  const wanted = name ?? system.workloads[0] ?? '';
  const workload = named(workloads, wanted, 'workload');
  if (system.workloads.includes(workload.name)) return workload;
  throw usageError(
    `system ${system.name} does not serve workload ${workload.name}; ` +
      `it serves ${system.workloads.join(', ')}`,
  );
}

/** Checks names of bug switches. */
export function bugsOf(system: System, names: readonly string[]): readonly string[] {
  for (const name of names) named(system.bugs, name, `bug of ${system.name}`);
  return names;
}

/**
 * The fault kinds that `--faults` names; `none` is no kind at all, `undefined` leaves the profile
 * alone.
 */
export function faultKinds(names: string | undefined): readonly FaultKind[] | undefined {
  if (names === undefined) return undefined;
  if (names === 'none') return [];
  const known = Object.keys(FAULT_CATALOGUE) as FaultKind[];
  return names.split(',').map((name) => {
    const kind = known.find((one) => one === name.trim());
    if (kind !== undefined) return kind;
    throw usageError(`there is no fault "${name}"; there is none, or any of ${known.join(', ')}`);
  });
}

function named<Item extends { readonly name: string }>(
  items: readonly Item[],
  name: string,
  what: string,
): Item {
  const found = items.find((item) => item.name === name);
  if (found !== undefined) return found;
  const names = items.map((item) => item.name).join(', ') || 'none';
  throw usageError(`there is no ${what} "${name}"; there is ${names}`);
}
