/**
 * Edges of one kind by the node that they lead to: behind them cycles are searched, and searches
 * that begin at the same node are one.
 */

import type { DependencyGraph } from './dependency-graph.js';

/** Edges to node `n` come from `from[start[n]]` to `from[start[n + 1] - 1]`. */
export interface Seeds {
  readonly start: Int32Array;
  readonly from: Int32Array;
}

/** The edges of `seed`'s kind. Linear. */
export function seedsOf(graph: DependencyGraph, seed: number): Seeds {
  const start = new Int32Array(graph.size + 1);
  const edges = graph.to.length;
  for (let at = 0; at < edges; at++) {
    if (graph.kind[at] === seed) start[graph.to[at]! + 1]!++;
  }
  for (let node = 0; node < graph.size; node++) start[node + 1]! += start[node]!;
  const next = start.slice(0, graph.size);
  const from = new Int32Array(start[graph.size]!);
  for (let node = 0; node < graph.size; node++) {
    for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
      if (graph.kind[at] === seed) from[next[graph.to[at]!]!++] = node;
    }
  }
  return { start, from };
}
