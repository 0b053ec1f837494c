/**
 * Orders of the nodes of a graph in which every edge leads forward.
 */

import type { Adjacency } from './polygraph-edges.js';

/** An order of all nodes; `undefined` when there is a cycle. Linear (Kahn 1962). */
export function topologicalOrder(forward: Adjacency): Int32Array | undefined {
  const { size, start, other } = forward;
  const waitsFor = new Int32Array(size);
  for (let at = 0; at < other.length; at++) waitsFor[other[at]!]!++;
  const order = new Int32Array(size);
  let length = 0;
  for (let node = 0; node < size; node++) if (waitsFor[node] === 0) order[length++] = node;
  for (let head = 0; head < length; head++) {
    const node = order[head]!;
    for (let at = start[node]!; at < start[node + 1]!; at++) {
      const next = other[at]!;
      if (--waitsFor[next]! === 0) order[length++] = next;
    }
  }
  return length === size ? order : undefined;
}

/**
 * The order that follows `wanted` as closely as edges allow: each node as soon as it is wanted, or
 * needed by one that is; nodes that nobody wants come last. The graph has no cycle. Linear.
 */
export function orderAsWanted(backward: Adjacency, wanted: Int32Array): Int32Array {
  const { size, start, other } = backward;
  const order = new Int32Array(size);
  let length = 0;
  const next = start.slice(0, size);
  const isPlaced = new Uint8Array(size);
  const stack = new Int32Array(size);
  const place = (root: number): void => {
    if (isPlaced[root] === 1) return;
    let depth = 0;
    stack[depth++] = root;
    while (depth > 0) {
      const node = stack[depth - 1]!;
      if (isPlaced[node] === 1) {
        depth--;
        continue;
      }
      while (next[node]! < start[node + 1]! && isPlaced[other[next[node]!]!] === 1) next[node]!++;
      if (next[node]! < start[node + 1]!) {
        stack[depth++] = other[next[node]!++]!;
        continue;
      }
      isPlaced[node] = 1;
      order[length++] = node;
      depth--;
    }
  };
  for (let at = 0; at < wanted.length; at++) place(wanted[at]!);
  for (let node = 0; node < size; node++) place(node);
  return order;
}

/** The place of each node in an order. */
export function placesOf(order: Int32Array): Int32Array {
  const places = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) places[order[at]!] = at;
  return places;
}
