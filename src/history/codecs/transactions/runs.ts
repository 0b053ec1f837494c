/**
 * Where many lists that grow lie in one array: each has a run of entries, and moves to the end of
 * the array, to twice the room, when it is full. What it leaves behind is lost, which is less than
 * what is in use.
 */

import { widened } from '../../columns/operation-store.js';

const RUNS_MIN = 256;

/** Places of runs; the entries are kept by somebody else. Runs are natural numbers. */
export class Runs {
  /** Where each run starts, and how many entries it has. */
  start: Int32Array = new Int32Array(RUNS_MIN);
  count: Int32Array = new Int32Array(RUNS_MIN);
  /** All runs end before. */
  end = 0;
  #room: Int32Array = new Int32Array(RUNS_MIN);
  readonly #roomMin: number;

  /** Each run has room for `roomMin` entries at first. */
  constructor(roomMin: number) {
    this.#roomMin = roomMin;
  }

  /** Makes a run known; it is empty if it was not. */
  open(run: number): void {
    if (run < this.start.length) return;
    const length = Math.max(4 * this.start.length, run + 1);
    this.start = widened(this.start, length);
    this.count = widened(this.count, length);
    this.#room = widened(this.#room, length);
  }

  /** Whether a run must move to hold this many entries. */
  isShort(run: number, count: number): boolean {
    return count > this.#room[run]!;
  }

  /** Moves a run to the end, with room for at least `count` entries; where it was. */
  move(run: number, count: number): number {
    const before = this.start[run]!;
    const room = Math.max(this.#roomMin, 2 * this.#room[run]!, count);
    this.start[run] = this.end;
    this.#room[run] = room;
    this.end += room;
    return before;
  }
}
