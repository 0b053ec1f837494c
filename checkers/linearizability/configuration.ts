/**
 * A configuration of the search, as a run of 32-bit words: how far the events are, the state, and
 * which operations have taken effect before they had to. Fixed words first, then the mask of
 * operations in flight, then the counts of crashed ones; last come two words that tell how it was
 * reached and are no part of its identity.
 */

import type { Columns } from './columns.js';

/** Word: the event up to which everything is explained. */
export const EVENT = 0;

/** Word: the state. */
export const STATE = 1;

/** Word: 1 + the state before a crashed operation that nothing has depended on yet, or 0. */
export const OBLIGATION = 2;

/** First word of the mask. */
export const MASK = 3;

/** Where the variable parts of a configuration lie. */
export interface ConfigurationLayout {
  /** First word of the crashed counts; what is before it is compared for equality. */
  readonly counts: number;
  /** First of the words that are not compared. */
  readonly parent: number;
  /** The member that took effect, or -1 - field for a crashed one. */
  readonly move: number;
  readonly width: number;
}

/** The layout for the operations of `columns`. */
export function layoutConfiguration(columns: Columns): ConfigurationLayout {
  const counts = MASK + columns.maskWords;
  const parent = counts + columns.counts.words;
  return { counts, parent, move: parent + 1, width: parent + 2 };
}
