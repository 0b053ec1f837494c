/**
 * What causal consistency forces, by vector clocks (AWDIT, PLDI 2025): the clock of a node says how
 * much of each process it has seen, so that a binary search finds the last write of a key that a
 * reader had seen in each process. O(n k) for k processes, in time as in memory, and so for
 * histories with few of them.
 *
 * A transaction without answer that was read counts as a process of its own: it follows what came
 * before in its process, but nothing follows it.
 */

import { INITIAL, type Observation } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';
import { isFollowed, sessionsOf } from './sessions.js';

/** The bytes that the clocks of this graph need, for a budget. Linear. */
export function clockBytes({ observation }: CommitGraph): number {
  return 4 * observation.size * chainsOf(observation).count;
}

/** Adds the edges that causal consistency forces, given a topological order. O(n k log n). */
export function forceByClocks(graph: CommitGraph, order: Int32Array): void {
  const chains = chainsOf(graph.observation);
  const clocks = clocksOf(graph, chains, order);
  const writes = new WritesByChain(graph.observation, chains);
  const { readStart } = graph.observation;
  for (let place = 0; place < order.length; place++) {
    const node = order[place]!;
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      forceOne(graph, { chains, clocks, writes }, node, read);
    }
  }
}

/** Processes as chains, in which each has seen what comes before. */
interface Chains {
  readonly count: number;
  /** Of each node its chain and its place therein, from 1. */
  readonly chain: Int32Array;
  readonly place: Int32Array;
  /** All nodes, chain by chain. */
  readonly nodes: Int32Array;
}

function chainsOf(observation: Observation): Chains {
  const { start, nodes } = sessionsOf(observation);
  const { size } = observation;
  const chain = new Int32Array(size);
  const place = new Int32Array(size);
  const byChain: Int32Array = new Int32Array(size - 1);
  let count = 0;
  let filled = 0;
  for (let session = 0; session + 1 < start.length; session++) {
    const leaves: number[] = [];
    let length = 0;
    for (let at = start[session]!; at < start[session + 1]!; at++) {
      const node = nodes[at]!;
      if (!isFollowed(observation, node)) {
        leaves.push(node);
        continue;
      }
      chain[node] = count;
      place[node] = ++length;
      byChain[filled++] = node;
    }
    if (length > 0) count++;
    for (const node of leaves) {
      chain[node] = count++;
      place[node] = 1;
      byChain[filled++] = node;
    }
  }
  return { count, chain, place, nodes: byChain };
}

/** For each node and chain the place up to which it has seen the chain; itself not included. */
function clocksOf({ observation }: CommitGraph, chains: Chains, order: Int32Array): Int32Array {
  const { readStart, readWriter, previous, size } = observation;
  const { count, chain, place } = chains;
  const clocks = new Int32Array(size * count);
  const see = (node: number, other: number): void => {
    if (other === INITIAL) return;
    const to = node * count;
    const from = other * count;
    for (let at = 0; at < count; at++) {
      if (clocks[from + at]! > clocks[to + at]!) clocks[to + at] = clocks[from + at]!;
    }
    const own = to + chain[other]!;
    if (place[other]! > clocks[own]!) clocks[own] = place[other]!;
  };
  for (let at = 0; at < order.length; at++) {
    const node = order[at]!;
    see(node, previous[node]!);
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      see(node, readWriter[read]!);
    }
  }
  return clocks;
}

/** The writers of each key, chain by chain. */
class WritesByChain {
  /** Where each key begins in `nodes`. */
  readonly start: Int32Array;
  readonly nodes: Int32Array;
  /** For each writer where those of the same chain end. */
  readonly end: Int32Array;

  constructor({ columns, writeStart, writeKey }: Observation, { nodes, chain }: Chains) {
    const keys = columns.keys.length;
    this.start = new Int32Array(keys + 1);
    for (let at = 0; at < writeKey.length; at++) this.start[writeKey[at]! + 1]!++;
    for (let key = 0; key < keys; key++) this.start[key + 1]! += this.start[key]!;
    const next = this.start.slice(0, keys);
    this.nodes = new Int32Array(writeKey.length);
    for (const node of nodes) {
      for (let write = writeStart[node]!; write < writeStart[node + 1]!; write++) {
        this.nodes[next[writeKey[write]!]!++] = node;
      }
    }
    this.end = new Int32Array(writeKey.length);
    for (let key = 0; key < keys; key++) {
      let end = this.start[key + 1]!;
      for (let at = end - 1; at >= this.start[key]!; at--) {
        if (at + 1 < end && chain[this.nodes[at]!] !== chain[this.nodes[at + 1]!]) end = at + 1;
        this.end[at] = end;
      }
    }
  }
}

interface Seen {
  readonly chains: Chains;
  readonly clocks: Int32Array;
  readonly writes: WritesByChain;
}

/** Adds the edges that one read forces, but for those that follow from what its writer has seen. */
function forceOne(
  { observation, forced }: CommitGraph,
  { chains, clocks, writes }: Seen,
  node: number,
  read: number,
): void {
  const { count, chain, place } = chains;
  const key = observation.readKey[read]!;
  const source = observation.readWriter[read]!;
  const keyEnd = writes.start[key + 1]!;
  for (let first = writes.start[key]!; first < keyEnd; first = writes.end[first]!) {
    const of = chain[writes.nodes[first]!]!;
    const limit = clocks[node * count + of]!;
    if (place[writes.nodes[first]!]! > limit) continue;
    let low = first;
    let high = writes.end[first]! - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (place[writes.nodes[middle]!]! <= limit) low = middle;
      else high = middle - 1;
    }
    const seen = writes.nodes[low]!;
    if (seen === source) continue;
    // Its own writer has seen it: they are in order already.
    if (source !== INITIAL && clocks[source * count + of]! >= place[seen]!) continue;
    forced.addByRead(seen, source, read);
  }
}
