/**
 * Orders in which transactions may have committed, the certificates of what holds: a topological
 * order of the dependency graph for serializability, and for snapshot isolation one of the graph
 * whose nodes are begins and commits (Viper, EuroSys 2023, section 4).
 */

import { INITIAL } from '../observation.js';
import { ALL_KINDS } from './components.js';
import { EDGE, type DependencyGraph } from './dependency-graph.js';

/** How transactions may have committed under snapshot isolation. */
export interface SnapshotOrder {
  /** All nodes but the initial one, as they commit. */
  readonly order: Int32Array;
  /** How many commits each of `order` had seen when it began. */
  readonly snapshots: Int32Array;
}

/**
 * All nodes but the initial one in an order that edges of the kinds in `mask` respect, in each
 * place the smallest that can be there; undefined when there is none, as when something comes
 * before the initial one. O(edges + nodes * log nodes).
 */
export function acyclicOrder(
  graph: DependencyGraph,
  mask: number = ALL_KINDS,
): Int32Array | undefined {
  const order = topologicalOrder(graph, mask);
  return order?.[0] === INITIAL ? order.subarray(1) : undefined;
}

/**
 * An order of commits under snapshot isolation, with what each transaction saw at its begin: all it
 * depends on or follows committed before it began, and what overwrites its reads commits after
 * that. Undefined when there is none. O(edges + nodes * log nodes).
 */
export function snapshotOrder(graph: DependencyGraph): SnapshotOrder | undefined {
  const sorted = splitOrder(graph);
  if (sorted === undefined || sorted[0] !== INITIAL || sorted[1] !== INITIAL + 1) return undefined;
  const order = new Int32Array(graph.size - 1);
  const snapshots = new Int32Array(graph.size - 1);
  const seen = new Int32Array(graph.size);
  let commits = 0;
  for (let place = 2; place < sorted.length; place++) {
    const node = sorted[place]! >> 1;
    if ((sorted[place]! & 1) === 0) {
      seen[node] = commits;
    } else {
      order[commits] = node;
      snapshots[commits++] = seen[node]!;
    }
  }
  return { order, snapshots };
}

/** Node n begins at 2n and commits at 2n + 1: Kahn's algorithm without building that graph. */
function splitOrder({ size, start, to, kind }: DependencyGraph): Int32Array | undefined {
  const waiting = new Int32Array(size * 2);
  for (let node = 0; node < size; node++) {
    waiting[node * 2 + 1]!++;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if (to[at] !== node) waiting[to[at]! * 2 + (kind[at] === EDGE.rw ? 1 : 0)]!++;
    }
  }
  const ready = new SmallestFirst(size * 2);
  for (let node = 0; node < size; node++) if (waiting[node * 2] === 0) ready.add(node * 2);
  const order = new Int32Array(size * 2);
  let count = 0;
  while (ready.size > 0) {
    const half = ready.take();
    order[count++] = half;
    const node = half >> 1;
    const isBegin = (half & 1) === 0;
    if (isBegin && --waiting[half + 1]! === 0) ready.add(half + 1);
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const isRw = kind[at] === EDGE.rw;
      if (isRw !== isBegin || to[at] === node) continue;
      const next = to[at]! * 2 + (isRw ? 1 : 0);
      if (--waiting[next]! === 0) ready.add(next);
    }
  }
  return count === size * 2 ? order : undefined;
}

/** Kahn's algorithm with a heap of what may come next; edges to the same node count for nothing. */
function topologicalOrder(graph: DependencyGraph, mask: number): Int32Array | undefined {
  const { size, start, to, kind } = graph;
  const waiting = new Int32Array(size);
  for (let node = 0; node < size; node++) {
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if ((kind[at]! & mask) !== 0 && to[at] !== node) waiting[to[at]!]!++;
    }
  }
  const ready = new SmallestFirst(size);
  for (let node = 0; node < size; node++) if (waiting[node] === 0) ready.add(node);
  const order = new Int32Array(size);
  let count = 0;
  while (ready.size > 0) {
    const node = ready.take();
    order[count++] = node;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      if ((kind[at]! & mask) === 0 || to[at] === node) continue;
      if (--waiting[to[at]!]! === 0) ready.add(to[at]!);
    }
  }
  return count === size ? order : undefined;
}

/** A binary heap of distinct numbers. */
class SmallestFirst {
  size = 0;
  readonly #heap: Int32Array;

  constructor(capacity: number) {
    this.#heap = new Int32Array(capacity);
  }

  add(item: number): void {
    const heap = this.#heap;
    let place = this.size++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (heap[above]! <= item) break;
      heap[place] = heap[above]!;
      place = above;
    }
    heap[place] = item;
  }

  take(): number {
    const heap = this.#heap;
    const first = heap[0]!;
    const last = heap[--this.size]!;
    let place = 0;
    for (;;) {
      let below = place * 2 + 1;
      if (below >= this.size) break;
      if (below + 1 < this.size && heap[below + 1]! < heap[below]!) below++;
      if (heap[below]! >= last) break;
      heap[place] = heap[below]!;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}
