/**
 * When a leader may change the membership, and who is out (Ongaro's thesis, sections 4.1 and 4.2,
 * with the correction of Ongaro, "bug in single-server membership changes", raft-dev, 10 July
 * 2015).
 */

import { nextMembers } from './configuration.js';
import type { Leadership } from './leadership.js';
import type { Entry } from './messages.js';
import type { ServerState } from './server-state.js';

/**
 * The entry that begins the next configuration that operators asked for, if now is the time: the
 * last one must be committed (section 4.1), and so must an entry of the leader's own term.
 * Otherwise an earlier leader, with an uncommitted change of its own, could still be elected by a
 * majority of which nobody knows of this one.
 */
export function nextChange(
  server: ServerState,
  { changes, firstIndex }: Leadership,
): Entry | undefined {
  const { commitIndex, configuration, hard } = server;
  if (configuration.index > commitIndex && !server.has('overlapping-changes')) return undefined;
  if (firstIndex > commitIndex && !server.has('change-before-noop')) return undefined;
  for (let change = changes[0]; change !== undefined; change = changes[0]) {
    const members = nextMembers(configuration.members, change);
    if (members !== undefined) return { term: hard.term, command: null, members };
    changes.shift();
  }
  return undefined;
}

/** Section 4.2.2: a server is out once the configuration without it is committed. */
export function isRemoved({ configuration, commitIndex }: ServerState, name: string): boolean {
  return configuration.index <= commitIndex && !configuration.members.includes(name);
}
