/**
 * What replicas say to each other (Liskov and Cowling, "Viewstamped Replication Revisited",
 * MIT-CSAIL-TR-2012-021, sections 4 and 5), and what they store. Op numbers count from 1: op 1 is
 * `log[0]`.
 */

import type { Request } from '../../simulator/node.js';

/** Section 4.1, step 3: the primary gives `request` the op number `op`. */
export interface Prepare {
  readonly type: 'prepare';
  readonly view: number;
  readonly op: number;
  readonly request: Request;
  readonly commit: number;
}

/** Section 4.1, step 4: everything up to `op` is on this backup's disk. */
export interface PrepareOk {
  readonly type: 'prepare-ok';
  readonly view: number;
  readonly op: number;
}

/**
 * Section 4.1, step 6: sent by an idle primary; `op` is the length of its log, so that a backup
 * sees what it lacks.
 */
export interface Commit {
  readonly type: 'commit';
  readonly view: number;
  readonly op: number;
  readonly commit: number;
}

/** Section 4.2, step 1. */
export interface StartViewChange {
  readonly type: 'start-view-change';
  readonly view: number;
}

/**
 * Section 4.2, step 2: what the sender knows; `normalView` is the last view in which its log was
 * the primary's.
 */
export interface DoViewChange {
  readonly type: 'do-view-change';
  readonly view: number;
  readonly normalView: number;
  readonly log: readonly Request[];
  readonly commit: number;
}

/** Section 4.2, step 3: the log of the new view. Also the answer to `GetState`. */
export interface StartView {
  readonly type: 'start-view';
  readonly view: number;
  readonly log: readonly Request[];
  readonly commit: number;
}

/** Section 5.2: a replica that missed something asks the primary of `view`. */
export interface GetState {
  readonly type: 'get-state';
  readonly view: number;
}

/** Everything replicas say to each other. */
export type Message =
  Prepare | PrepareOk | Commit | StartViewChange | DoViewChange | StartView | GetState;

/**
 * What is on disk. A replica is in normal operation while `view` and `normalView` are equal, and in
 * a view change otherwise.
 */
export interface Durable {
  readonly view: number;
  readonly normalView: number;
  readonly log: readonly Request[];
}
