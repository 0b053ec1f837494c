/**
 * Renames or removes nodes throughout a scenario: in the program, in faults, and in the identities
 * of messages, so that what a fault or a deviation hits stays the same message.
 */

import type { Fault } from '../scenario/fault.js';
import type { Deviation, Scenario } from '../scenario/scenario.js';

/** The node's new name; `undefined` removes it from whatever names it. */
export type Renaming = (node: string) => string | undefined;

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
    faults: scenario.faults.flatMap((fault) => renameInFault(fault, rename)),
    deviations: scenario.deviations.flatMap((deviation) => renameInDeviation(deviation, rename)),
  };
}

function renameInFault(fault: Fault, rename: Renaming): Fault[] {
  const all = (nodes: readonly string[]): string[] => [
    ...new Set(nodes.map(rename).filter((node) => node !== undefined)),
  ];
  switch (fault.kind) {
    case 'partition': {
      const groups = fault.groups.map(all).filter((group) => group.length > 0);
      return groups.length < 2 ? [] : [{ ...fault, groups }];
    }
    case 'one-way': {
      const [from, to] = [all(fault.from), all(fault.to)];
      return from.length === 0 || to.length === 0 ? [] : [{ ...fault, from, to }];
    }
    case 'client-link': {
      const client = rename(fault.client);
      const servers = all(fault.servers);
      return client === undefined || servers.length === 0 ? [] : [{ ...fault, client, servers }];
    }
    default: {
      const node = rename(fault.node);
      return node === undefined ? [] : [{ ...fault, node }];
    }
  }
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
