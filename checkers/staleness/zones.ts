/**
 * How stale the reads of one key are in time: the smallest delay such that the key is linearizable
 * when each read may have begun so much earlier (delta-atomicity of Golab, Li and Shah, PODC 2011,
 * decided by the zones of Gibbons and Korach 1997).
 */

import type { KeyOperations } from './key-operations.js';

/** Calls and returns of the operations of a key. */
export interface KeyTimes {
  readonly call: Float64Array;
  readonly return: Float64Array;
}

/**
 * The smallest whole delay; `Infinity` when a read ended before its write began, which no delay
 * explains. O(n log n) times the logarithm of the span.
 */
export function smallestDelay(operations: KeyOperations, times: KeyTimes): number {
  if (isWithin(operations, times, 0)) return 0;
  let high = 1;
  for (const each of times.call) high = Math.max(high, each);
  for (const each of times.return) if (each !== Infinity) high = Math.max(high, each);
  let least = 0;
  for (const each of times.call) if (each !== -Infinity) least = Math.min(least, each);
  high = Math.ceil(high - least) + 1;
  if (!isWithin(operations, times, high)) return Infinity;
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isWithin(operations, times, middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Whether the key is linearizable when reads may have begun `delay` earlier. A value was there from
 * the first return of those who wrote or read it to the last call, its forward zone, or at some
 * time between the last call and the first return. Two values are in each other's way when some
 * operation of either returned before one of the other was called.
 */
export function isWithin(operations: KeyOperations, times: KeyTimes, delay: number): boolean {
  const { size, isWrite, writer } = operations;
  const first = new Float64Array(size).fill(Infinity);
  const last = new Float64Array(size).fill(-Infinity);
  const values: number[] = [];
  for (let at = 0; at < size; at++) {
    const value = writer[at]!;
    if (isWrite[at] === 1) values.push(value);
    else if (times.return[at]! < times.call[value]!) return false;
    const call = isWrite[at] === 1 ? times.call[at]! : times.call[at]! - delay;
    first[value] = Math.min(first[value]!, times.return[at]!);
    last[value] = Math.max(last[value]!, call);
  }
  const begin = (value: number): number => Math.min(first[value]!, last[value]!);
  values.sort((left, right) => begin(left) - begin(right));
  let holder = -1;
  for (const value of values) {
    const isForward = first[value]! < last[value]!;
    if (holder >= 0 && first[value]! < last[holder]! && first[holder]! < last[value]!) return false;
    if (isForward) holder = value;
  }
  return true;
}
