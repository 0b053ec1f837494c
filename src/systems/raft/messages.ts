/**
 * What Raft servers say to each other (Ongaro and Ousterhout, "In Search of an Understandable
 * Consensus Algorithm", USENIX ATC 2014, Figure 2; snapshots and membership after Ongaro,
 * "Consensus: Bridging Theory and Practice", 2014, Figures 5.3 and 4.1), and what they store.
 * Messages are one-way; an answer names what it answers.
 */

import type { Request } from '../../simulator/node.js';
import type { MachineSnapshot } from './state-machine.js';

/** One slot of the log. */
export interface Entry {
  readonly term: number;
  /**
   * What a client asked; `null` for the entry with which a leader begins its term (section 8), and
   * for a change of membership.
   */
  readonly command: Request | null;
  /** Thesis, section 4.1: the configuration that begins with this entry. */
  readonly members?: readonly string[];
}

/** Thesis, section 5.1: what stands in place of all entries up to `index`. */
export interface Snapshot {
  readonly index: number;
  readonly term: number;
  /** The configuration at `index`; `undefined` while it is the first one. */
  readonly members: readonly string[] | undefined;
  readonly machine: MachineSnapshot;
}

/** A snapshot and the entries after it. */
export interface Log {
  readonly snapshot: Snapshot;
  readonly entries: readonly Entry[];
}

/** Section 5.2 and 5.4.1: a candidate asks for a vote. */
export interface RequestVote {
  readonly type: 'request-vote';
  readonly term: number;
  readonly lastIndex: number;
  readonly lastTerm: number;
}

/** Section 5.2: the answer to a candidate. */
export interface Vote {
  readonly type: 'vote';
  readonly term: number;
  readonly granted: boolean;
}

/** Section 5.3: entries after `previousIndex`, or none for a heartbeat. */
export interface AppendEntries {
  readonly type: 'append-entries';
  readonly term: number;
  readonly previousIndex: number;
  readonly previousTerm: number;
  readonly entries: readonly Entry[];
  readonly commitIndex: number;
  /** Number of the heartbeat round; an answer to it confirms the leader (thesis, section 6.4). */
  readonly round: number;
}

/** Thesis, Figure 5.3: for a follower that needs entries the leader has no more. In one piece. */
export interface InstallSnapshot {
  readonly type: 'install-snapshot';
  readonly term: number;
  readonly snapshot: Snapshot;
  readonly round: number;
}

/** Section 5.3: the answer to a leader, to either of its messages. */
export interface AppendResult {
  readonly type: 'append-result';
  readonly term: number;
  readonly success: boolean;
  /** On success the last index known to agree; otherwise the highest index at which it could. */
  readonly index: number;
  readonly round: number;
}

/** Everything servers say to each other. */
export type Message = RequestVote | Vote | AppendEntries | InstallSnapshot | AppendResult;

/** Figure 2, "persistent state on all servers". */
export interface HardState {
  readonly term: number;
  readonly votedFor: string | null;
  readonly log: Log;
}
