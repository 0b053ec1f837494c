/**
 * Edges between commits that known orders of versions give: the writers of consecutive versions of
 * a list, and from the last version that anybody read to the appends that nobody has.
 */

import { MICRO } from '../../../../src/history/transactions/transaction-columns.js';
import type { Observation } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';

/** Adds the edges of `observation.versions`, if there is one. Linear. */
export function forceVersions({ observation, forced }: CommitGraph): void {
  const { versions, size, writeStart, writeKey } = observation;
  if (versions === undefined) return;
  const { start, writer } = versions;
  const keys = start.length - 1;
  const newest = new Int32Array(keys);
  for (let key = 0; key < keys; key++) {
    let last = -1;
    for (let at = start[key]!; at < start[key + 1]!; at++) {
      const next = writer[at]!;
      if (next < 0 || next === last) continue;
      if (last >= 0) forced.addByVersions(last, next, key);
      last = next;
    }
    newest[key] = last;
  }
  const isObserved = observedWrites(observation);
  for (let node = 1; node < size; node++) {
    for (let at = writeStart[node]!; at < writeStart[node + 1]!; at++) {
      const key = writeKey[at]!;
      // Somebody has read one of the appends of the node, or nobody any of the key.
      if (isObserved[at] === 1 || newest[key]! < 0) continue;
      forced.addByVersions(newest[key]!, node, key);
    }
  }
}

/** For each place of `writeKey` 1 if a known version of that key is by that node. */
function observedWrites({ versions, writeStart, writeKey }: Observation): Uint8Array {
  const { start, writer } = versions!;
  const observed = new Uint8Array(writeKey.length);
  for (let key = 0; key + 1 < start.length; key++) {
    for (let version = start[key]!; version < start[key + 1]!; version++) {
      const node = writer[version]!;
      if (node < 0) continue;
      for (let at = writeStart[node]!; at < writeStart[node + 1]!; at++) {
        if (writeKey[at] === key) observed[at] = 1;
      }
    }
  }
  return observed;
}

/**
 * The first node that read the longest list of a key, in which all of its known versions are; -1
 * when that was no node. Linear in the micro-operations.
 */
export function longestReader({ columns, transaction, size }: Observation, key: number): number {
  const { start, f, key: keys, value } = columns;
  let found = -1;
  let longest = -1;
  for (let node = 1; node < size; node++) {
    const place = transaction[node]!;
    for (let micro = start[place]!; micro < start[place + 1]!; micro++) {
      if (keys[micro] !== key || f[micro] !== MICRO.read || value[micro]! <= longest) continue;
      longest = value[micro]!;
      found = node;
    }
  }
  return found;
}
