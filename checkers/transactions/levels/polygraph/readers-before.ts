/**
 * Whoever read a version had begun before the next one was committed (Adya's anti-dependencies).
 */

import type { Polygraph } from './polygraph.js';
import type { VersionIndex } from './version-index.js';

/** Adds an edge from every reader of a version, but `overwriter`, to the commit of `overwriter`. */
export function addReadersBefore(
  polygraph: Polygraph,
  version: number,
  overwriter: number,
  reason: number,
): void {
  const { nodes, edges } = polygraph;
  const sources: number[] = [];
  readersBefore(polygraph, version, overwriter, sources);
  for (const source of sources) edges.add(source, nodes.commit(overwriter), reason);
}

/**
 * The graph nodes which stand for the readers of a version that must precede its overwriter. The
 * collector would also say of a reader that it precedes itself; only its begin precedes its commit.
 */
export function readersBefore(
  polygraph: Polygraph,
  version: number,
  overwriter: number,
  sources: number[],
): void {
  const { nodes, versions } = polygraph;
  const collector = nodes.collector[version]!;
  if (collector >= 0 && (nodes.isSplit || !hasReader(versions, version, overwriter))) {
    sources.push(collector);
    return;
  }
  const { readerStart, reader } = versions;
  for (let at = readerStart[version]!; at < readerStart[version + 1]!; at++) {
    if (reader[at] !== overwriter) sources.push(nodes.begin(reader[at]!));
  }
}

function hasReader({ readerStart, reader }: VersionIndex, version: number, node: number): boolean {
  let low = readerStart[version]!;
  let high = readerStart[version + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reader[middle]! < node) low = middle + 1;
    else high = middle;
  }
  return low < readerStart[version + 1]! && reader[low] === node;
}
