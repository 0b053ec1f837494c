/**
 * A replica's view and log on disk. Saved at once, durable after a sync; nothing is answered
 * before.
 */

import type { Context } from '../../simulator/node.js';
import type { Durable, Message } from './messages.js';

/** One replica's state, in memory and on disk. */
export class DurableState {
  state: Durable = { view: 0, normalView: 0, log: [] };
  /** Saves so far in this incarnation, and how many of them are known to be on disk. */
  private saves = 0;
  private synced = 0;

  /** In normal operation: no view change is under way. */
  get isNormal(): boolean {
    return this.state.view === this.state.normalView;
  }

  load(ctx: Context<Message>): void {
    this.state = (ctx.disk.read('state') as Durable | undefined) ?? this.state;
  }

  save(ctx: Context<Message>, state: Durable): void {
    this.state = state;
    ctx.disk.write('state', state);
    this.saves++;
  }

  /** Calls `then` when everything saved so far is on disk: at once, if it is already. */
  settle(ctx: Context<Message>, then: () => void): void {
    const saves = this.saves;
    if (this.synced === saves) return then();
    ctx.disk.sync(() => {
      this.synced = Math.max(this.synced, saves);
      then();
    });
  }
}
