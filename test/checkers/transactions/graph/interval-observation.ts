/**
 * Observations of nothing but intervals, processes and outcomes: what the edges of orders are made
 * from.
 */

import type { Observation } from '../../../../checkers/transactions/observation.js';
import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../../src/history/transactions/transaction-columns.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import type { Random } from '../../oracle/random.js';

/** A transaction of which only its time is known. */
export interface Interval {
  readonly call: number;
  readonly return: number;
  readonly outcome: number;
  /** Whether it is a node. */
  readonly isSeen: boolean;
}

/** Intervals with distinct ranks, some without call, return or success. */
export function randomIntervals(random: Random, size: number, concurrency: number): Interval[] {
  const intervals: { call: number; return: number; outcome: number; isSeen: boolean }[] = [];
  const running: number[] = [];
  let rank = 0;
  while (intervals.length < size || running.length > 0) {
    const isCall = intervals.length < size && (running.length === 0 || random.chance(0.5));
    if (isCall && running.length < concurrency) {
      const outcome = random.pick([OUTCOME.ok, OUTCOME.ok, OUTCOME.ok, OUTCOME.info]);
      const call = random.chance(0.9) ? rank++ : NO_CALL;
      running.push(intervals.length);
      const isSeen = outcome === OUTCOME.ok || random.chance(0.5);
      intervals.push({ call, return: OPEN, outcome, isSeen });
    } else if (running.length > 0) {
      const [done] = running.splice(random.below(running.length), 1);
      const interval = intervals[done!]!;
      if (interval.outcome === OUTCOME.ok || random.chance(0.5)) interval.return = rank++;
    }
  }
  return intervals;
}

/** The observation of these transactions, whose nodes are those seen. */
export function observationOf(
  intervals: readonly Interval[],
  previous: readonly number[] = [],
): Observation {
  const empty = transactionsOf(
    [{ index: 0, type: 'invoke', process: 0, f: 'txn', value: [['w', 0, 1]] }],
    'rw-register',
  );
  const places = intervals.flatMap(({ isSeen }, at) => (isSeen ? [at] : []));
  const ends = intervals.flatMap(({ call, return: returned }) => [call, returned]);
  const columns = {
    ...empty,
    size: intervals.length,
    outcome: Uint8Array.from(intervals, ({ outcome }) => outcome),
    call: Int32Array.from(intervals, ({ call }) => call),
    return: Int32Array.from(intervals, ({ return: returned }) => returned),
    ranks: Math.max(-1, ...ends.filter((end) => end !== OPEN)) + 1,
  };
  const nothing = new Int32Array(0);
  const size = places.length + 1;
  const node = new Int32Array(intervals.length).fill(-1);
  for (const [at, place] of places.entries()) node[place] = at + 1;
  return {
    columns,
    size,
    transaction: Int32Array.from([-1, ...places]),
    node,
    readStart: new Int32Array(size + 1),
    readKey: nothing,
    readWriter: nothing,
    readMicro: nothing,
    writeStart: new Int32Array(size + 1),
    writeKey: nothing,
    writeMicro: nothing,
    previous: Int32Array.from({ length: size }, (_, at) => previous[at] ?? 0),
  };
}
