/**
 * Who gets a vote and who has won (Ongaro and Ousterhout 2014, sections 5.2 and 5.4.1).
 */

import { isUpToDate } from './log.js';
import type { HardState, RequestVote } from './messages.js';

/**
 * More than half of the servers. The mistake is to take half of them, rounded down, for a majority.
 */
export function majority(servers: number, offByOne: boolean): number {
  const half = Math.floor(servers / 2);
  return offByOne ? Math.max(1, half) : half + 1;
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

/** The votes that came in for one candidate in one term. */
export class Ballot {
  private readonly votes: string[] = [];

  constructor(private readonly countsTwice: boolean) {}

  add(voter: string): void {
    this.votes.push(voter);
  }

  has(voter: string): boolean {
    return this.votes.includes(voter);
  }

  /** Section 5.2: counted by server, so that a repeated message is no second vote. */
  countAmong(members: readonly string[]): number {
    const counted = this.votes.filter((voter) => members.includes(voter));
    return this.countsTwice ? counted.length : new Set(counted).size;
  }
}
