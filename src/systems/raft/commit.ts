/**
 * When entries are committed (Ongaro and Ousterhout 2014, sections 5.3 and 5.4.2).
 */

import { termAt } from './log.js';
import type { Log } from './messages.js';

/**
 * The highest number that so many servers have reached; `reached` holds one number for each.
 * Quadratic in the servers.
 */
export function reachedBy(reached: readonly number[], needed: number): number {
  let highest = 0;
  for (const candidate of reached) {
    if (candidate <= highest) continue;
    let count = 0;
    for (const other of reached) if (other >= candidate) count++;
    if (count >= needed) highest = candidate;
  }
  return highest;
}

/**
 * The leader's new commit index, when a majority has stored its log up to `index`. Section 5.4.2:
 * only an entry of its own term is committed by counting replicas; earlier ones follow with it,
 * because a later leader could still overwrite them (Figure 8).
 */
export function leaderCommitIndex(options: {
  readonly log: Log;
  readonly term: number;
  readonly commitIndex: number;
  readonly index: number;
  /** The mistake of Figure 8. */
  readonly anyTerm: boolean;
}): number {
  const { log, term, commitIndex, index, anyTerm } = options;
  if (index <= commitIndex) return commitIndex;
  return anyTerm || termAt(log, index) === term ? index : commitIndex;
}

/**
 * AppendEntries rule 5: a follower commits what the leader did, as far as it knows that its log
 * agrees.
 */
export function followerCommitIndex(own: number, leader: number, agreedIndex: number): number {
  return Math.max(own, Math.min(leader, agreedIndex));
}
