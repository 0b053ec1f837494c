/**
 * Logs for the tests, written as the terms of their entries.
 */

import type { Entry, Log, Snapshot } from '../../../src/systems/raft/messages.js';
import { EMPTY_LOG } from '../../../src/systems/raft/log.js';

/** Entries of these terms, with which leaders begin. */
export function entries(...terms: number[]): Entry[] {
  return terms.map((term) => ({ term, command: null }));
}

/** A log that was never compacted. */
export function log(...terms: number[]): Log {
  return { ...EMPTY_LOG, entries: entries(...terms) };
}

/** What stands in place of the entries up to `index`, the last of which is of `term`. */
export function snapshot(index: number, term: number, members?: readonly string[]): Snapshot {
  return { index, term, members, machine: { values: [], sessions: [] } };
}

/** The terms of the entries after the snapshot. */
export function termsOf({ entries: left }: Log): number[] {
  return left.map(({ term }) => term);
}
