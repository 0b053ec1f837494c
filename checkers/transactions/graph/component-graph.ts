/**
 * One strongly connected component as a small graph of its own, so that a search costs what the
 * component is worth and not the history. Of the dependencies between two nodes it keeps the
 * strongest: a cycle through a weaker one tells less than the same cycle through that.
 */

import type { Components } from './components.js';
import { EDGE, EdgeList, type DependencyGraph, graphOf } from './dependency-graph.js';

const DATA = EDGE.ww | EDGE.wr | EDGE.rw;

/** A component, its nodes numbered from 0 in the order of the graph's. */
export interface ComponentGraph extends DependencyGraph {
  /** The nodes of the whole graph. */
  readonly node: Int32Array;
  /** All kinds that its edges have. */
  readonly kinds: number;
}

/** Takes components out of a graph, one after the other, in what each of them weighs. */
export class ComponentReader {
  readonly #graph: DependencyGraph;
  readonly #components: Components;
  /** The number of each node within its component. */
  readonly #local: Int32Array;
  /** By local node: the strongest dependency from the node at hand; 0 for none. */
  readonly #strongest: Uint8Array;

  constructor(graph: DependencyGraph, components: Components) {
    this.#graph = graph;
    this.#components = components;
    this.#local = new Int32Array(graph.size);
    let sizeMax = 0;
    for (let which = 0; which < components.count; which++) {
      const first = components.start[which]!;
      const end = components.start[which + 1]!;
      sizeMax = Math.max(sizeMax, end - first);
      for (let at = first; at < end; at++) this.#local[components.node[at]!] = at - first;
    }
    this.#strongest = new Uint8Array(sizeMax);
  }

  /** Component `which`. Linear in its nodes and the edges that leave them. */
  read(which: number): ComponentGraph {
    const { start, node } = this.#components;
    const nodes = node.subarray(start[which], start[which + 1]);
    const edges = new EdgeList();
    let kinds = 0;
    for (let from = 0; from < nodes.length; from++) {
      const before = edges.length;
      this.#addEdges(nodes[from]!, from, which, edges);
      for (let at = before; at < edges.length; at++) kinds |= edges.kind[at]!;
    }
    return { ...graphOf(nodes.length, edges), node: nodes, kinds };
  }

  #addEdges(source: number, from: number, which: number, edges: EdgeList): void {
    const { start, to, kind } = this.#graph;
    const { component } = this.#components;
    const strongest = this.#strongest;
    const end = start[source + 1]!;
    const first = edges.length;
    for (let at = start[source]!; at < end; at++) {
      const target = to[at]!;
      if (component[target] !== which || target === source || (kind[at]! & DATA) === 0) continue;
      const local = this.#local[target]!;
      if (strongest[local] === 0) edges.add(from, local, kind[at]!);
      if (strongest[local] === 0 || kind[at]! < strongest[local]!) strongest[local] = kind[at]!;
    }
    const last = edges.length;
    for (let at = first; at < last; at++) edges.kind[at] = strongest[edges.to[at]!]!;
    for (let at = start[source]!; at < end; at++) {
      const target = to[at]!;
      if (component[target] !== which || target === source || (kind[at]! & DATA) !== 0) continue;
      const local = this.#local[target]!;
      edges.add(from, local, kind[at]!);
    }
    for (let at = first; at < last; at++) strongest[edges.to[at]!] = 0;
  }
}

/** Whether `to` depends on `from`, besides what order they are in. */
export function depends(graph: ComponentGraph, from: number, to: number): boolean {
  for (let at = graph.start[from]!; at < graph.start[from + 1]!; at++) {
    if (graph.to[at] === to && (graph.kind[at]! & DATA) !== 0) return true;
  }
  return false;
}

/** The graph without the edges of order between nodes that a dependency joins too. */
export function withoutShadowed(graph: ComponentGraph): ComponentGraph {
  const edges = new EdgeList();
  for (let node = 0; node < graph.size; node++) {
    for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
      const kind = graph.kind[at]!;
      const target = graph.to[at]!;
      if ((kind & DATA) !== 0 || !depends(graph, node, target)) edges.add(node, target, kind);
    }
  }
  return { ...graphOf(graph.size, edges), node: graph.node, kinds: graph.kinds };
}
