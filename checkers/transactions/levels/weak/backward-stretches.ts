/**
 * Where in an order of commits edges go back. Every cycle has such an edge, and all of a cycle lies
 * where edges that go back overlap: the search for cycles begins at the nodes that they leave, and
 * stays inside their stretch.
 */

import { INITIAL } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';
import { NO_EDGE } from './forced-edges.js';

/** Places of an order that overlapping edges go back over. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
  /** Places in it from which edges go back, ascending. */
  readonly sources: Int32Array;
}

/**
 * The stretches of an order of all nodes, given the place of each node in it. Linear, with real
 * time O(n log n).
 */
export function backwardStretches(
  graph: CommitGraph,
  order: Int32Array,
  position: Int32Array,
): Stretch[] {
  const reach = reachOf(graph, order, position);
  const sources: number[] = [];
  const found: { low: number; high: number; first: number }[] = [];
  for (let place = 0; place < reach.length; place++) {
    if (reach[place] === place) continue;
    let low = reach[place]!;
    let first = sources.length;
    // Stretches that this one overlaps become part of it.
    for (let last = found.at(-1); last !== undefined && last.high >= low; last = found.at(-1)) {
      low = Math.min(low, last.low);
      first = last.first;
      found.pop();
    }
    sources.push(place);
    found.push({ low, high: place, first });
  }
  const places = Int32Array.from(sources);
  return found.map(({ low, high, first }, at) => {
    const end = found[at + 1]?.first ?? places.length;
    return { low, high, sources: places.subarray(first, end) };
  });
}

/** For each place the least one that an edge from there goes back to; itself without one. */
function reachOf(graph: CommitGraph, order: Int32Array, position: Int32Array): Int32Array {
  const { observation, isSession, isRealtime, forced } = graph;
  const { readStart, readWriter, previous } = observation;
  const reach = Int32Array.from(order.keys());
  for (let place = 0; place < order.length; place++) {
    const node = order[place]!;
    const note = (from: number): void => {
      const source = from === INITIAL ? -1 : position[from]!;
      if (source > place && reach[source]! > place) reach[source] = place;
    };
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) note(readWriter[read]!);
    if (isSession) note(previous[node]!);
    for (let edge = forced.first[node]!; edge !== NO_EDGE; edge = forced.next[edge]!) {
      note(forced.from[edge]!);
    }
  }
  if (isRealtime) reachByTime(graph, order, reach);
  return reach;
}

/** Goes back from each node to the first that was called after it had returned. */
function reachByTime({ time }: CommitGraph, order: Int32Array, reach: Int32Array): void {
  const latestCall = new Int32Array(order.length);
  let latest = -1;
  for (let place = 0; place < order.length; place++) {
    const node = order[place]!;
    latest = Math.max(latest, time.call[node]!);
    latestCall[place] = latest;
    const returned = time.return[node]!;
    if (returned > latest) continue;
    let low = 0;
    let high = place;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (latestCall[middle]! > returned) high = middle;
      else low = middle + 1;
    }
    if (low < reach[place]!) reach[place] = low;
  }
}
