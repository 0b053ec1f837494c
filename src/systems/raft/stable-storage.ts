/**
 * Stable storage: term, vote and log are on disk before a server answers (Ongaro and Ousterhout
 * 2014, Figure 2, "updated on stable storage before responding to RPCs"). Two of the bug switches
 * are mistakes of this file.
 */

import type { Context } from '../../simulator/node.js';
import type { Entry, HardState, Message } from './messages.js';

interface SavedVote {
  readonly term: number;
  readonly votedFor: string | null;
}

/** A server's term, vote and log on disk. */
export class StableStorage {
  /** Saves so far in this incarnation, and how many of them are known to be durable. */
  private saves = 0;
  private durable = 0;

  constructor(private readonly bugs: ReadonlySet<string>) {}

  /** What survived the last crash. */
  load(ctx: Context<Message>): HardState {
    const vote = (ctx.disk.read('vote') as SavedVote | undefined) ?? { term: 0, votedFor: null };
    const log = (ctx.disk.read('log') as readonly Entry[] | undefined) ?? [];
    return { ...vote, log };
  }

  /** Hands what changed to the disk; durable only when a later `settle` ends. */
  save(ctx: Context<Message>, before: HardState, after: HardState): void {
    const { term, votedFor, log } = after;
    if (before.term !== term || before.votedFor !== votedFor) {
      const kept = this.bugs.has('vote-not-persisted') ? null : votedFor;
      ctx.disk.write('vote', { term, votedFor: kept } satisfies SavedVote);
      this.saves++;
    }
    if (before.log !== log) {
      ctx.disk.write('log', log);
      this.saves++;
    }
  }

  /** Calls `then` when all that was saved so far is durable: at once, if it is already. */
  settle(ctx: Context<Message>, then: () => void): void {
    const saves = this.saves;
    if (this.durable === saves) return then();
    const early = this.bugs.has('ack-before-fsync');
    ctx.disk.sync(() => {
      this.durable = Math.max(this.durable, saves);
      if (!early) then();
    });
    if (early) then();
  }
}
