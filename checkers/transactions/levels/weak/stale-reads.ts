/**
 * What causal consistency forces, found by need: given an order of commits near to the truth, few
 * reads are stale in it, that is few readers of a key have another writer of the key between them
 * and the one from which they read. Only such a writer can break the axiom, if the reader has seen
 * it; whether it has, a search back from the reader tells, which never leaves the stretch from that
 * writer to the reader.
 *
 * An order without a stale read of something seen satisfies causal consistency. Otherwise the edges
 * found are added, commits are sorted anew and looked through again, as often as there is something
 * new. Nothing is kept for a process, so that ten thousand of them are no burden, and neither is
 * the absence of processes, which leaves the relation of who has seen whom without long chains. In
 * exchange there is no bound near to linear: a budget says when others should take over.
 */

import { INITIAL } from '../../observation.js';
import type { CommitGraph } from './commit-graph.js';

/** How far the search for stale reads came. */
export type StaleReads = 'none' | 'some' | 'over-budget';

const NO_WRITE = -1;

/** Looks for stale reads in one order after another. */
export class StaleReadSweep {
  /** Steps taken: versions passed over and nodes visited. */
  steps = 0;
  readonly #graph: CommitGraph;
  readonly #position: Int32Array;
  /** Of each key the place of the latest write so far in `writeKey`. */
  readonly #latest: Int32Array;
  /** For each place of `writeKey` the write of the key before, and the node that wrote. */
  readonly #before: Int32Array;
  readonly #writer: Int32Array;
  /** The reader for which each node was last visited. */
  readonly #visited: Int32Array;
  readonly #stack: Int32Array;
  /** Writers between the reader and what it read, with the reads. */
  readonly #suspects: number[] = [];
  readonly #reads: number[] = [];

  constructor(graph: CommitGraph) {
    const { size, columns, writeKey } = graph.observation;
    this.#graph = graph;
    this.#position = new Int32Array(size);
    this.#latest = new Int32Array(columns.keys.length);
    this.#before = new Int32Array(writeKey.length);
    this.#writer = new Int32Array(writeKey.length);
    this.#visited = new Int32Array(size);
    this.#stack = new Int32Array(size);
  }

  /**
   * Adds the edges that the stale reads of things seen force; `order` must be a topological order
   * of the graph. Ends when there were more steps than `stepsMax`.
   */
  run(order: Int32Array, stepsMax: number, shouldStop: () => boolean): StaleReads {
    const { forced, observation } = this.#graph;
    const { readStart } = observation;
    const found = forced.length + forced.contradictions.length;
    for (let place = 0; place < order.length; place++) this.#position[order[place]!] = place;
    this.#latest.fill(NO_WRITE);
    this.#visited.fill(INITIAL);
    for (let place = 0; place < order.length; place++) {
      const node = order[place]!;
      for (let read = readStart[node]!; read < readStart[node + 1]!; read++) this.#suspect(read);
      if (this.#suspects.length > 0) this.#judge(node);
      this.#write(node);
      if (this.steps > stepsMax) return 'over-budget';
      if ((place & 4095) === 0 && shouldStop()) return 'over-budget';
    }
    return forced.length + forced.contradictions.length === found ? 'none' : 'some';
  }

  /** Collects the writers of the key after the one that was read. */
  #suspect(read: number): void {
    const { readKey, readWriter } = this.#graph.observation;
    const source = readWriter[read]!;
    let write = this.#latest[readKey[read]!]!;
    while (write !== NO_WRITE && this.#writer[write] !== source) {
      this.#suspects.push(this.#writer[write]!);
      this.#reads.push(read);
      write = this.#before[write]!;
    }
  }

  #write(node: number): void {
    const { writeStart, writeKey } = this.#graph.observation;
    for (let write = writeStart[node]!; write < writeStart[node + 1]!; write++) {
      const key = writeKey[write]!;
      this.#before[write] = this.#latest[key]!;
      this.#writer[write] = node;
      this.#latest[key] = write;
    }
  }

  /** Adds an edge for each suspect that the reader has seen. */
  #judge(reader: number): void {
    const { forced, observation } = this.#graph;
    const suspects = this.#suspects;
    const reads = this.#reads;
    let earliest = Infinity;
    for (const suspect of suspects) earliest = Math.min(earliest, this.#position[suspect]!);
    this.steps += suspects.length;
    this.#visit(reader, earliest);
    for (let at = 0; at < suspects.length; at++) {
      const suspect = suspects[at]!;
      if (this.#visited[suspect] !== reader) continue;
      forced.addByRead(suspect, observation.readWriter[reads[at]!]!, reads[at]!);
    }
    suspects.length = 0;
    reads.length = 0;
  }

  /** Marks what the reader has seen, back to a place of the order. */
  #visit(reader: number, earliest: number): void {
    const { isSession, observation } = this.#graph;
    const { readStart, readWriter, previous } = observation;
    const position = this.#position;
    const visited = this.#visited;
    const stack = this.#stack;
    let height = 0;
    stack[height++] = reader;
    while (height > 0) {
      const node = stack[--height]!;
      this.steps++;
      for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
        const writer = readWriter[read]!;
        if (writer === INITIAL || position[writer]! < earliest) continue;
        if (visited[writer] === reader) continue;
        visited[writer] = reader;
        stack[height++] = writer;
      }
      if (!isSession) continue;
      const before = previous[node]!;
      if (before === INITIAL || position[before]! < earliest || visited[before] === reader)
        continue;
      visited[before] = reader;
      stack[height++] = before;
    }
  }
}
