/**
 * Snapshot isolation admits no two writers of a key at the same time. The order of versions keeps
 * those apart whose appends were read; of appends that nobody read the order is open, so that what
 * fits all dependencies may still let two of them overlap.
 */

import type { SnapshotOrder } from '../graph/commit-orders.js';
import type { Observation } from '../observation.js';

/** Whether a writer of a key commits between the begin and the commit of another. Linear. */
export function hasConcurrentWriters(
  { columns, writeStart, writeKey }: Observation,
  { order, snapshots }: SnapshotOrder,
): boolean {
  /** How many commits there were when each key was last written. */
  const written = new Int32Array(columns.keys.length);
  for (let place = 0; place < order.length; place++) {
    const node = order[place]!;
    for (let at = writeStart[node]!; at < writeStart[node + 1]!; at++) {
      const key = writeKey[at]!;
      if (written[key]! > snapshots[place]!) return true;
      written[key] = place + 1;
    }
  }
  return false;
}
