/**
 * The replicated log as an immutable value, with the rules that keep logs alike (Ongaro and
 * Ousterhout 2014, sections 5.3 and 5.4.1; compaction after Ongaro's thesis, section 5.1). Indexes
 * count from 1; index 0, of term 0, stands before the first entry of every log, where an empty
 * snapshot is.
 */

import type { Entry, Log, Snapshot } from './messages.js';

const NOTHING: Snapshot = {
  index: 0,
  term: 0,
  members: undefined,
  machine: { values: [], sessions: [] },
};

/** The log of a server that has never heard of anything. */
export const EMPTY_LOG: Log = { snapshot: NOTHING, entries: [] };

/** Index of the last entry, or of the snapshot if none follows it. */
export function lastIndex({ snapshot, entries }: Log): number {
  return snapshot.index + entries.length;
}

/** The entry at `index`; `undefined` in the snapshot and after the end. */
export function entryAt({ snapshot, entries }: Log, index: number): Entry | undefined {
  return entries[index - snapshot.index - 1];
}

/** Term of the entry at `index`; 0 where it is not known. */
export function termAt(log: Log, index: number): number {
  const { snapshot } = log;
  return index === snapshot.index ? snapshot.term : (entryAt(log, index)?.term ?? 0);
}

/** Term of the last entry; 0 for an empty log. */
export function lastTerm(log: Log): number {
  return termAt(log, lastIndex(log));
}

/** The log up to `index`; at least its snapshot. */
export function upTo({ snapshot, entries }: Log, index: number): Log {
  return { snapshot, entries: entries.slice(0, Math.max(0, index - snapshot.index)) };
}

/** The log with these entries at its end. */
export function withEntries({ snapshot, entries }: Log, added: readonly Entry[]): Log {
  return { snapshot, entries: [...entries, ...added] };
}

/**
 * Section 5.4.1: the log with the later last term is more up to date; of equal terms, the longer
 * one.
 */
export function isUpToDate(
  candidate: { readonly lastIndex: number; readonly lastTerm: number },
  log: Log,
): boolean {
  const own = lastTerm(log);
  if (candidate.lastTerm !== own) return candidate.lastTerm > own;
  return candidate.lastIndex >= lastIndex(log);
}

/**
 * Section 5.3, consistency check: the log holds an entry of this term at this index. What a
 * snapshot covers is committed, and no leader has it otherwise.
 */
export function agreesAt(log: Log, index: number, term: number): boolean {
  if (index < log.snapshot.index) return true;
  return index <= lastIndex(log) && termAt(log, index) === term;
}

/**
 * Section 5.3, AppendEntries rules 3 and 4: an entry that conflicts (same index, other term) goes
 * with all that follow it; entries the log has already stay, so that an old message cannot shorten
 * it. Answers the same log when nothing is new.
 */
export function merge(log: Log, previousIndex: number, entries: readonly Entry[]): Log {
  const known = entries.findIndex((entry, at) => {
    const index = previousIndex + 1 + at;
    return index > log.snapshot.index && termAt(log, index) !== entry.term;
  });
  if (known < 0) return log;
  return withEntries(upTo(log, previousIndex + known), entries.slice(known));
}

/** The mistake of ending the log where an old message ends. */
export function mergedAndCut(log: Log, previousIndex: number, entries: readonly Entry[]): Log {
  const merged = merge(log, previousIndex, entries);
  const end = previousIndex + entries.length;
  return end < lastIndex(merged) ? upTo(merged, end) : merged;
}

/**
 * Where to try next when a follower's log failed the check at `previousIndex`: at its end, or
 * before the whole conflicting term (end of section 5.3, the optimisation in brackets).
 */
export function retreatIndex(log: Log, previousIndex: number): number {
  if (lastIndex(log) < previousIndex) return lastIndex(log);
  const conflicting = termAt(log, previousIndex);
  let index = previousIndex - 1;
  while (index > log.snapshot.index && termAt(log, index) === conflicting) index--;
  return index;
}

/** Thesis, section 5.1: the snapshot takes the place of the entries that it covers. */
export function compacted(log: Log, snapshot: Snapshot): Log {
  return { snapshot, entries: log.entries.slice(snapshot.index - log.snapshot.index) };
}
