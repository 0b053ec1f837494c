/**
 * What monotonic atomic view forces (the Read Committed of Biswas and Enea, OOPSLA 2019, by the
 * algorithm of AWDIT, PLDI 2025): when a transaction reads something of t2 and after that reads key
 * x, which t2 wrote as well, from t1, then t2 came before t1.
 *
 * The reads of a transaction are gone through from the last to the first. At the first read of
 * each t2 the keys that are read after it are compared with those that t2 wrote, over the fewer of
 * the two, which makes O(n^1.5) altogether. Of the later reads of a key only the next one counts,
 * and of t2 itself the one before that: who read from it has seen it when it reads on.
 */

import { INITIAL } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';
import { WrittenKeys } from './written-keys.js';

/** Adds the edges that monotonic atomic view forces. O(n^1.5). */
export function forceMonotonicAtomicView(graph: CommitGraph): void {
  const { readStart, size } = graph.observation;
  const later = new LaterReads(graph);
  for (let node = 1; node < size; node++) {
    if (readStart[node + 1]! - readStart[node]! > 1) later.goThrough(node);
  }
}

class LaterReads {
  readonly #graph: CommitGraph;
  readonly #written: WrittenKeys;
  /** The reader by which each key was read, and whose reads the next two columns hold. */
  readonly #reader: Int32Array;
  /** The read of the key that comes next in the transaction. */
  readonly #next: Int32Array;
  /** The first read after that which is from another writer; -1 without one. */
  readonly #other: Int32Array;
  /** The first read from each node by the reader that was last gone through. */
  readonly #firstRead: Int32Array;
  /** The keys read so far, once each. */
  readonly #keys: number[] = [];

  constructor(graph: CommitGraph) {
    const { size, columns } = graph.observation;
    this.#graph = graph;
    this.#written = new WrittenKeys(graph.observation);
    this.#reader = new Int32Array(columns.keys.length);
    this.#next = new Int32Array(columns.keys.length);
    this.#other = new Int32Array(columns.keys.length);
    this.#firstRead = new Int32Array(size);
  }

  goThrough(node: number): void {
    const { readStart, readWriter, readKey } = this.#graph.observation;
    const start = readStart[node]!;
    this.#keys.length = 0;
    for (let read = readStart[node + 1]! - 1; read >= start; read--) {
      this.#firstRead[readWriter[read]!] = read;
    }
    for (let read = readStart[node + 1]! - 1; read >= start; read--) {
      const writer = readWriter[read]!;
      if (writer !== INITIAL && this.#firstRead[writer] === read) this.#compare(writer, node);
      this.#pass(read, readKey[read]!, node);
    }
  }

  /** Compares what is read later than the first read from `writer` with what that one wrote. */
  #compare(writer: number, node: number): void {
    const { writeStart, writeKey } = this.#graph.observation;
    if (this.#written.count(writer) <= this.#keys.length) {
      for (let at = writeStart[writer]!; at < writeStart[writer + 1]!; at++) {
        const key = writeKey[at]!;
        if (this.#reader[key] === node) this.#force(writer, key);
      }
      return;
    }
    for (const key of this.#keys) if (this.#written.has(writer, key)) this.#force(writer, key);
  }

  #force(writer: number, key: number): void {
    const { readWriter } = this.#graph.observation;
    let read = this.#next[key]!;
    if (readWriter[read] === writer) read = this.#other[key]!;
    if (read >= 0) this.#graph.forced.addByRead(writer, readWriter[read]!, read);
  }

  #pass(read: number, key: number, node: number): void {
    const { readWriter } = this.#graph.observation;
    if (this.#reader[key] !== node) {
      this.#reader[key] = node;
      this.#next[key] = read;
      this.#other[key] = -1;
      this.#keys.push(key);
      return;
    }
    const next = this.#next[key]!;
    if (readWriter[next] !== readWriter[read]) this.#other[key] = next;
    this.#next[key] = read;
  }
}
