/**
 * The writes of one key in real time, for questions about what lies before or beside a read.
 */

import { OPEN } from '../../src/history/columns/operation-columns.js';
import type { RegisterAccesses } from './register-accesses.js';

/** The timelines of all keys. Log-linear. */
export function timelinesOf(accesses: RegisterAccesses): WriteTimeline[] {
  const writes: number[][] = Array.from({ length: accesses.keys }, () => []);
  for (let access = 0; access < accesses.size; access++) {
    if (accesses.isWrite[access] === 1) writes[accesses.key[access]!]!.push(access);
  }
  const latest = latestReturns(accesses);
  return writes.map((ofKey) => new WriteTimeline(accesses, ofKey, latest));
}

/** Answers in logarithmic time. */
export class WriteTimeline {
  readonly #accesses: RegisterAccesses;
  /** Calls, ascending. */
  readonly #calls: Int32Array;
  /** Completed writes by return, and for each the write with the greatest call up to it. */
  readonly #returns: Int32Array;
  readonly #latest: Int32Array;
  readonly #latestReturns: Int32Array;

  /** @param latestReturns for each place in `accesses.writers` the greatest return up to it. */
  constructor(accesses: RegisterAccesses, writes: readonly number[], latestReturns: Int32Array) {
    const { call, return: returned } = accesses;
    this.#accesses = accesses;
    this.#latestReturns = latestReturns;
    this.#calls = Int32Array.from(writes, (write) => call[write]!);
    const ended = writes.filter((write) => returned[write] !== OPEN);
    ended.sort((left, right) => returned[left]! - returned[right]!);
    this.#returns = Int32Array.from(ended, (write) => returned[write]!);
    this.#latest = new Int32Array(ended.length);
    ended.forEach((write, at) => {
      const before = this.#latest[at - 1];
      const isLater = before === undefined || call[write]! > call[before]!;
      this.#latest[at] = isLater ? write : before;
    });
  }

  /** The write that began last of those that ended before a rank; -1 when there is none. */
  latestBefore(rank: number): number {
    const count = countBelow(this.#returns, rank);
    return count === 0 ? -1 : this.#latest[count - 1]!;
  }

  /** Whether some write overlaps an interval. */
  overlaps(call: number, returned: number): boolean {
    return countBelow(this.#calls, returned) > countBelow(this.#returns, call);
  }

  /** The greatest return of the writes of a version that began before a rank; -1 without any. */
  lastReturn(version: number, rank: number): number {
    const { writers, writerStart, call } = this.#accesses;
    let low = writerStart[version]!;
    let high = writerStart[version + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (call[writers[middle]!]! < rank) low = middle + 1;
      else high = middle;
    }
    return low === writerStart[version] ? -1 : this.#latestReturns[low - 1]!;
  }
}

function latestReturns(accesses: RegisterAccesses): Int32Array {
  const { writers, writerStart, return: returned } = accesses;
  const latest = writers.map((write) => returned[write]!);
  for (let version = 0; version < accesses.versions; version++) {
    for (let at = writerStart[version]! + 1; at < writerStart[version + 1]!; at++) {
      latest[at] = Math.max(latest[at]!, latest[at - 1]!);
    }
  }
  return latest;
}

function countBelow(sorted: Int32Array, rank: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
