/**
 * Stable storage: term, vote and log are on disk before a server answers (Ongaro and Ousterhout
 * 2014, Figure 2, "updated on stable storage before responding to RPCs"). The log and the snapshot
 * it follows are one item, so that no crash can part them. Some of the bug switches are mistakes of
 * this file.
 */

import type { Context } from '../../simulator/node.js';
import { EMPTY_LOG } from './log.js';
import type { HardState, Log, Message } from './messages.js';

interface SavedVote {
  readonly term: number;
  readonly votedFor: string | null;
}

const NO_VOTE: SavedVote = { term: 0, votedFor: null };

/** A server's term, vote and log on disk. */
export class StableStorage {
  /** Saves so far in this incarnation, and how many of them are known to be durable. */
  private saves = 0;
  private durable = 0;
  /** Syncs that the device refused, and what is written again then. */
  private refusals = 0;
  private saved: HardState = { ...NO_VOTE, log: EMPTY_LOG };

  constructor(private readonly bugs: ReadonlySet<string>) {}

  /** What survived the last crash. */
  load(ctx: Context<Message>): HardState {
    const vote = (ctx.disk.read('vote') as SavedVote | undefined) ?? NO_VOTE;
    const log = (ctx.disk.read('log') as Log | undefined) ?? EMPTY_LOG;
    this.saved = { ...vote, log };
    return this.saved;
  }

  /** Hands what changed to the disk; durable only when a later `settle` ends. */
  save(ctx: Context<Message>, after: HardState): void {
    const { saved } = this;
    this.saved = after;
    if (saved.term !== after.term || saved.votedFor !== after.votedFor) this.writeVote(ctx);
    if (saved.log !== after.log) this.writeLog(ctx);
  }

  /** Calls `then` when all that was saved so far is durable: at once, if it is already. */
  settle(ctx: Context<Message>, then: () => void): void {
    const { saves } = this;
    if (this.durable === saves) return then();
    const early = this.bugs.has('ack-before-fsync');
    this.sync(ctx, saves, early ? undefined : then);
    if (early) then();
  }

  /**
   * What a refused sync was to make durable may never be, whatever later syncs say (Rebello et al.,
   * "Can Applications Recover from fsync Failures?", USENIX ATC 2020): all is written again.
   */
  private sync(ctx: Context<Message>, saves: number, then: (() => void) | undefined): void {
    const { refusals } = this;
    ctx.disk.sync((error) => {
      if (error !== undefined && !this.bugs.has('fsync-error-ignored')) {
        this.refusals++;
        this.writeVote(ctx);
        this.writeLog(ctx);
      }
      if (refusals !== this.refusals) return this.sync(ctx, saves, then);
      this.durable = Math.max(this.durable, saves);
      then?.();
    });
  }

  private writeVote(ctx: Context<Message>): void {
    const term = this.bugs.has('term-not-persisted') ? 0 : this.saved.term;
    const votedFor = this.bugs.has('vote-not-persisted') ? null : this.saved.votedFor;
    ctx.disk.write('vote', { term, votedFor } satisfies SavedVote);
    this.saves++;
  }

  private writeLog(ctx: Context<Message>): void {
    ctx.disk.write('log', this.saved.log);
    this.saves++;
  }
}
