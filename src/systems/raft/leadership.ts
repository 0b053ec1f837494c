/**
 * What a leader knows of its followers during one term (Ongaro and Ousterhout 2014, Figure 2,
 * "volatile state on leaders"): how far each log agrees, what to send next, which heartbeat round
 * it answered, and who waits for what. Bookkeeping only: it neither sends nor stores.
 */

import { reachedByMajority } from './commit.js';
import { termAt } from './log.js';
import type { AppendEntries, AppendResult, HardState } from './messages.js';
import { ReadQueue } from './read-queue.js';

/**
 * One entry a message, the next when it is acknowledged: few bytes, and every step can go wrong.
 */
const ENTRIES_MAX = 1;

interface Progress {
  /** The next entry to send. */
  next: number;
  /** Known to be on the follower's disk up to here. */
  stored: number;
  /** The last heartbeat round it answered. */
  round: number;
}

/** One term of one leader. */
export class Leadership {
  readonly reads: ReadQueue = new ReadQueue();
  /** Clients that wait for a command, by the command's id. */
  readonly waiting: Map<number, string> = new Map();
  private readonly progress: ReadonlyMap<string, Progress>;
  private round = 0;

  /** @param firstIndex index of the entry with which this term begins. */
  constructor(
    private readonly self: string,
    servers: readonly string[],
    readonly firstIndex: number,
  ) {
    this.progress = new Map(
      servers.map((server) => [server, { next: firstIndex, stored: 0, round: 0 }]),
    );
  }

  /** Begins a round of heartbeats and answers its number. */
  nextRound(): number {
    this.of(this.self).round = ++this.round;
    return this.round;
  }

  /** The message that brings `peer` further, or that is its heartbeat. */
  messageFor(peer: string, { term, log }: HardState, commitIndex: number): AppendEntries {
    const previousIndex = this.of(peer).next - 1;
    return {
      type: 'append-entries',
      term,
      previousIndex,
      previousTerm: termAt(log, previousIndex),
      entries: log.slice(previousIndex, previousIndex + ENTRIES_MAX),
      commitIndex,
      round: this.round,
    };
  }

  /** Own entries up to `index` are on disk. */
  storedItself(index: number): void {
    const own = this.of(this.self);
    own.stored = Math.max(own.stored, index);
  }

  /**
   * Takes in an answer of this term; says whether there is now something else to send to that
   * follower.
   */
  takeIn(peer: string, { success, index, round }: AppendResult, lastIndex: number): boolean {
    const progress = this.of(peer);
    progress.round = Math.max(progress.round, round);
    const before = progress.next;
    if (success) {
      progress.stored = Math.max(progress.stored, index);
      progress.next = Math.max(progress.next, index + 1);
      return progress.next > before && progress.next <= lastIndex;
    }
    progress.next = Math.min(progress.next, index + 1);
    return progress.next < before;
  }

  /** How far each server's disk is known to agree. */
  stored(): number[] {
    return [...this.progress.values()].map(({ stored }) => stored);
  }

  /** The last round that a majority answered: nobody else led a later term when it began. */
  confirmedRound(): number {
    return reachedByMajority([...this.progress.values()].map(({ round }) => round));
  }

  private of(server: string): Progress {
    return this.progress.get(server) as Progress;
  }
}
