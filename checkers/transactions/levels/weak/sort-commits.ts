/**
 * Sorts commits so that whatever must come before a node does: nodes are taken in a given order,
 * and before each those are put that it needs and that have not come yet, by depth-first search.
 * Of an acyclic graph the result is a topological order near to the given one; of another it is a
 * total order that some edges of every cycle contradict.
 *
 * Real time has far too many edges to follow each. Nodes that ended stand in a queue in the order
 * of their returns; before a node may open, the queue must be empty of those that returned before
 * it was called. The head of the queue never waits for the queue itself, so that the stack grows by
 * at most one such entry a node.
 */

import { INITIAL } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';
import { NO_EDGE } from './forced-edges.js';

/** All nodes but the initial one, in an order. */
export interface SortedCommits {
  readonly order: Int32Array;
  /** Whether the order respects every edge. */
  readonly isAcyclic: boolean;
}

/** Linear. Nodes that `guess` leaves out come last. */
export function sortCommits(graph: CommitGraph, guess: Int32Array): SortedCommits {
  return new CommitSort(graph).run(guess);
}

const NEW = 0;
const OPENED = 1;
const DONE = 2;

class CommitSort {
  readonly #graph: CommitGraph;
  readonly #state: Uint8Array;
  readonly #order: Int32Array;
  #placed = 0;
  #isAcyclic = true;
  /** Nodes to be placed, and `-1 - node` for those that are placed once what is above them is. */
  #stack = new Int32Array(1024);
  #height = 0;
  /** The queue of ended nodes; empty without real time. */
  readonly #queue: Int32Array;
  #head = 0;

  constructor(graph: CommitGraph) {
    this.#graph = graph;
    const { size } = graph.observation;
    this.#state = new Uint8Array(size);
    this.#state[INITIAL] = DONE;
    this.#order = new Int32Array(size - 1);
    this.#queue = graph.isRealtime ? graph.time.byReturn : new Int32Array(0);
  }

  run(guess: Int32Array): SortedCommits {
    for (let at = 0; at < guess.length; at++) this.#place(guess[at]!);
    const { size } = this.#graph.observation;
    for (let node = 1; node < size; node++) this.#place(node);
    return { order: this.#order, isAcyclic: this.#isAcyclic };
  }

  #place(node: number): void {
    if (this.#state[node] !== NEW) return;
    this.#push(node);
    this.#descend();
  }

  #descend(): void {
    const state = this.#state;
    while (this.#height > 0) {
      const top = this.#stack[--this.#height]!;
      if (top < 0) {
        const node = -1 - top;
        state[node] = DONE;
        this.#order[this.#placed++] = node;
      } else if (state[top] === NEW && !this.#waits(top)) {
        state[top] = OPENED;
        this.#push(-1 - top);
        this.#pushPredecessors(top);
      }
    }
  }

  /** Whether the head of the queue has to come first; then both are put on the stack again. */
  #waits(node: number): boolean {
    const queue = this.#queue;
    const { call, return: returns } = this.#graph.time;
    while (this.#head < queue.length) {
      const first = queue[this.#head]!;
      if (returns[first]! > call[node]!) return false;
      if (this.#state[first] === NEW) {
        this.#push(node);
        this.#push(first);
        return true;
      }
      // The head waits for this node, which waits for the head.
      if (this.#state[first] === OPENED) this.#isAcyclic = false;
      this.#head++;
    }
    return false;
  }

  #pushPredecessors(node: number): void {
    const { observation, isSession, forced } = this.#graph;
    const { readStart, readWriter, previous } = observation;
    const end = readStart[node + 1]!;
    for (let read = readStart[node]!; read < end; read++) this.#need(readWriter[read]!);
    if (isSession) this.#need(previous[node]!);
    for (let edge = forced.first[node]!; edge !== NO_EDGE; edge = forced.next[edge]!) {
      this.#need(forced.from[edge]!);
    }
  }

  #need(node: number): void {
    const state = this.#state[node]!;
    if (state === NEW) this.#push(node);
    else if (state === OPENED) this.#isAcyclic = false;
  }

  #push(entry: number): void {
    if (this.#height === this.#stack.length) {
      const wider = new Int32Array(2 * this.#stack.length);
      wider.set(this.#stack);
      this.#stack = wider;
    }
    this.#stack[this.#height++] = entry;
  }
}
