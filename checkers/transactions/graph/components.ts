/**
 * Strongly connected components (Tarjan, SIAM Journal on Computing 1972), without recursion, over
 * typed arrays: wherever there is a cycle, there is a component of more than one node.
 */

import type { DependencyGraph } from './dependency-graph.js';

/** Every kind of edge. */
export const ALL_KINDS = 31;

/** What Tarjan's numbers become when the component of a node is complete. */
const DONE: number = 2 ** 31 - 1;

/** Components of more than one node, by their smallest node. */
export interface Components {
  readonly count: number;
  /** The nodes of component `c` are `node[start[c]]` to `node[start[c + 1] - 1]`, ascending. */
  readonly start: Int32Array;
  readonly node: Int32Array;
  /** The component of each node of the graph; -1 for those that are alone in theirs. */
  readonly component: Int32Array;
}

/** Components over edges of the kinds in `mask`. Linear in nodes and edges. */
export function componentsOf(graph: DependencyGraph, mask: number = ALL_KINDS): Components {
  const { size } = graph;
  const found = tarjan(graph, mask);
  const { component } = found;
  // Tarjan's order depends on edges; people read better by the first node.
  const renumbered = new Int32Array(found.count).fill(-1);
  const start = new Int32Array(found.count + 1);
  let count = 0;
  for (let node = 0; node < size; node++) {
    const old = component[node]!;
    if (old < 0) continue;
    if (renumbered[old]! < 0) renumbered[old] = count++;
    component[node] = renumbered[old]!;
    start[renumbered[old]! + 1]!++;
  }
  for (let at = 0; at < count; at++) start[at + 1]! += start[at]!;
  const next = start.slice();
  const nodes = new Int32Array(start[count]!);
  if (count > 0) {
    for (let node = 0; node < size; node++) {
      if (component[node]! >= 0) nodes[next[component[node]!]!++] = node;
    }
  }
  return { count, start, node: nodes, component };
}

function tarjan(graph: DependencyGraph, mask: number): { count: number; component: Int32Array } {
  const { size, start, to, kind } = graph;
  const order = new Int32Array(size);
  const low = new Int32Array(size);
  const next = start.slice(0, size);
  const path = new Int32Array(size);
  const open = new Int32Array(size);
  const component = new Int32Array(size).fill(-1);
  let opened = 0;
  let count = 0;
  let clock = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== 0) continue;
    let depth = 0;
    let entering = root;
    while (depth > 0 || entering >= 0) {
      if (entering >= 0) {
        order[entering] = low[entering] = ++clock;
        path[depth++] = entering;
        open[opened++] = entering;
      }
      const node = path[depth - 1]!;
      entering = -1;
      let lowest = low[node]!;
      let at = next[node]!;
      for (const end = start[node + 1]!; at < end; at++) {
        if ((kind[at]! & mask) === 0) continue;
        const target = to[at]!;
        if (order[target] === 0) {
          entering = target;
          at++;
          break;
        }
        if (order[target]! < lowest) lowest = order[target]!;
      }
      next[node] = at;
      low[node] = lowest;
      if (entering >= 0) continue;
      depth--;
      if (depth > 0 && lowest < low[path[depth - 1]!]!) low[path[depth - 1]!] = lowest;
      if (lowest !== order[node]) continue;
      const isAlone = open[opened - 1] === node;
      let member: number;
      do {
        member = open[--opened]!;
        order[member] = DONE;
        if (!isAlone) component[member] = count;
      } while (member !== node);
      if (!isAlone) count++;
    }
  }
  return { count, component };
}
