/**
 * Whether a node wrote a key. Transactions mostly write a few keys, which are looked through; the
 * keys of one that writes many, as those do that load a store, are put into a table when it is
 * first asked about.
 */

import { PairTable } from '../../../../src/history/columns/pair-table.js';
import type { Observation } from '../../observation.js';

/** Up to as many keys are looked through. */
const FEW = 16;

/** The keys that nodes wrote. */
export class WrittenKeys {
  readonly #observation: Observation;
  readonly #tabled = new Set<number>();
  readonly #table = new PairTable();

  constructor(observation: Observation) {
    this.#observation = observation;
  }

  /** How many keys the node wrote. */
  count(node: number): number {
    const { writeStart } = this.#observation;
    return writeStart[node + 1]! - writeStart[node]!;
  }

  /** Constant on average, but for the first question about a node. */
  has(node: number, key: number): boolean {
    const { writeStart, writeKey } = this.#observation;
    const end = writeStart[node + 1]!;
    const start = writeStart[node]!;
    if (end - start > FEW) return this.#lookUp(node, key);
    for (let at = start; at < end; at++) if (writeKey[at] === key) return true;
    return false;
  }

  #lookUp(node: number, key: number): boolean {
    if (!this.#tabled.has(node)) {
      this.#tabled.add(node);
      const { writeStart, writeKey } = this.#observation;
      for (let at = writeStart[node]!; at < writeStart[node + 1]!; at++) {
        this.#table.set(node, writeKey[at]!, 1);
      }
    }
    return this.#table.get(node, key) !== 0;
  }
}
