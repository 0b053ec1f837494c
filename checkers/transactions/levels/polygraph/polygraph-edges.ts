/**
 * Edges that are known to be in the graph, each with the reason for it: what the history says, or a
 * deduction from earlier edges. Edges are only ever added, so that the edges before a given number
 * are the graph as it was at some time: deductions refer to that.
 */

/** Why an edge is there; deductions are numbered from 0. */
export const REASON = {
  /** A transaction begins before it commits. */
  program: -1,
  process: -2,
  /** To or from a moment, or between two. */
  realtime: -3,
  wr: -4,
  /** Versions of a list that follow one another. */
  version: -5,
  /** To the writer of a version that follows, as is known without deduction. */
  rw: -6,
  /** From a reader to the collector of its version. */
  collect: -7,
} as const;

const CAPACITY_MIN = 1024;

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/**
 * Deductions that the writer of one version of a key commits before that of another: the contrary
 * would demand an edge that closes a cycle with the edges known then.
 */
export class Deductions {
  /** Writers, the first before the second. */
  first: Int32Array = new Int32Array(CAPACITY_MIN);
  second: Int32Array = new Int32Array(CAPACITY_MIN);
  /** The edge that cannot be. */
  from: Int32Array = new Int32Array(CAPACITY_MIN);
  to: Int32Array = new Int32Array(CAPACITY_MIN);
  /** How many edges were known. */
  known: Int32Array = new Int32Array(CAPACITY_MIN);
  length = 0;

  add(first: number, second: number, from: number, to: number, known: number): number {
    if (this.length === this.first.length) {
      this.first = grown(this.first);
      this.second = grown(this.second);
      this.from = grown(this.from);
      this.to = grown(this.to);
      this.known = grown(this.known);
    }
    const at = this.length++;
    this.first[at] = first;
    this.second[at] = second;
    this.from[at] = from;
    this.to[at] = to;
    this.known[at] = known;
    return at;
  }
}

/** Known edges in the order in which they became known. */
export class PolygraphEdges {
  from: Int32Array = new Int32Array(CAPACITY_MIN);
  to: Int32Array = new Int32Array(CAPACITY_MIN);
  reason: Int32Array = new Int32Array(CAPACITY_MIN);
  length = 0;
  readonly deductions: Deductions = new Deductions();

  /** Constant, amortised. */
  add(from: number, to: number, reason: number): void {
    if (this.length === this.from.length) {
      this.from = grown(this.from);
      this.to = grown(this.to);
      this.reason = grown(this.reason);
    }
    const at = this.length++;
    this.from[at] = from;
    this.to[at] = to;
    this.reason[at] = reason;
  }
}

/** Edges by the node at one of their ends. */
export interface Adjacency {
  readonly size: number;
  /** Those of node `n` are `start[n]` to `start[n + 1] - 1`. */
  readonly start: Int32Array;
  /** The node at the other end. */
  readonly other: Int32Array;
  /** Number of the edge. */
  readonly edge: Int32Array;
}

/** All edges, or only those that were not deduced. */
export type EdgeChoice = 'all' | 'told';

/** Edges by the node that they leave, or with `backward` by the one that they enter. Linear. */
export function adjacencyOf(
  size: number,
  edges: PolygraphEdges,
  direction: 'forward' | 'backward',
  choice: EdgeChoice = 'all',
): Adjacency {
  const near = direction === 'forward' ? edges.from : edges.to;
  const far = direction === 'forward' ? edges.to : edges.from;
  const { length, reason } = edges;
  const reasonMax = choice === 'told' ? -1 : edges.deductions.length;
  const start = new Int32Array(size + 1);
  for (let at = 0; at < length; at++) if (reason[at]! <= reasonMax) start[near[at]! + 1]!++;
  for (let node = 0; node < size; node++) start[node + 1]! += start[node]!;
  const next = start.slice(0, size);
  const other = new Int32Array(start[size]!);
  const edge = new Int32Array(start[size]!);
  for (let at = 0; at < length; at++) {
    if (reason[at]! > reasonMax) continue;
    const place = next[near[at]!]!++;
    other[place] = far[at]!;
    edge[place] = at;
  }
  return { size, start, other, edge };
}
