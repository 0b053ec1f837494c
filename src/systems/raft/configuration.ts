/**
 * Who takes part: configurations in the log, one server in or out at a time, so that any majority
 * before a change and any after it share a server (Ongaro's thesis, section 4.1).
 */

import type { AdminCommand } from '../../simulator/node.js';
import type { Log } from './messages.js';

/** The servers whose votes and copies count. */
export interface Configuration {
  /** Index of the entry that began it; 0 for the first. */
  readonly index: number;
  readonly members: readonly string[];
}

/**
 * Section 4.1: a server uses the latest configuration in its log, committed or not. `limit` asks
 * for the one at an index. Linear in the entries after the snapshot.
 */
export function configurationOf(
  { snapshot, entries }: Log,
  first: readonly string[],
  limit: number = Infinity,
): Configuration {
  for (let at = Math.min(entries.length, limit - snapshot.index) - 1; at >= 0; at--) {
    const members = entries[at]?.members;
    if (members !== undefined) return { index: snapshot.index + at + 1, members };
  }
  if (snapshot.members === undefined) return { index: 0, members: first };
  return { index: snapshot.index, members: snapshot.members };
}

/**
 * The next configuration on the way to what the operator asked, one server away from `members`;
 * `undefined` when there is nothing left to do. A replacement first adds, then removes. The last
 * member stays.
 */
export function nextMembers(
  members: readonly string[],
  { type, node, by }: AdminCommand,
): readonly string[] | undefined {
  const joins = type === 'add' ? node : type === 'replace' ? by : undefined;
  if (joins !== undefined && !members.includes(joins)) return [...members, joins];
  if (type === 'add' || !members.includes(node) || members.length === 1) return undefined;
  return members.filter((member) => member !== node);
}
