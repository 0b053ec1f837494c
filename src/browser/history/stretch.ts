/**
 * The stretch of a history that is in sight: from which rank on, and how many ranks.
 */

import type { HistoryIndex } from './history-index.js';

/** Ranks from `from` on; both may be fractions. */
export interface Stretch {
  readonly from: number;
  readonly span: number;
}

/** Fewer ranks are too coarse, and more are too many elements for a browser. */
const SPAN = { min: 8, usual: 48, readable: 120, max: 600 } as const;

/** The stretch that shows the anomaly, or the beginning. */
export function firstStretch(index: HistoryIndex): Stretch {
  const { offending } = index;
  if (offending === undefined) return within(index, { from: -1, span: SPAN.usual });
  const { begin } = index.columns;
  const ends = index.involved.map((at) => lastRank(index, at));
  const first = index.involved.reduce(
    (least, at) => Math.min(least, begin[at]!),
    begin[offending]!,
  );
  const last = ends.reduce((most, end) => Math.max(most, end), 0);
  const all = last - first;
  // Where many are open at once each is long, and more ranks can be read.
  const longest = index.involved.reduce((most, at) => Math.max(most, lengthOf(index, at)), 0);
  const readable = Math.min(SPAN.max, Math.max(SPAN.readable, 3 * longest));
  // What is far away is in the strip of the whole history; here it would make all else too small.
  if (all > readable) {
    const usual = Math.max(SPAN.usual, 1.5 * lengthOf(index, offending));
    return around(index, offending, Math.min(SPAN.max, usual));
  }
  const span = Math.min(SPAN.max, Math.max(16, all * 1.3));
  return within(index, { from: (first + last) / 2 - span / 2, span });
}

/** A stretch of that span with an operation in the middle. */
export function around(index: HistoryIndex, place: number, span: number): Stretch {
  const begin = index.columns.begin[place]!;
  const middle = (begin + Math.min(lastRank(index, place), begin + span / 2)) / 2;
  return within(index, { from: middle - span / 2, span });
}

/** Whether an operation begins in a stretch. */
export function shows({ from, span }: Stretch, index: HistoryIndex, place: number): boolean {
  const begin = index.columns.begin[place]!;
  return begin >= from && begin <= from + span;
}

/** The stretch moved by so much of its span. */
export function moved(index: HistoryIndex, { from, span }: Stretch, share: number): Stretch {
  return within(index, { from: from + share * span, span });
}

/** The stretch with its span multiplied, about its middle. */
export function zoomed(index: HistoryIndex, { from, span }: Stretch, factor: number): Stretch {
  const wider = Math.min(SPAN.max, Math.max(SPAN.min, span * factor));
  return within(index, { from: from + (span - wider) / 2, span: wider });
}

/** A stretch of the same span about a rank. */
export function centred(index: HistoryIndex, { span }: Stretch, rank: number): Stretch {
  return within(index, { from: rank - span / 2, span });
}

function within(index: HistoryIndex, { from, span }: Stretch): Stretch {
  const last = Math.max(-1, index.ranks - span);
  return { from: Math.max(-1, Math.min(from, last)), span };
}

function lengthOf(index: HistoryIndex, place: number): number {
  return lastRank(index, place) - index.columns.begin[place]!;
}

function lastRank({ columns }: HistoryIndex, place: number): number {
  const end = columns.end[place]!;
  return end === Infinity ? columns.begin[place]! + 4 : end;
}
