/**
 * Which chain comes next. There is no master that never fails: as in Vertical Paxos (Lamport,
 * Malkhi, Zhou, PODC 2009) a majority of the servers leaves the old epoch before a new one begins,
 * and every chain is a majority too, so that some member of it tells all that it acknowledged.
 */

import type { Chain } from './messages.js';

/** How many servers make a majority. */
export function majorityOf(servers: number): number {
  return Math.floor(servers / 2) + 1;
}

/** An epoch after `known` that only `server` uses. */
export function epochAfter(known: number, server: string, servers: readonly string[]): number {
  const round = Math.floor(known / servers.length) + 1;
  return round * servers.length + servers.indexOf(server);
}

/**
 * The chain of a new epoch, from what a majority reported: the log of the newest chain, the longest
 * of it, and everybody who reported. Who was in that chain keeps its place; others join at the end.
 */
export function nextChain(epoch: number, reports: ReadonlyMap<string, Chain>): Chain {
  const best = [...reports.values()].reduce((left, right) => {
    if (left.epoch !== right.epoch) return left.epoch > right.epoch ? left : right;
    return left.log.length >= right.log.length ? left : right;
  });
  const staying = best.members.filter((member) => reports.has(member));
  const joining = [...reports.keys()].filter((server) => !staying.includes(server)).sort();
  return { epoch, members: [...staying, ...joining], log: best.log };
}
