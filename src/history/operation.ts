/**
 * Operations: invocations joined to their completions, and the strict history that checkers judge.
 * In a strict history a process has one operation open at a time and every completion has its
 * invocation.
 */

import type { Value } from './value.js';

/**
 * `ok`: it happened. `fail`: it did not happen. `info`: crashed (open): it may have happened, now
 * or at any later time, or never; an operation without completion is the same.
 */
export type Outcome = 'ok' | 'fail' | 'info';

/** Something a process asked for, with what became of it and when. */
export interface Operation {
  /** Position in `History.operations`, which is ordered by `call`. */
  readonly id: number;
  readonly process: number | string;
  readonly f: string;
  readonly key?: Value;
  /** The value of the invocation. */
  readonly input: Value;
  /** The value of the completion; `null` where there is none. */
  readonly output: Value;
  readonly outcome: Outcome;
  /** What the completion said of a `fail` or `info`. */
  readonly error?: Value;
  /**
   * Rank of the invocation: dense, distinct integers shared by all calls and returns of the
   * history.
   */
  readonly call: number;
  /** Rank of the completion; `Infinity` for a crashed operation. */
  readonly return: number;
  readonly callNs?: number | bigint;
  readonly returnNs?: number | bigint;
}

/** The strict form. Immutable; build it with `toHistory(events)` or the timeline notation. */
export interface History {
  readonly operations: readonly Operation[];
}
