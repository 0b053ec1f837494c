/**
 * Edges that an axiom forces between commits, in the order in which they were found: each with the
 * read that forces it, from which the rest of its evidence follows. Edges are linked by the node
 * that they enter, for the sort of commits asks what must come before a node.
 */

import { INITIAL } from '../../observation.js';

/** Reading by a chain ends here. */
export const NO_EDGE = -1;

const CAPACITY_MIN = 1024;

/** How many contradictions to the initial state are kept, of which the smallest is reported. */
const CONTRADICTIONS_MAX = 8;

/** A node that a reader of the initial state of a key had seen, although it wrote that key. */
export interface Contradiction {
  readonly from: number;
  readonly read: number;
}

/** Edges between commits. */
export class ForcedEdges {
  /** The edge last added that enters each node, {@link NO_EDGE} when there is none. */
  readonly first: Int32Array;
  from: Int32Array = new Int32Array(CAPACITY_MIN);
  /** A place among the external reads; `-1 - key` where the order of versions is known. */
  cause: Int32Array = new Int32Array(CAPACITY_MIN);
  /** The edge added before that enters the same node. */
  next: Int32Array = new Int32Array(CAPACITY_MIN);
  length = 0;
  /** Some of the edges that enter the initial state, each a violation. */
  readonly contradictions: Contradiction[] = [];

  constructor(size: number) {
    this.first = new Int32Array(size).fill(NO_EDGE);
  }

  /** `from` must come before `to`, the writer of what `read` read. Constant, amortised. */
  addByRead(from: number, to: number, read: number): void {
    if (to !== INITIAL) this.#add(from, to, read);
    else if (this.contradictions.length < CONTRADICTIONS_MAX) {
      this.contradictions.push({ from, read });
    }
  }

  /** The version of key that `to` wrote follows that of `from`. Constant, amortised. */
  addByVersions(from: number, to: number, key: number): void {
    this.#add(from, to, -1 - key);
  }

  #add(from: number, to: number, cause: number): void {
    if (this.length === this.from.length) this.#grow();
    const at = this.length++;
    this.from[at] = from;
    this.cause[at] = cause;
    this.next[at] = this.first[to]!;
    this.first[to] = at;
  }

  #grow(): void {
    const { from, cause, next } = this;
    this.from = new Int32Array(2 * from.length);
    this.cause = new Int32Array(2 * from.length);
    this.next = new Int32Array(2 * from.length);
    this.from.set(from);
    this.cause.set(cause);
    this.next.set(next);
  }
}
