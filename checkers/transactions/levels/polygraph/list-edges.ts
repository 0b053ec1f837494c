/**
 * Versions of lists: a read shows in which order the elements before were appended. Appends that
 * nobody read come after the last version that was read, in an order among themselves that matters
 * only where writers of a key may not be concurrent.
 */

import { INITIAL, type KnownVersions } from '../../observation.js';
import type { Polygraph } from './polygraph.js';
import { REASON } from './polygraph-edges.js';
import { addReadersBefore } from './readers-before.js';
import { versionWritten } from './version-index.js';

/**
 * Adds the edges between the versions of lists that follow one another, and from their readers.
 * Linear in elements, and for each key in its appends without readers times readers of its last
 * version, where these are too few for a collector.
 */
export function addListEdges(polygraph: Polygraph, known: KnownVersions): void {
  const { versions, nodes, edges, isFree } = polygraph;
  const { written, keys, writer, keyStart, keyVersion } = versions;
  const follow = (before: number, after: number): void => {
    const overwriter = writer[after]!;
    if (writer[before] !== INITIAL) {
      const from = nodes.commit(writer[before]!);
      edges.add(from, nodes.arrival(overwriter), REASON.version);
    }
    addReadersBefore(polygraph, before, overwriter, REASON.rw);
  };
  for (let key = 0; key < keys; key++) {
    let last = written + key;
    for (let at = known.start[key]!; at < known.start[key + 1]!; at++) {
      const node = known.writer[at]!;
      if (node < 0 || node === writer[last]) continue;
      const version = versionWritten(versions, node, key);
      isFree[version] = 0;
      follow(last, version);
      last = version;
    }
    for (let at = keyStart[key]!; at < keyStart[key + 1]!; at++) {
      const version = keyVersion[at]!;
      if (isFree[version] === 1) follow(last, version);
    }
  }
}
