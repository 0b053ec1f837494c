/**
 * Staleness bounded in time: how long after a write was overwritten its value is still read.
 */

import { columnsOf } from '../../src/history/columns/columnar-history.js';
import type { History } from '../../src/history/operation.js';
import { tellDeeds } from '../causal/explain-order.js';
import type { Checker, CheckOptions } from '../checker.js';
import { ModelError } from '../model.js';
import { tellDeed } from '../registers/narrate.js';
import { accessesOf } from '../registers/register-accesses.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker } from '../registers/register-checker.js';
import type { Judgement, RegisterModel, Telling } from '../registers/register-checker.js';
import { connect, type RegisterOperations } from '../registers/register-operations.js';
import { readsOfNothing, WriterChoices } from '../registers/writer-choices.js';
import type { Verdict } from '../verdict.js';
import { keyOperationsOf, type KeyOperations } from './key-operations.js';
import { timesOf, type OperationTimes, type StalenessUnit } from './times.js';
import { countMissed } from './missed-versions.js';
import { isWithin, smallestDelay, type KeyTimes } from './zones.js';

/** How stale the reads of a history are. */
export interface Staleness {
  readonly unit: StalenessUnit;
  /**
   * The smallest whole delay such that the history is linearizable when each read may have begun so
   * much earlier; `Infinity` when a read ended before its write began. 0: linearizable.
   */
  readonly delay: number;
  /**
   * The most writes that certainly lie between what a read returned and the read: they began after
   * its write had ended, and ended before it began. Where writes do not overlap, this is how many
   * versions it was behind.
   */
  readonly versions: number;
  /** The read that missed them; absent when none missed any. */
  readonly read?: number;
}

/**
 * Measures staleness; `undefined` when a read returned what nobody wrote, or what several writes
 * may have left. O(n log n) times the logarithm of the span of the history.
 * @throws ModelError when an operation is neither a read nor a write.
 */
export function measureStaleness(
  history: History,
  options: RegisterHistoryOptions = {},
): Staleness | undefined {
  const accesses = accessesOf(history, options);
  if (readsOfNothing(accesses).length > 0) return undefined;
  const { ambiguous, writerOf } = new WriterChoices(accesses);
  if (ambiguous.length > 0) return undefined;
  const operations = connect(accesses, writerOf);
  const times = timesOf(history, accesses.columns);
  let delay = 0;
  let versions = 0;
  let read: number | undefined;
  for (const ofKey of keyOperationsOf(operations)) {
    delay = Math.max(delay, smallestDelay(ofKey, keyTimes(operations, ofKey, times)));
    const missed = countMissed(ofKey);
    missed.forEach((count, at) => {
      if (count <= versions) return;
      versions = count;
      read = accesses.id[operations.access[ofKey.place[at]!]!]!;
    });
  }
  return { unit: times.unit, delay, versions, ...(read === undefined ? {} : { read }) };
}

/** What a read may be behind. */
export interface BoundedTimeOptions extends RegisterHistoryOptions {
  /**
   * In nanoseconds where every operation of the history has its times; otherwise in ranks, of which
   * every call and every return of the history takes one.
   */
  readonly delayMax: number;
}

/**
 * Checks that reads are at most `delayMax` stale: that the history is linearizable when each read
 * may have begun so much earlier. O(n log n).
 * @throws ModelError when the delay is no number from 0.
 */
export function boundedStaleness({ delayMax, ...options }: BoundedTimeOptions): Checker {
  if (!(delayMax >= 0)) throw new ModelError(`staleness cannot be bounded by ${delayMax}`);
  return {
    name: 'bounded-staleness',
    check(history: History, checkOptions?: CheckOptions): Verdict {
      const times = timesOf(history, columnsOf(history));
      return registerChecker(modelOf(times, delayMax), options).check(history, checkOptions);
    },
  };
}

function modelOf(times: OperationTimes, delayMax: number): RegisterModel {
  return {
    name: 'bounded-staleness',
    anomaly: 'too-stale',
    algorithm: 'zones of values',
    judge: (operations) => judge(operations, times, delayMax),
    explain: (core) => explain(core, times, delayMax),
  };
}

function judge(operations: RegisterOperations, times: OperationTimes, delayMax: number): Judgement {
  for (const ofKey of keyOperationsOf(operations)) {
    if (isWithin(ofKey, keyTimes(operations, ofKey, times), delayMax)) continue;
    return { kind: 'violated', involved: ofKey.place.filter((at) => at >= 0) };
  }
  return { kind: 'holds' };
}

function explain(core: RegisterOperations, times: OperationTimes, delayMax: number): Telling {
  let last = 0;
  for (let at = 0; at < core.size; at++) if (core.isWrite[at] === 0) last = at;
  const ofKey = keyOperationsOf(core)[0]!;
  const needed = smallestDelay(ofKey, keyTimes(core, ofKey, times));
  const verdict =
    needed === Infinity
      ? 'a read ended before the write of its value began'
      : `some read is ${needed} ${times.unit} behind`;
  return {
    message: `${tellDeed(core, last)} is more than ${delayMax} ${times.unit} stale`,
    explanation: [
      ...tellDeeds(core),
      `However ${verdict}, and ${delayMax} are allowed: a contradiction.`,
    ],
  };
}

function keyTimes(
  { accesses, access }: RegisterOperations,
  { place }: KeyOperations,
  times: OperationTimes,
): KeyTimes {
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(place, (at) => (at < 0 ? -Infinity : column[accesses.id[access[at]!]!]!));
  return { call: pick(times.call), return: pick(times.return) };
}
