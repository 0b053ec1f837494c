/**
 * Small random multigraphs, as lists of edges. Orders lead from smaller to greater numbers, as time
 * does; dependencies anywhere.
 */

import {
  EDGE,
  EdgeList,
  type DependencyGraph,
  graphOf,
} from '../../../../checkers/transactions/graph/dependency-graph.js';
import type { Random } from '../../oracle/random.js';

/** An edge as a tuple: from, to, kind. */
export type Edge = readonly [from: number, to: number, kind: number];

/** `count` edges between nodes 1 to `size - 1`, of kinds drawn from `kinds`; never to itself. */
export function randomEdges(
  random: Random,
  size: number,
  count: number,
  kinds: readonly number[],
): Edge[] {
  const edges: Edge[] = [];
  while (edges.length < count) {
    const from = 1 + random.below(size - 1);
    const to = 1 + random.below(size - 1);
    const kind = random.pick(kinds);
    if (from === to) continue;
    if (kind >= EDGE.process && from > to) edges.push([to, from, kind]);
    else edges.push([from, to, kind]);
  }
  return edges;
}

/** The graph of these edges. */
export function graphFrom(size: number, edges: readonly Edge[]): DependencyGraph {
  const list = new EdgeList();
  for (const [from, to, kind] of edges) list.add(from, to, kind);
  return graphOf(size, list);
}
