/**
 * The nodes by the processes that they belong to, each process in its order. A transaction without
 * answer stands where it was called, but is not followed by anything.
 */

import { OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { INITIAL, type Observation } from '../../observation.js';

/** Nodes by process. */
export interface Sessions {
  /** Where each process begins in `nodes`; one entry more than there are processes. */
  readonly start: Int32Array;
  readonly nodes: Int32Array;
}

/** The processes of an observation, those without a predecessor each being one. Linear. */
export function sessionsOf({ size, previous }: Observation): Sessions {
  const session = new Int32Array(size);
  let count = 0;
  for (let node = 1; node < size; node++) {
    const before = previous[node]!;
    session[node] = before === INITIAL ? count++ : session[before]!;
  }
  const start = new Int32Array(count + 1);
  for (let node = 1; node < size; node++) start[session[node]! + 1]!++;
  for (let at = 0; at < count; at++) start[at + 1]! += start[at]!;
  const next = start.slice(0, count);
  const nodes = new Int32Array(size - 1);
  for (let node = 1; node < size; node++) nodes[next[session[node]!]!++] = node;
  return { start, nodes };
}

/** Whether later transactions of the process follow the node: it has an answer. */
export function isFollowed({ columns, transaction }: Observation, node: number): boolean {
  return columns.outcome[transaction[node]!] === OUTCOME.ok;
}
