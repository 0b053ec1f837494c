/**
 * What a leader knows of its followers during one term (Ongaro and Ousterhout 2014, Figure 2,
 * "volatile state on leaders"): how far each log agrees, what to send next, which heartbeat round
 * it answered, and who waits for what. Bookkeeping only: it neither sends nor stores.
 */

import type { AdminCommand } from '../../simulator/node.js';
import { entryAt, lastIndex, termAt } from './log.js';
import type { AppendEntries, AppendResult, HardState, InstallSnapshot } from './messages.js';
import { ReadQueue } from './read-queue.js';

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
  /** What operators asked, in order. */
  readonly changes: AdminCommand[] = [];
  private readonly progress = new Map<string, Progress>();
  /** When each round began, on the leader's own clock; round 0 never did. */
  private readonly roundsBeganUs: number[] = [-Infinity];

  /** @param firstIndex index of the entry with which this term begins. */
  constructor(
    private readonly self: string,
    readonly firstIndex: number,
  ) {}

  private get round(): number {
    return this.roundsBeganUs.length - 1;
  }

  /** Begins a round of heartbeats and answers its number. */
  nextRound(nowUs: number): number {
    this.roundsBeganUs.push(nowUs);
    this.of(this.self).round = this.round;
    return this.round;
  }

  /** When a round began, on the leader's own clock. */
  roundBeganUs(round: number): number {
    return this.roundsBeganUs[round] ?? -Infinity;
  }

  /**
   * The message that brings `peer` further, or that is its heartbeat. One entry a message, the next
   * when it is acknowledged: few bytes, and every step can go wrong.
   */
  messageFor(
    peer: string,
    { term, log }: HardState,
    commitIndex: number,
  ): AppendEntries | InstallSnapshot {
    const { round } = this;
    const { next } = this.of(peer);
    const previousIndex = next - 1;
    if (previousIndex < log.snapshot.index) {
      return { type: 'install-snapshot', term, snapshot: log.snapshot, round };
    }
    const entry = entryAt(log, next);
    return {
      type: 'append-entries',
      term,
      previousIndex,
      previousTerm: termAt(log, previousIndex),
      entries: entry === undefined ? [] : [entry],
      commitIndex,
      round,
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
  takeIn(peer: string, { success, index, round }: AppendResult, { log }: HardState): boolean {
    const progress = this.of(peer);
    progress.round = Math.max(progress.round, round);
    const before = progress.next;
    if (success) {
      progress.stored = Math.max(progress.stored, index);
      progress.next = Math.max(progress.next, index + 1);
      return progress.next > before && progress.next <= lastIndex(log);
    }
    progress.next = Math.min(progress.next, index + 1);
    return progress.next < before;
  }

  /** How far each of these servers' disks is known to agree. */
  stored(members: readonly string[]): number[] {
    return members.map((member) => this.of(member).stored);
  }

  /** The last round that each of these servers answered. */
  rounds(members: readonly string[]): number[] {
    return members.map((member) => this.of(member).round);
  }

  /** Who was never heard of begins where the term does, and goes back from there. */
  private of(server: string): Progress {
    let progress = this.progress.get(server);
    if (progress === undefined) {
      progress = { next: this.firstIndex, stored: 0, round: 0 };
      this.progress.set(server, progress);
    }
    return progress;
  }
}
