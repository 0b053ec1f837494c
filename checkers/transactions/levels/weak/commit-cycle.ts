/**
 * Short cycles among commits that cannot be sorted: a breadth-first search against the edges from
 * each node that an edge back leaves, so that a shortest cycle of all is found, unless the graph is
 * so large that the budget ends before. What came before in a process is one step, however long
 * ago.
 */

import { INITIAL } from '../../observation.js';
import { backwardStretches, type Stretch } from './backward-stretches.js';
import type { CommitGraph } from './commit-graph.js';
import { NO_EDGE } from './forced-edges.js';

/** An edge of a cycle, before its evidence is looked up. */
export interface CommitEdge {
  readonly from: number;
  readonly to: number;
  readonly kind: 'wr' | 'process' | 'realtime' | 'forced';
  /** The read of `wr`, the edge of `forced`; 0 for the others. */
  readonly at: number;
}

/** Nodes that the searches may visit altogether, after the first that finds a cycle. */
const VISITS_MAX = 20_000_000;

/** Cycles of the same length from which the caller may choose. */
const CYCLES_MAX = 8;

/**
 * Some of the shortest cycles, each a list of edges; at least one, if `order` is what
 * `sortCommits` made of a graph with cycles. Linear for each search, and at most
 * {@link VISITS_MAX} visits more than one search takes.
 */
export function shortestCycles(graph: CommitGraph, order: Int32Array): CommitEdge[][] {
  const position = new Int32Array(graph.observation.size).fill(-1);
  for (let place = 0; place < order.length; place++) position[order[place]!] = place;
  const search = new CycleSearch(graph, position);
  let cycles: CommitEdge[][] = [];
  let length = Infinity;
  for (const stretch of backwardStretches(graph, order, position)) {
    search.enter(stretch, order);
    for (const source of stretch.sources) {
      if (cycles.length > 0 && search.visits > VISITS_MAX) return cycles;
      const cycle = search.run(order[source]!, length);
      if (cycle === undefined) continue;
      if (cycle.length < length) cycles = [];
      length = cycle.length;
      if (cycles.length < CYCLES_MAX) cycles.push(cycle);
      // No cycle of commits is shorter than two.
      else if (length === 2) return cycles;
    }
  }
  return cycles;
}

const WR = 0;
const PROCESS = 1;
const REALTIME = 2;
const FORCED = 3;
const KINDS = ['wr', 'process', 'realtime', 'forced'] as const;

class CycleSearch {
  visits = 0;
  readonly #graph: CommitGraph;
  readonly #position: Int32Array;
  #low = 0;
  #high = 0;
  /** Nodes of the stretch that ended, by their returns. */
  #byReturn = new Int32Array(0);
  /** How many of them have been reached. */
  #returned = 0;
  /** The node where the running search began, for each node that it reached. */
  readonly #reached: Int32Array;
  /** The same for nodes of which all that came before in the process is reached. */
  readonly #walked: Int32Array;
  readonly #queue: Int32Array;
  #length = 0;
  /** The edge that leaves each node towards where the search began. */
  readonly #next: Int32Array;
  readonly #kind: Uint8Array;
  readonly #at: Int32Array;
  #start = INITIAL;
  #closing: CommitEdge | undefined;

  constructor(graph: CommitGraph, position: Int32Array) {
    this.#graph = graph;
    this.#position = position;
    const { size } = graph.observation;
    this.#reached = new Int32Array(size);
    this.#walked = new Int32Array(size);
    this.#queue = new Int32Array(size);
    this.#next = new Int32Array(size);
    this.#kind = new Uint8Array(size);
    this.#at = new Int32Array(size);
  }

  enter({ low, high }: Stretch, order: Int32Array): void {
    this.#low = low;
    this.#high = high;
    const { isRealtime, time } = this.#graph;
    if (!isRealtime) return;
    this.#byReturn = order
      .slice(low, high + 1)
      .sort((left, right) => time.return[left]! - time.return[right]!);
  }

  /** A shortest cycle through `start`, unless it has more than `lengthMax` edges. */
  run(start: number, lengthMax: number): CommitEdge[] | undefined {
    this.#start = start;
    this.#closing = undefined;
    this.#reached[start] = start;
    this.#queue[0] = start;
    this.#length = 1;
    this.#returned = 0;
    let levelEnd = 1;
    for (let at = 0, depth = 1; at < this.#length; at++) {
      if (at === levelEnd) {
        depth++;
        levelEnd = this.#length;
      }
      if (depth > lengthMax) return undefined;
      this.visits++;
      this.#expand(this.#queue[at]!);
      if (this.#closing !== undefined) return this.#path(this.#closing);
    }
    return undefined;
  }

  #expand(node: number): void {
    const { observation, isSession, isRealtime, forced } = this.#graph;
    const { readStart, readWriter } = observation;
    for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
      this.#reach(readWriter[read]!, node, WR, read);
    }
    if (isSession) this.#walk(node);
    if (isRealtime) this.#goBackInTime(node);
    // Last, for they take the longest to explain.
    for (let edge = forced.first[node]!; edge !== NO_EDGE; edge = forced.next[edge]!) {
      this.#reach(forced.from[edge]!, node, FORCED, edge);
    }
  }

  /** Reaches all that came before in the process. */
  #walk(node: number): void {
    const { previous } = this.#graph.observation;
    const walked = this.#walked;
    let before = node;
    while (walked[before] !== this.#start) {
      walked[before] = this.#start;
      before = previous[before]!;
      if (!this.#isInside(before)) return;
      this.#reach(before, node, PROCESS, 0);
    }
  }

  /** Reaches all that had returned when `node` was called. */
  #goBackInTime(node: number): void {
    const { call, return: returns } = this.#graph.time;
    const byReturn = this.#byReturn;
    for (; this.#returned < byReturn.length; this.#returned++) {
      const before = byReturn[this.#returned]!;
      if (returns[before]! > call[node]!) return;
      this.#reach(before, node, REALTIME, 0);
    }
  }

  #reach(from: number, to: number, kind: number, at: number): void {
    if (from === this.#start) {
      this.#closing ??= { from, to, kind: KINDS[kind]!, at };
      return;
    }
    if (this.#reached[from] === this.#start || !this.#isInside(from)) return;
    this.#reached[from] = this.#start;
    this.#next[from] = to;
    this.#kind[from] = kind;
    this.#at[from] = at;
    this.#queue[this.#length++] = from;
  }

  /** The initial state is nowhere. */
  #isInside(node: number): boolean {
    const place = this.#position[node]!;
    return place >= this.#low && place <= this.#high;
  }

  #path(closing: CommitEdge): CommitEdge[] {
    const edges = [closing];
    for (let from = closing.to; from !== this.#start; from = this.#next[from]!) {
      const to = this.#next[from]!;
      edges.push({ from, to, kind: KINDS[this.#kind[from]!]!, at: this.#at[from]! });
    }
    return edges;
  }
}
