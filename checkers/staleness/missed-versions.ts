/**
 * How many writes each read certainly missed.
 */

import type { KeyOperations } from './key-operations.js';

/**
 * For each read of a key, the writes that began after its own write had ended and that ended before
 * it began; 0 for writes. O(n log n): reads are taken in order of call, and a Fenwick tree counts
 * the calls of the writes that ended before.
 */
export function countMissed(operations: KeyOperations): Int32Array {
  const { size, isWrite, writer, call, return: returned } = operations;
  const writes: number[] = [];
  for (let at = 0; at < size; at++) if (isWrite[at] === 1) writes.push(at);
  // Operations are in order of call, and so the writes are.
  const byReturn = writes.slice().sort((left, right) => returned[left]! - returned[right]!);
  const placeOf = new Int32Array(size);
  writes.forEach((write, at) => (placeOf[write] = at));
  const tree = new Int32Array(writes.length + 1);
  const missed = new Int32Array(size);
  let ended = 0;
  for (let at = 0; at < size; at++) {
    if (isWrite[at] === 1) continue;
    for (; ended < writes.length && returned[byReturn[ended]!]! < call[at]!; ended++) {
      for (let node = placeOf[byReturn[ended]!]! + 1; node < tree.length; node += node & -node) {
        tree[node]! += 1;
      }
    }
    const before = countCalledBy(writes, call, returned[writer[at]!]!);
    let count = ended;
    for (let node = before; node > 0; node -= node & -node) count -= tree[node]!;
    missed[at] = count;
  }
  return missed;
}

/** How many of the writes, in order of call, were called up to a rank. */
function countCalledBy(writes: readonly number[], call: Int32Array, rank: number): number {
  let low = 0;
  let high = writes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (call[writes[middle]!]! <= rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
