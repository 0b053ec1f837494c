/**
 * Elections (Ongaro and Ousterhout 2014, sections 5.2 and 5.4.1): who gets a vote, who has won, and
 * how long to wait.
 */

import { isUpToDate } from './log.js';
import type { HardState, RequestVote } from './messages.js';

/** More than half of the cluster. */
export function majority(servers: number): number {
  return Math.floor(servers / 2) + 1;
}

/**
 * RequestVote rules 1 and 2: one vote a term, first come first served, and only for a log as up to
 * date as one's own. `state.term` has already caught up with the candidate's.
 */
export function grantsVote(state: HardState, candidate: string, request: RequestVote): boolean {
  if (request.term < state.term) return false;
  if (state.votedFor !== null && state.votedFor !== candidate) return false;
  return isUpToDate(request, state.log);
}

/** Section 5.2: votes are counted by server, so that a repeated message is no second vote. */
export function hasWon(votes: ReadonlySet<string>, servers: number): boolean {
  return votes.size >= majority(servers);
}
