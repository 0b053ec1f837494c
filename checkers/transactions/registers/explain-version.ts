/**
 * Versions of registers in words, and why one comes before another.
 */

import { describeValue } from '../../describe.js';
import type { RegisterObservation } from './register-observation.js';
import type { VersionEdge } from './version-cycles.js';
import type { Versions } from './version-edges.js';

/** How transactions are called: `T1` within an explanation, `#7` outside of it. */
export type NameOf = (node: number) => string;

/** A version by its value: `1`, or `the initial state`. */
export function describeVersion(
  { columns }: RegisterObservation,
  versions: Versions,
  version: number,
): string {
  if (versions.isInitial(version)) return 'the initial state';
  return describeValue(columns.values.valueOf(columns.value[versions.microOf(version)]!));
}

/** Why the first version of an edge is the older one, as a clause. */
export function versionReason(
  observation: RegisterObservation,
  versions: Versions,
  edge: VersionEdge,
  nameOf: NameOf,
): string {
  const { from, to, first, second } = edge;
  const did = (node: number, version: number): string => {
    const wrote = versions.writer[version] === node;
    return `${wrote ? 'wrote' : 'read'} ${describeVersion(observation, versions, version)}`;
  };
  if (edge.source === 'initial-state') return 'the initial state comes before every write';
  if (first === second) return `${nameOf(first)} ${did(first, from)} before it ${did(first, to)}`;
  switch (edge.source) {
    case 'transaction-order':
      return `the order of the database has ${nameOf(first)} before ${nameOf(second)}`;
    case 'sequential-keys':
      return (
        `process ${processOf(observation, first)} ${did(first, from)} in ${nameOf(first)} ` +
        `before it ${did(second, to)} in ${nameOf(second)}`
      );
    default:
      return (
        `${nameOf(first)}, which ${did(first, from)}, completed before ${nameOf(second)}, ` +
        `which ${did(second, to)}, was invoked`
      );
  }
}

function processOf({ columns, transaction }: RegisterObservation, node: number): string {
  const code = columns.process[transaction[node]!]!;
  return describeValue(code >= 0 ? code : columns.processNames[-1 - code]!);
}
