/**
 * The writes of each key, chain by chain, so that the last one before a place of a chain is found
 * quickly.
 */

import type { RegisterOperations } from '../registers/register-operations.js';

/** Writes of one key in one chain are a group; groups of a key follow each other. */
export interface WriteIndex {
  /** Where the groups of each key begin; one entry more than keys. */
  readonly groupStart: Int32Array;
  /** The chain of each group. */
  readonly chain: Int32Array;
  /** Where the writes of each group begin in `writes`; one entry more than groups. */
  readonly start: Int32Array;
  /** In order of position. */
  readonly writes: Int32Array;
}

/** The index of all writes. Log-linear. */
export function indexWrites(operations: RegisterOperations): WriteIndex {
  const { isWrite, key, chain, accesses } = operations;
  const sorted: number[] = [];
  for (let at = 0; at < operations.size; at++) if (isWrite[at] === 1) sorted.push(at);
  // Operations are in order of call, and so those of a chain in order of position.
  sorted.sort((a, b) => key[a]! - key[b]! || chain[a]! - chain[b]! || a - b);
  const writes = Int32Array.from(sorted);
  const groupStart = new Int32Array(accesses.keys + 1);
  const chains: number[] = [];
  const start: number[] = [];
  for (let at = 0; at < writes.length; at++) {
    const write = writes[at]!;
    const before = writes[at - 1];
    if (before !== undefined && key[before] === key[write] && chain[before] === chain[write]) {
      continue;
    }
    chains.push(chain[write]!);
    start.push(at);
    groupStart[key[write]! + 1]! += 1;
  }
  start.push(writes.length);
  for (let each = 0; each < accesses.keys; each++) groupStart[each + 1]! += groupStart[each]!;
  return {
    groupStart,
    chain: Int32Array.from(chains),
    start: Int32Array.from(start),
    writes,
  };
}

/** The last write of a group at most at `position` in its chain; -1 when there is none. */
export function lastWrite(
  { start, writes }: WriteIndex,
  { position }: RegisterOperations,
  group: number,
  most: number,
): number {
  let low = start[group]!;
  let high = start[group + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (position[writes[middle]!]! <= most) low = middle + 1;
    else high = middle;
  }
  return low === start[group] ? -1 : writes[low - 1]!;
}
