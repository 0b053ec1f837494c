/**
 * Versions of registers and what is known of their order. A version is a last write of a node; its
 * number is the place of the write in the observation. The initial versions of the keys have the
 * numbers after those, and versions that no node wrote the last ones.
 */

import { NO_NODE } from './ghost-reads.js';
import type { HauntedObservation } from './ghost-reads.js';

/**
 * Where an order of two versions comes from (Elle's options of the same names), in the order in
 * which they are tried. That the initial version is first needs no assumption.
 */
export const VERSION_SOURCES = [
  'initial-state',
  'transaction-order',
  'wfr-keys',
  'sequential-keys',
  'linearizable-keys',
] as const;

/** One of {@link VERSION_SOURCES}. */
export type VersionSource = (typeof VERSION_SOURCES)[number];

const CAPACITY_MIN = 1024;

/** Numbers of versions, and the nodes that wrote them. */
export class Versions {
  readonly size: number;
  /** How many versions were written; the initial ones follow, and then ghosts. */
  readonly written: number;
  /** The node that wrote each version; {@link NO_NODE} for the initial ones and ghosts. */
  readonly writer: Int32Array;
  readonly #observation: HauntedObservation;
  /** Ghosts have this number and greater ones. */
  readonly #firstGhost: number;

  /** Linear. */
  constructor(observation: HauntedObservation) {
    const { writeKey, writeStart, size, columns, ghosts } = observation;
    this.#observation = observation;
    this.written = writeKey.length;
    this.#firstGhost = writeKey.length + columns.keys.length;
    this.size = this.#firstGhost + ghosts.length;
    this.writer = new Int32Array(this.size).fill(NO_NODE);
    for (let node = 0; node < size; node++) {
      this.writer.fill(node, writeStart[node], writeStart[node + 1]);
    }
  }

  /** The initial version of a key. */
  initialOf(key: number): number {
    return this.written + key;
  }

  isInitial(version: number): boolean {
    return version >= this.written && version < this.#firstGhost;
  }

  keyOf(version: number): number {
    if (version < this.written) return this.#observation.writeKey[version]!;
    if (version < this.#firstGhost) return version - this.written;
    return this.#observation.columns.key[this.microOf(version)]!;
  }

  /** A micro-operation that wrote a version or, of a ghost, read it. */
  microOf(version: number): number {
    return version < this.written
      ? this.#observation.writeMicro[version]!
      : this.#observation.ghosts[version - this.#firstGhost]!;
  }

  /** The version that an external read saw. */
  readBy(read: number): number {
    const version = this.#observation.readVersion[read]!;
    if (version >= 0) return version;
    if (version === -1) return this.initialOf(this.#observation.readKey[read]!);
    return this.#firstGhost - 2 - version;
  }
}

/** Pairs of versions of one key, the older first, while they are collected. */
export class VersionEdges {
  from: Int32Array = new Int32Array(CAPACITY_MIN);
  to: Int32Array = new Int32Array(CAPACITY_MIN);
  /** Place in {@link VERSION_SOURCES}. */
  source: Uint8Array = new Uint8Array(CAPACITY_MIN);
  /** The nodes whose order orders the versions; the same twice when one read and wrote. */
  first: Int32Array = new Int32Array(CAPACITY_MIN);
  second: Int32Array = new Int32Array(CAPACITY_MIN);
  length = 0;
  /** Place in {@link VERSION_SOURCES} of the edges that are added. */
  adding = 0;

  /** Adds an edge; none from a version to itself. Constant, amortised. */
  add(from: number, to: number, first: number, second: number): void {
    if (from === to) return;
    if (this.length === this.from.length) this.#grow();
    const at = this.length++;
    this.from[at] = from;
    this.to[at] = to;
    this.source[at] = this.adding;
    this.first[at] = first;
    this.second[at] = second;
  }

  #grow(): void {
    const capacity = this.from.length * 2;
    const grown = <Column extends Int32Array | Uint8Array>(
      column: Column,
      into: Column,
    ): Column => {
      into.set(column);
      return into;
    };
    this.from = grown(this.from, new Int32Array(capacity));
    this.to = grown(this.to, new Int32Array(capacity));
    this.source = grown(this.source, new Uint8Array(capacity));
    this.first = grown(this.first, new Int32Array(capacity));
    this.second = grown(this.second, new Int32Array(capacity));
  }
}
