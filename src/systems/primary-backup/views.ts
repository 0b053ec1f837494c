/**
 * Views and quorums (Liskov and Cowling 2012, sections 4.1 and 4.2): who is primary, how many must
 * agree, which log a new view begins with.
 */

import type { DoViewChange } from './messages.js';

/** Section 4.1: the primary follows from the view number, round robin. */
export function primaryOf(view: number, servers: readonly string[]): string {
  return servers[view % servers.length] as string;
}

/** Section 3: f + 1 of 2f + 1, so that any two quorums share a replica. */
export function quorumOf(servers: number, bugs: ReadonlySet<string>): number {
  return bugs.has('split-brain') ? 1 : Math.floor(servers / 2) + 1;
}

/**
 * Section 4.2, step 3: the log of the replica that was in normal operation latest; among those the
 * longest. It holds every committed operation, because a quorum stored each and this quorum shares
 * a replica with that one.
 */
export function logOfNewView(reports: readonly DoViewChange[]): DoViewChange {
  return reports.reduce((best, next) => {
    if (next.normalView !== best.normalView) return next.normalView > best.normalView ? next : best;
    return next.log.length > best.log.length ? next : best;
  });
}

/**
 * Section 4.1, step 5: the last op that `needed` replicas have stored; `stored` has a number for
 * each replica.
 */
export function committedOp(stored: readonly number[], needed: number): number {
  const descending = [...stored].sort((left, right) => right - left);
  return descending[needed - 1] ?? 0;
}
