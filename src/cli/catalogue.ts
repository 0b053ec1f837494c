/**
 * What the command line can name: systems, workloads, fault kinds. A wrong name is answered with
 * the right ones.
 */

import type { FaultKind } from '../scenario/fault.js';
import type { System } from '../simulator/system.js';
import { systems } from '../systems/index.js';
import type { Workload } from '../../workloads/workload.js';
import { workloads } from '../../workloads/index.js';
import { usageError } from './exit-codes.js';

/** Every fault kind with what it does, for `skerry list faults`. */
export const FAULT_SUMMARIES: Readonly<Record<FaultKind, string>> = {
  partition:
    'servers fall into groups that cannot talk: halves, one isolated, a bridge between two',
  'one-way': 'messages in one direction of some links are lost',
  'client-link': "a client's requests, or the replies to it, or both are lost",
  loss: 'some of the messages from and to a server are lost',
  duplication: 'some of the messages from and to a server arrive twice',
  reordering: 'some of the messages from and to a server are held back and overtaken',
  delay: 'all messages from and to a server take longer',
  crash: 'a server dies silently, loses memory and unsynced writes, and restarts',
  pause: 'a server stands still; what reaches it waits',
  slow: 'a server takes time for each event',
  'clock-offset': "a server's wall clock is off for a while",
  'clock-jump': "a server's wall clock jumps and stays off",
  'clock-drift': "a server's clock and its timers run fast or slow",
};

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
