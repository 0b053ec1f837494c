/**
 * The replicated log as an immutable list, with the rules that keep logs alike (Ongaro and
 * Ousterhout 2014, sections 5.3 and 5.4.1). Indexes count from 1; index 0, of term 0, stands before
 * the first entry of every log.
 */

import type { Entry } from './messages.js';

/** Term of the entry at `index`; 0 where there is none. */
export function termAt(log: readonly Entry[], index: number): number {
  return log[index - 1]?.term ?? 0;
}

/** Term of the last entry; 0 for an empty log. */
export function lastTerm(log: readonly Entry[]): number {
  return termAt(log, log.length);
}

/**
 * Section 5.4.1: the log with the later last term is more up to date; of equal terms, the longer
 * one.
 */
export function isUpToDate(
  candidate: { readonly lastIndex: number; readonly lastTerm: number },
  log: readonly Entry[],
): boolean {
  const own = lastTerm(log);
  if (candidate.lastTerm !== own) return candidate.lastTerm > own;
  return candidate.lastIndex >= log.length;
}

/** Section 5.3, consistency check: the log holds an entry of this term at this index. */
export function agreesAt(log: readonly Entry[], index: number, term: number): boolean {
  return index <= log.length && termAt(log, index) === term;
}

/**
 * Section 5.3, AppendEntries rules 3 and 4: an entry that conflicts (same index, other term) goes
 * with all that follow it; entries the log has already stay, so that an old message cannot shorten
 * it. Answers the same list when nothing is new.
 */
export function merge(
  log: readonly Entry[],
  previousIndex: number,
  entries: readonly Entry[],
): readonly Entry[] {
  const known = entries.findIndex(
    (entry, at) => termAt(log, previousIndex + 1 + at) !== entry.term,
  );
  if (known < 0) return log;
  return [...log.slice(0, previousIndex + known), ...entries.slice(known)];
}

/**
 * Where to try next when a follower's log failed the check at `previousIndex`: at its end, or
 * before the whole conflicting term (end of section 5.3, the optimisation in brackets).
 */
export function retreatIndex(log: readonly Entry[], previousIndex: number): number {
  if (log.length < previousIndex) return log.length;
  const conflicting = termAt(log, previousIndex);
  let index = previousIndex - 1;
  while (index > 0 && termAt(log, index) === conflicting) index--;
  return index;
}
