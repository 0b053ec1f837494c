/**
 * How one transaction came to have seen another: a shortest path of transactions each of which has
 * read from the one before or follows it in its process, however far.
 */

import { INITIAL } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';

/** Looks for shortest paths, one after another. */
export class SeenPathSearch {
  readonly #graph: CommitGraph;
  /** The search in which each node was last reached; and from which on all of its process was. */
  readonly #reached: Int32Array;
  readonly #walked: Int32Array;
  /** The next node on the way to the reader. */
  readonly #next: Int32Array;
  readonly #queue: Int32Array;
  #length = 0;
  #search = 0;

  constructor(graph: CommitGraph) {
    const { size } = graph.observation;
    this.#graph = graph;
    this.#reached = new Int32Array(size);
    this.#walked = new Int32Array(size);
    this.#next = new Int32Array(size);
    this.#queue = new Int32Array(size);
  }

  /** A shortest path from `from` to `reader`, both included. Linear in what the reader has seen. */
  run(from: number, reader: number): number[] {
    const { observation, isSession } = this.#graph;
    const { readStart, readWriter } = observation;
    this.#search++;
    this.#reached[reader] = this.#search;
    this.#queue[0] = reader;
    this.#length = 1;
    for (let at = 0; at < this.#length && this.#reached[from] !== this.#search; at++) {
      const node = this.#queue[at]!;
      for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
        this.#reach(readWriter[read]!, node);
      }
      if (isSession) this.#walk(node);
    }
    const path = [from];
    for (let node = from; node !== reader; node = this.#next[node]!) path.push(this.#next[node]!);
    return path;
  }

  #walk(node: number): void {
    const { previous } = this.#graph.observation;
    const walked = this.#walked;
    let before = node;
    while (walked[before] !== this.#search) {
      walked[before] = this.#search;
      before = previous[before]!;
      if (before === INITIAL) return;
      this.#reach(before, node);
    }
  }

  #reach(from: number, to: number): void {
    if (from === INITIAL || this.#reached[from] === this.#search) return;
    this.#reached[from] = this.#search;
    this.#next[from] = to;
    this.#queue[this.#length++] = from;
  }
}
