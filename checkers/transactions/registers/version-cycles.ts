/**
 * Finds versions that go round in a circle: the assumption that ordered them does not hold.
 */

import { componentsOf } from '../graph/components.js';
import type { Components } from '../graph/components.js';
import { EDGE, EdgeList, graphOf } from '../graph/dependency-graph.js';
import { INITIAL } from '../observation.js';
import { CaseList } from './case-list.js';
import type { Cases } from './register-observation.js';
import { VERSION_SOURCES } from './version-edges.js';
import type { VersionEdges, Versions, VersionSource } from './version-edges.js';

/** Versions that go round in a circle, each by one step of known order before the next. */
export interface VersionCycle {
  readonly key: number;
  /** How many versions of the key are entangled. */
  readonly entangled: number;
  /** A shortest circle through the first of them; `edges[i]` leads to where the next begins. */
  readonly edges: readonly VersionEdge[];
}

/** One pair of versions, the older first. */
export interface VersionEdge {
  readonly from: number;
  readonly to: number;
  readonly source: VersionSource;
  /** The nodes whose order orders the versions. */
  readonly first: number;
  readonly second: number;
}

/** Circles in what is known, with the initial versions first: one for each component. Linear. */
export function versionCyclesOf(versions: Versions, edges: VersionEdges): Cases<VersionCycle> {
  const list = new EdgeList();
  for (let at = 0; at < edges.length; at++) list.add(edges.from[at]!, edges.to[at]!, EDGE.ww);
  // An initial version that is after another closes a circle: it is before that one, too.
  for (let at = 0; at < edges.length; at++) {
    if (versions.isInitial(edges.to[at]!)) list.add(edges.to[at]!, edges.from[at]!, EDGE.ww);
  }
  const components = componentsOf(graphOf(versions.size, list));
  const cycles = new CaseList<VersionCycle>();
  if (components.count === 0) return cycles;
  const leaving = edgesInside(versions, edges, components);
  for (let component = 0; component < components.count; component++) {
    const from = components.start[component]!;
    cycles.add(() => ({
      key: versions.keyOf(components.node[from]!),
      entangled: components.start[component + 1]! - from,
      edges: shortestCircle(components.node[from]!, leaving),
    }));
  }
  return cycles;
}

/** Edges within components, by the version that they leave. */
function edgesInside(
  versions: Versions,
  edges: VersionEdges,
  { component }: Components,
): ReadonlyMap<number, readonly VersionEdge[]> {
  const leaving = new Map<number, VersionEdge[]>();
  const add = (edge: VersionEdge): void => {
    const others = leaving.get(edge.from);
    if (others === undefined) leaving.set(edge.from, [edge]);
    else others.push(edge);
  };
  for (let at = 0; at < edges.length; at++) {
    const from = edges.from[at]!;
    const to = edges.to[at]!;
    if (component[from]! < 0 || component[from] !== component[to]) continue;
    const source = VERSION_SOURCES[edges.source[at]!]!;
    add({ from, to, source, first: edges.first[at]!, second: edges.second[at]! });
    if (!versions.isInitial(to)) continue;
    add({ from: to, to: from, source: 'initial-state', first: INITIAL, second: INITIAL });
  }
  return leaving;
}

/** A shortest circle through `start`, which has one. Breadth-first, linear. */
function shortestCircle(
  start: number,
  leaving: ReadonlyMap<number, readonly VersionEdge[]>,
): readonly VersionEdge[] {
  const reachedBy = new Map<number, VersionEdge>();
  const queue = [start];
  for (const version of queue) {
    for (const edge of leaving.get(version) ?? []) {
      if (reachedBy.has(edge.to)) continue;
      reachedBy.set(edge.to, edge);
      queue.push(edge.to);
    }
    if (reachedBy.has(start)) break;
  }
  const circle: VersionEdge[] = [];
  let at = start;
  do {
    const edge = reachedBy.get(at)!;
    circle.push(edge);
    at = edge.from;
  } while (at !== start);
  return circle.reverse();
}
