/**
 * Edges between operations, and an order that respects them.
 */

/** A growing list of edges. */
export class Edges {
  #from = new Int32Array(64);
  #to = new Int32Array(64);
  size = 0;

  add(from: number, to: number): void {
    if (this.size === this.#from.length) {
      this.#from = doubled(this.#from);
      this.#to = doubled(this.#to);
    }
    this.#from[this.size] = from;
    this.#to[this.size++] = to;
  }

  /** The edges by the node they leave; linear. */
  successors(nodes: number): Successors {
    const start = new Int32Array(nodes + 1);
    for (let edge = 0; edge < this.size; edge++) start[this.#from[edge]! + 1]! += 1;
    for (let node = 0; node < nodes; node++) start[node + 1]! += start[node]!;
    const next = start.slice();
    const to = new Int32Array(this.size);
    for (let edge = 0; edge < this.size; edge++) to[next[this.#from[edge]!]!++] = this.#to[edge]!;
    return { start, to };
  }
}

/** Where the edges of each node begin in `to`; one entry more than nodes. */
export interface Successors {
  readonly start: Int32Array;
  readonly to: Int32Array;
}

/** Nodes in an order that respects the edges; shorter than `nodes` when they go in a circle. */
export function topologicalOrder(nodes: number, edges: Edges): Int32Array {
  const { start, to } = edges.successors(nodes);
  const waiting = new Int32Array(nodes);
  for (const node of to) waiting[node]! += 1;
  const order = new Int32Array(nodes);
  let size = 0;
  for (let node = 0; node < nodes; node++) if (waiting[node] === 0) order[size++] = node;
  for (let at = 0; at < size; at++) {
    const node = order[at]!;
    for (let edge = start[node]!; edge < start[node + 1]!; edge++) {
      const next = to[edge]!;
      waiting[next]! -= 1;
      if (waiting[next] === 0) order[size++] = next;
    }
  }
  return order.subarray(0, size);
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * array.length);
  wider.set(array);
  return wider;
}
