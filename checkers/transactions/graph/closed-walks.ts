/**
 * Where in a component a cycle of some class can be at all, in linear time: a closed walk lies in
 * one strongly connected component of the graph that the class may walk. Where no two edges of kind
 * rw may follow each other that graph has each node twice, free and just after such an edge.
 */

import { componentsOf } from './components.js';
import { type CycleClass } from './cycle-classes.js';
import { EDGE, EdgeList, type DependencyGraph, graphOf } from './dependency-graph.js';
import type { ComponentGraph } from './component-graph.js';

/** Whose closed walks can be of a class: those inside one region. */
export interface Regions {
  /** Whether `of` has each node twice: at 2n where it is free, at 2n + 1 just after an rw. */
  readonly isDoubled: boolean;
  /** The region of each node; -1 outside of all. */
  readonly of: Int32Array;
}

/** The region of a node in a state of the automaton, whose lowest bit says `just after an rw`. */
export function regionAt(regions: Regions | undefined, node: number, state: number): number {
  if (regions === undefined) return 0;
  return regions.of[regions.isDoubled ? node * 2 + (state & 1) : node]!;
}

/**
 * The regions of a class; undefined when there is none, so that the component has no such cycle. A
 * region has an edge of the seed's kind, one of the order asked for, and two adjacent rw where they
 * must be. Linear.
 */
export function regionsOf(graph: ComponentGraph, rule: CycleClass): Regions | undefined {
  const isDoubled = rule.seed === EDGE.rw && rule.rw !== 'adjacent';
  const walkable = isDoubled ? doubled(graph, rule.mask) : graph;
  const mask = isDoubled ? rule.mask | EDGE.rw : rule.mask;
  const { count, component } = componentsOf(walkable, mask);
  if (count === 0) return undefined;
  const has = kindsInside(walkable, component, count, mask);
  const isPair = rule.rw === 'adjacent' ? pairsInside(graph, component, count) : undefined;
  let isAny = false;
  for (let region = 0; region < count; region++) {
    const wanted = rule.seed | rule.order;
    if ((has[region]! & wanted) === wanted && isPair?.[region] !== 0) isAny = true;
    else has[region] = 0;
  }
  if (!isAny) return undefined;
  for (let node = 0; node < component.length; node++) {
    if (component[node]! >= 0 && has[component[node]!] === 0) component[node] = -1;
  }
  return { isDoubled, of: component };
}

function doubled(graph: DependencyGraph, mask: number): DependencyGraph {
  const edges = new EdgeList();
  for (let node = 0; node < graph.size; node++) {
    for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
      const kind = graph.kind[at]!;
      const target = graph.to[at]! * 2;
      if (kind === EDGE.rw) {
        edges.add(node * 2, target + 1, kind);
      } else if ((kind & mask) !== 0) {
        edges.add(node * 2, target, kind);
        edges.add(node * 2 + 1, target, kind);
      }
    }
  }
  return graphOf(graph.size * 2, edges);
}

/** For each region the kinds of its edges. */
function kindsInside(
  graph: DependencyGraph,
  component: Int32Array,
  count: number,
  mask: number,
): Uint8Array {
  const kinds = new Uint8Array(count);
  for (let node = 0; node < graph.size; node++) {
    const region = component[node]!;
    if (region < 0) continue;
    for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
      if (component[graph.to[at]!] === region) kinds[region]! |= graph.kind[at]! & mask;
    }
  }
  return kinds;
}

/** For each region whether a node of it has an rw both in and out. */
function pairsInside(graph: DependencyGraph, component: Int32Array, count: number): Uint8Array {
  const isPair = new Uint8Array(count);
  const isEntered = new Uint8Array(graph.size);
  for (let pass = 0; pass < 2; pass++) {
    for (let node = 0; node < graph.size; node++) {
      const region = component[node]!;
      if (region < 0) continue;
      for (let at = graph.start[node]!; at < graph.start[node + 1]!; at++) {
        const target = graph.to[at]!;
        if (graph.kind[at] !== EDGE.rw || component[target] !== region) continue;
        if (pass === 0) isEntered[target] = 1;
        else if (isEntered[node] === 1) isPair[region] = 1;
      }
    }
  }
  return isPair;
}
