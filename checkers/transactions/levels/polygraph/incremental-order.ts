/**
 * A topological order that is kept while edges are added and taken back (Pearce and Kelly, JEA 11,
 * 2006): an edge that leads backward reorders only the nodes between its ends. Taking edges back,
 * the last first, leaves the order as it is.
 */

import type { Adjacency } from './polygraph-edges.js';

const CAPACITY_MIN = 1024;

/** A graph without cycles: known edges, and others that come and go. */
export class IncrementalOrder {
  /** Place of each node in the order. */
  readonly places: Int32Array;
  /** After a cycle: its edges but the one refused, known ones by number, others as `-tag - 1`. */
  cycle: number[] = [];
  /** Nodes that all searches have looked at. */
  looks = 0;
  readonly #forward: Adjacency;
  readonly #backward: Adjacency;
  readonly #nodeAt: Int32Array;
  #from: Int32Array = new Int32Array(CAPACITY_MIN);
  #to: Int32Array = new Int32Array(CAPACITY_MIN);
  #tag: Int32Array = new Int32Array(CAPACITY_MIN);
  /** The edge added before from or to the same node; -1 at the end. */
  #nextOut: Int32Array = new Int32Array(CAPACITY_MIN);
  #nextIn: Int32Array = new Int32Array(CAPACITY_MIN);
  readonly #firstOut: Int32Array;
  readonly #firstIn: Int32Array;
  #length = 0;
  readonly #mark: Int32Array;
  #stamp = 0;
  readonly #parent: Int32Array;
  readonly #parentEdge: Int32Array;
  readonly #after: Int32Array;
  readonly #before: Int32Array;

  constructor(forward: Adjacency, backward: Adjacency, order: Int32Array) {
    const { size } = forward;
    this.#forward = forward;
    this.#backward = backward;
    this.#nodeAt = order.slice();
    this.places = new Int32Array(size);
    for (let at = 0; at < size; at++) this.places[order[at]!] = at;
    this.#firstOut = new Int32Array(size).fill(-1);
    this.#firstIn = new Int32Array(size).fill(-1);
    this.#mark = new Int32Array(size);
    this.#parent = new Int32Array(size);
    this.#parentEdge = new Int32Array(size);
    this.#after = new Int32Array(size);
    this.#before = new Int32Array(size);
  }

  /** How many edges were added and not taken back. */
  get length(): number {
    return this.#length;
  }

  /** Nodes in order. */
  get order(): Int32Array {
    return this.#nodeAt;
  }

  /**
   * Adds an edge. When it would close a cycle it is refused, and {@link cycle} holds a path with
   * the fewest edges from its end to its beginning.
   */
  add(from: number, to: number, tag: number): boolean {
    if (from === to) {
      this.cycle = [];
      return false;
    }
    if (this.places[from]! > this.places[to]!) {
      const after = this.#searchForward(to, from);
      if (after < 0) return false;
      this.#reorder(after, this.#searchBackward(from, to));
    }
    this.#push(from, to, tag);
    return true;
  }

  /** Takes back the edges added last, until `length` are left. */
  shrinkTo(length: number): void {
    while (this.#length > length) {
      const edge = --this.#length;
      this.#firstOut[this.#from[edge]!] = this.#nextOut[edge]!;
      this.#firstIn[this.#to[edge]!] = this.#nextIn[edge]!;
    }
  }

  #push(from: number, to: number, tag: number): void {
    if (this.#length === this.#from.length) this.#grow();
    const edge = this.#length++;
    this.#from[edge] = from;
    this.#to[edge] = to;
    this.#tag[edge] = tag;
    this.#nextOut[edge] = this.#firstOut[from]!;
    this.#nextIn[edge] = this.#firstIn[to]!;
    this.#firstOut[from] = edge;
    this.#firstIn[to] = edge;
  }

  #grow(): void {
    const larger = (array: Int32Array): Int32Array => {
      const copy = new Int32Array(array.length * 2);
      copy.set(array);
      return copy;
    };
    this.#from = larger(this.#from);
    this.#to = larger(this.#to);
    this.#tag = larger(this.#tag);
    this.#nextOut = larger(this.#nextOut);
    this.#nextIn = larger(this.#nextIn);
  }

  /** Nodes that `root` reaches up to the place of `goal`, breadth first; -1 if `goal` is one. */
  #searchForward(root: number, goal: number): number {
    const { start, other, edge } = this.#forward;
    const limit = this.places[goal]!;
    const queue = this.#after;
    const stamp = ++this.#stamp;
    let length = 0;
    queue[length++] = root;
    this.#mark[root] = stamp;
    const visit = (node: number, parent: number, by: number): void => {
      if (this.places[node]! > limit || this.#mark[node] === stamp) return;
      this.#mark[node] = stamp;
      this.#parent[node] = parent;
      this.#parentEdge[node] = by;
      queue[length++] = node;
    };
    for (let head = 0; head < length; head++) {
      const node = queue[head]!;
      if (node === goal) {
        this.looks += length;
        this.#trace(root, goal);
        return -1;
      }
      for (let at = start[node]!; at < start[node + 1]!; at++) visit(other[at]!, node, edge[at]!);
      for (let at = this.#firstOut[node]!; at >= 0; at = this.#nextOut[at]!) {
        visit(this.#to[at]!, node, -this.#tag[at]! - 1);
      }
    }
    this.looks += length;
    return length;
  }

  #trace(root: number, goal: number): void {
    this.cycle = [];
    for (let node = goal; node !== root; node = this.#parent[node]!) {
      this.cycle.push(this.#parentEdge[node]!);
    }
    this.cycle.reverse();
  }

  /** Nodes that reach `root` down to the place of `end`. */
  #searchBackward(root: number, end: number): number {
    const { start, other } = this.#backward;
    const limit = this.places[end]!;
    const queue = this.#before;
    const stamp = ++this.#stamp;
    let length = 0;
    queue[length++] = root;
    this.#mark[root] = stamp;
    const visit = (node: number): void => {
      if (this.places[node]! < limit || this.#mark[node] === stamp) return;
      this.#mark[node] = stamp;
      queue[length++] = node;
    };
    for (let head = 0; head < length; head++) {
      const node = queue[head]!;
      for (let at = start[node]!; at < start[node + 1]!; at++) visit(other[at]!);
      for (let at = this.#firstIn[node]!; at >= 0; at = this.#nextIn[at]!) visit(this.#from[at]!);
    }
    this.looks += length;
    return length;
  }

  /** Puts what precedes the new edge before what follows it, in the places of both. */
  #reorder(afterLength: number, beforeLength: number): void {
    const before = this.#before.subarray(0, beforeLength);
    const after = this.#after.subarray(0, afterLength);
    const pool = new Int32Array(beforeLength + afterLength);
    for (let at = 0; at < beforeLength; at++) before[at] = pool[at] = this.places[before[at]!]!;
    for (let at = 0; at < afterLength; at++) {
      after[at] = pool[beforeLength + at] = this.places[after[at]!]!;
    }
    before.sort();
    after.sort();
    pool.sort();
    const nodes = new Int32Array(pool.length);
    for (let at = 0; at < beforeLength; at++) nodes[at] = this.#nodeAt[before[at]!]!;
    for (let at = 0; at < afterLength; at++) nodes[beforeLength + at] = this.#nodeAt[after[at]!]!;
    for (let at = 0; at < pool.length; at++) {
      this.#nodeAt[pool[at]!] = nodes[at]!;
      this.places[nodes[at]!] = pool[at]!;
    }
  }
}
