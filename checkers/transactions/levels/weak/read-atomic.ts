/**
 * What read atomic forces (Biswas and Enea, OOPSLA 2019; by the algorithm of AWDIT, PLDI 2025):
 * when a transaction reads key x from t1 and has read anything from t2, or follows t2 in its
 * process, and t2 wrote x as well, then t2 came before t1. A key that was read from two writers
 * forces each before the other.
 */

import { INITIAL } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';
import { isFollowed, sessionsOf } from './sessions.js';
import { WrittenKeys } from './written-keys.js';

/** Adds the edges that read atomic forces. O(n^1.5). */
export function forceReadAtomic(graph: CommitGraph): void {
  const { readStart, size } = graph.observation;
  const others = new OtherReads(graph);
  for (let node = 1; node < size; node++) {
    if (readStart[node + 1]! - readStart[node]! > 1) others.goThrough(node);
  }
  if (graph.isSession) forceBySession(graph);
}

/** Compares what a transaction read with what those wrote from which it read. */
class OtherReads {
  readonly #graph: CommitGraph;
  readonly #written: WrittenKeys;
  /** The reader by which each key was last read, and its first read of it. */
  readonly #reader: Int32Array;
  readonly #read: Int32Array;
  /** The reader for which each writer was last compared. */
  readonly #compared: Int32Array;
  readonly #keys: number[] = [];

  constructor(graph: CommitGraph) {
    const { size, columns } = graph.observation;
    this.#graph = graph;
    this.#written = new WrittenKeys(graph.observation);
    this.#reader = new Int32Array(columns.keys.length);
    this.#read = new Int32Array(columns.keys.length);
    this.#compared = new Int32Array(size);
  }

  goThrough(node: number): void {
    const { readStart, readWriter, readKey } = this.#graph.observation;
    const end = readStart[node + 1]!;
    this.#keys.length = 0;
    for (let read = readStart[node]!; read < end; read++) this.#pass(read, readKey[read]!, node);
    for (let read = readStart[node]!; read < end; read++) {
      const writer = readWriter[read]!;
      if (writer === INITIAL || this.#compared[writer] === node) continue;
      this.#compared[writer] = node;
      this.#compare(writer, node);
    }
  }

  #pass(read: number, key: number, node: number): void {
    if (this.#reader[key] !== node) {
      this.#reader[key] = node;
      this.#read[key] = read;
      this.#keys.push(key);
      return;
    }
    const { readWriter } = this.#graph.observation;
    const first = this.#read[key]!;
    if (readWriter[first] === readWriter[read]) return;
    this.#force(readWriter[first]!, read);
    this.#force(readWriter[read]!, first);
  }

  #compare(writer: number, node: number): void {
    const { writeStart, writeKey } = this.#graph.observation;
    if (this.#written.count(writer) <= this.#keys.length) {
      for (let at = writeStart[writer]!; at < writeStart[writer + 1]!; at++) {
        const key = writeKey[at]!;
        if (this.#reader[key] === node) this.#force(writer, this.#read[key]!);
      }
      return;
    }
    for (const key of this.#keys) {
      if (this.#written.has(writer, key)) this.#force(writer, this.#read[key]!);
    }
  }

  #force(from: number, read: number): void {
    const to = this.#graph.observation.readWriter[read]!;
    if (from !== to && from !== INITIAL) this.#graph.forced.addByRead(from, to, read);
  }
}

/** Of each process the last write of a key before a read of it; those before that come earlier. */
function forceBySession({ observation, forced }: CommitGraph): void {
  const { columns, readStart, readKey, readWriter, writeStart, writeKey } = observation;
  const { start, nodes } = sessionsOf(observation);
  const keys = columns.keys.length;
  const lastWriter = new Int32Array(keys);
  const session = new Int32Array(keys).fill(-1);
  for (let at = 0; at + 1 < start.length; at++) {
    for (let place = start[at]!; place < start[at + 1]!; place++) {
      const node = nodes[place]!;
      for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
        const key = readKey[read]!;
        const last = lastWriter[key]!;
        if (session[key] !== at || last === readWriter[read]) continue;
        forced.addByRead(last, readWriter[read]!, read);
      }
      if (!isFollowed(observation, node)) continue;
      for (let write = writeStart[node]!; write < writeStart[node + 1]!; write++) {
        lastWriter[writeKey[write]!] = node;
        session[writeKey[write]!] = at;
      }
    }
  }
}
