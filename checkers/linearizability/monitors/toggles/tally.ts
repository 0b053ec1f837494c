/**
 * What sets, multisets, counters and semaphores have in common: a count for each element, which
 * some operations raise by one, others lower by one, and others only look at. A set holds an
 * element 0 or 1 times; a lock is held 0 or 1 times.
 */

import type { Part } from '../../part.js';

/** What an operation does to the count of its element. */
export const MOVE = {
  /** Crashed and without effect: left out of any order. */
  skipped: 0,
  /** Raises the count by one; impossible at the ceiling. */
  up: 1,
  /** Lowers the count by one; impossible at the floor. */
  down: 2,
  /** Saw the count at a level. */
  look: 3,
  /** Fits everywhere: an addition of 0. */
  idle: 4,
} as const;

/** A level that no count has. */
export const NOWHERE: number = 2 ** 31 - 1;

/** A part as moves of counts. Crashed moves may be left out. */
export interface Tally {
  readonly part: Part;
  readonly elements: number;
  /** Each member's element, below `elements`. */
  readonly element: Int32Array;
  /** {@link MOVE} of each member. */
  readonly move: Uint8Array;
  /** The level that a look saw. */
  readonly level: Int32Array;
  /** All counts begin at 0 and stay from `floor` to `ceiling`. */
  readonly floor: number;
  readonly ceiling: number;
}

/** Bounds for counts that have none. */
export const UNBOUNDED: number = 2 ** 30;
