/**
 * Renames or removes nodes throughout a scenario: in the program, in faults, and in the identities
 * of messages, so that what a fault or a deviation hits stays the same message.
 */

import { renameFault } from '../scenario/faults/nodes.js';
import type { Renaming } from '../scenario/faults/nodes.js';
import type { Deviation, Scenario } from '../scenario/scenario.js';

/**
 * The scenario under new names; the topology is left to the caller. Faults without a target and
 * deviations of removed nodes go; operations of removed clients too.
 */
export function renameNodes(scenario: Scenario, rename: Renaming): Scenario {
  return {
    ...scenario,
    program: scenario.program.flatMap((operation) => {
      const client = rename(operation.client);
      return client === undefined ? [] : [{ ...operation, client }];
    }),
    faults: scenario.faults.flatMap((fault) => renameFault(fault, rename) ?? []),
    deviations: scenario.deviations.flatMap((deviation) => renameInDeviation(deviation, rename)),
  };
}

function renameInDeviation(deviation: Deviation, rename: Renaming): Deviation[] {
  const { message } = deviation;
  const [from, to] = [rename(message.from), rename(message.to)];
  const cause = renameInCause(message.cause, rename);
  if (from === undefined || to === undefined || cause === undefined) return [];
  return [{ ...deviation, message: { ...message, from, to, cause } }];
}

/** Timers name their node: `n0/2 election 5`. */
function renameInCause(cause: string, rename: Renaming): string | undefined {
  const node = /^[nc]\d+(?=\/)/.exec(cause)?.[0];
  if (node === undefined) return cause;
  const renamed = rename(node);
  return renamed === undefined ? undefined : renamed + cause.slice(node.length);
}
