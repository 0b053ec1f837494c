/**
 * Reads without log entries (Ongaro's thesis, section 6.4, "ReadIndex"): a read notes the leader's
 * commit index, waits until a round of heartbeats that began after it has confirmed the leader, and
 * until that index has been applied.
 */

import type { Request } from '../../simulator/node.js';

/** A read that waits for its answer. */
export interface PendingRead {
  readonly client: string;
  readonly request: Request;
  /** Steps 1 and 2: what must have been applied before the answer. */
  readonly readIndex: number;
  /** Step 3: the round that a majority must have answered. */
  readonly round: number;
}

/** The reads that a leader has not answered yet. */
export class ReadQueue {
  private pending: PendingRead[] = [];

  get isEmpty(): boolean {
    return this.pending.length === 0;
  }

  add(read: PendingRead): void {
    this.pending.push(read);
  }

  /** Steps 4 and 5: the reads that can be answered now; they leave the queue. */
  takeReady(confirmedRound: number, applied: number): PendingRead[] {
    const isReady = (read: PendingRead): boolean =>
      read.round <= confirmedRound && read.readIndex <= applied;
    const ready = this.pending.filter(isReady);
    if (ready.length > 0) this.pending = this.pending.filter((read) => !isReady(read));
    return ready;
  }
}
