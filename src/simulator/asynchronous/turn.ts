/**
 * The turn of a handler that may await: it keeps its cause for as long as the handler runs.
 */

import type { Cause } from '../causes.js';
import { Turn } from '../turn.js';

/** One handler at work, or waiting. */
export class AsyncTurn extends Turn {
  /** How many sleeps, syncs and calls it waits for. */
  waiting = 0;
  private sleeps = 0;
  private readonly root: Cause = this.cause;

  /** The number of a sleep that begins. */
  nextSleep(): number {
    return ++this.sleeps;
  }

  /**
   * From here on it acts for its `nth` sleep, as a timer's handler would: `n0/0 start sleep 3`.
   * What an operation set off stays with that operation.
   */
  slept(nth: number): void {
    this.cause = this.root.afterSleep(nth);
  }
}
