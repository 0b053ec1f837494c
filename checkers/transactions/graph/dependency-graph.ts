/**
 * The dependency graph of a history (Adya 1999, section 4.2.2) in compressed rows: nodes are those
 * of an observation, an edge has one of five kinds, and several edges may join the same nodes. One
 * graph serves every projection: who looks for a cycle of some kinds passes over the other edges.
 */

/** Kinds of edges, as bits. */
export const EDGE = { ww: 1, wr: 2, rw: 4, process: 8, realtime: 16 } as const;

const CAPACITY_MIN = 1024;
/** From here on capacity grows by half, for the sake of memory. */
const CAPACITY_LARGE: number = 2 ** 20;

/** Edges while they are collected. */
export class EdgeList {
  from: Int32Array;
  to: Int32Array;
  kind: Uint8Array;
  length = 0;

  /** Room for `capacity` edges; it grows when there are more. */
  constructor(capacity: number = CAPACITY_MIN) {
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.kind = new Uint8Array(capacity);
  }

  /** Constant, amortised. */
  add(from: number, to: number, kind: number): void {
    if (this.length === this.from.length) this.#grow();
    const at = this.length++;
    this.from[at] = from;
    this.to[at] = to;
    this.kind[at] = kind;
  }

  #grow(): void {
    const { length } = this.from;
    const capacity =
      length < CAPACITY_LARGE ? Math.max(CAPACITY_MIN, length * 2) : length + (length >> 1);
    const { from, to, kind } = this;
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.from.set(from);
    this.to.set(to);
    this.kind.set(kind);
  }
}

/** Edges by the node that they leave: those of node `n` are `start[n]` to `start[n + 1] - 1`. */
export interface DependencyGraph {
  readonly size: number;
  readonly start: Int32Array;
  readonly to: Int32Array;
  readonly kind: Uint8Array;
}

/** The graph of `size` nodes with these edges. Linear. */
export function graphOf(size: number, edges: EdgeList): DependencyGraph {
  const { from, to, kind, length } = edges;
  const start = new Int32Array(size + 1);
  for (let at = 0; at < length; at++) start[from[at]! + 1]!++;
  for (let node = 0; node < size; node++) start[node + 1]! += start[node]!;
  const next = start.slice(0, size);
  const targets = new Int32Array(length);
  const kinds = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    const place = next[from[at]!]!++;
    targets[place] = to[at]!;
    kinds[place] = kind[at]!;
  }
  return { size, start, to: targets, kind: kinds };
}
