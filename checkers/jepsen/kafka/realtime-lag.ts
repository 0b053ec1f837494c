/**
 * How far behind polls were: for each poll and key the time since the last message it saw was
 * surely no longer the last of its log.
 */

import type { Value } from '../../../src/history/value.js';
import { timeOf } from '../quantiles.js';
import { elementsOf } from '../value-shapes.js';
import { NONE, type LogOperations } from './log-operations.js';

const NANOSECONDS_PER_SECOND = 1e9;

/** By key: growing offsets, with the time from which each was known to exist. */
interface Known {
  readonly offsets: number[];
  readonly times: number[];
}

/** The greatest lag of all polls, in seconds. */
export function worstRealtimeLag(log: LogOperations): { readonly [field: string]: Value } {
  const known = knownOffsets(log);
  const positions = new Map<number | string, Map<number, number>>();
  let worst: { time: number; process: Value; key: Value; lag: number } | undefined;
  log.operations.forEach((event, operation) => {
    if (event.type !== 'ok') return;
    const { process, f } = event;
    const at = positions.get(process) ?? new Map<number, number>();
    if (f === 'assign') positions.set(process, assigned(log, event.value, at));
    else if (f === 'subscribe') positions.set(process, new Map());
    if (f !== 'poll' && f !== 'txn') return;
    positions.set(process, at);
    for (const { key, offset } of log.accesses[operation]!) {
      if (offset !== NONE) at.set(key, Math.max(offset, at.get(key) ?? NONE));
    }
    const time = timeOf(log.invocations[operation]);
    if (time === undefined) return;
    for (const [key, offset] of at) {
      const lag = Math.max(0, time - expiry(known[key], offset + 1));
      if (worst === undefined || lag > worst.lag) {
        worst = { time, process, key: log.key(key), lag };
      }
    }
  });
  if (worst === undefined) return { time: 0, lag: 0 };
  const { time, lag } = worst;
  return { ...worst, time: time / NANOSECONDS_PER_SECOND, lag: lag / NANOSECONDS_PER_SECOND };
}

function knownOffsets(log: LogOperations): Known[] {
  const known: Known[] = Array.from({ length: log.keys }, () => ({ offsets: [], times: [] }));
  log.operations.forEach((event, operation) => {
    const time = timeOf(event);
    if (event.type === 'fail' || time === undefined) return;
    for (const { key, offset } of log.accesses[operation]!) {
      const { offsets, times } = known[key]!;
      if (offset === NONE || offset <= (offsets.at(-1) ?? NONE)) continue;
      offsets.push(offset);
      times.push(time);
    }
  });
  return known;
}

/** Keys that stay keep their offsets, new ones begin before the first. */
function assigned(
  log: LogOperations,
  keys: Value,
  before: Map<number, number>,
): Map<number, number> {
  const after = new Map<number, number>();
  for (const name of elementsOf(keys) ?? []) {
    const key = log.numberOfKey(name);
    after.set(key, before.get(key) ?? NONE);
  }
  return after;
}

/** When an offset as great as this was first known; never, as far as the history tells. */
function expiry(known: Known | undefined, offset: number): number {
  if (known === undefined) return Infinity;
  const { offsets, times } = known;
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return times[low] ?? Infinity;
}
