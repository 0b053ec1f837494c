/**
 * What a transaction did to each key, seen from outside: the version that it found and the one that
 * it left.
 */

import type { RegisterObservation } from './register-observation.js';
import type { Versions } from './version-edges.js';

/** Goes through the keys of nodes. */
export class KeyTouches {
  readonly #observation: RegisterObservation;
  readonly #versions: Versions;
  /** For each key the node that was visited last among those that read it, and what it saw. */
  readonly #reader: Int32Array;
  readonly #seen: Int32Array;
  readonly #writer: Int32Array;

  constructor(observation: RegisterObservation, versions: Versions) {
    const keys = observation.columns.keys.length;
    this.#observation = observation;
    this.#versions = versions;
    this.#reader = new Int32Array(keys);
    this.#seen = new Int32Array(keys);
    this.#writer = new Int32Array(keys);
  }

  /**
   * Calls `touch` once for each key of `node`, with the first version (the one it read, else the
   * one it wrote) and the last (the one it wrote, else the one it read). Linear in the node.
   */
  visit(node: number, touch: (key: number, first: number, last: number) => void): void {
    const { readStart, readKey, writeStart, writeKey } = this.#observation;
    const reads = readStart[node]!;
    const readsEnd = readStart[node + 1]!;
    for (let read = reads; read < readsEnd; read++) {
      const key = readKey[read]!;
      if (this.#reader[key] === node) continue;
      this.#reader[key] = node;
      this.#seen[key] = this.#versions.readBy(read);
    }
    for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
      const key = writeKey[version]!;
      this.#writer[key] = node;
      touch(key, this.#reader[key] === node ? this.#seen[key]! : version, version);
    }
    for (let read = reads; read < readsEnd; read++) {
      const key = readKey[read]!;
      if (this.#writer[key] === node) continue;
      this.#writer[key] = node;
      touch(key, this.#seen[key]!, this.#seen[key]!);
    }
  }

  /**
   * The same, but a node that read the initial version and wrote the key has the version that it
   * wrote as the first one, too, as in Elle.
   */
  visitEffects(node: number, touch: (key: number, first: number, last: number) => void): void {
    this.visit(node, (key, first, last) => {
      touch(key, this.#versions.isInitial(first) ? last : first, last);
    });
  }
}
