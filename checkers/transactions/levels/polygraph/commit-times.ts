/**
 * Real time between transactions. One precedes another when it returned before the other was
 * called; who never returned precedes nobody, and who has no recorded call may have begun at any
 * time.
 */

import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../../src/history/transactions/transaction-columns.js';
import { INITIAL, type Observation } from '../../observation.js';
import type { VersionIndex } from './version-index.js';

/** Calls and returns of nodes. */
export class CommitTimes {
  /** How many ranks there are. */
  readonly ranks: number;
  readonly #observation: Observation;
  readonly #isTimeless: Uint8Array | undefined;

  /** @param isTimeless nodes, as 1, of which calls and returns are to be forgotten. */
  constructor(observation: Observation, isTimeless?: Uint8Array) {
    this.#observation = observation;
    this.#isTimeless = isTimeless;
    this.ranks = observation.columns.ranks;
  }

  callOf(node: number): number {
    if (this.#isTimeless?.[node] === 1) return NO_CALL;
    const { columns, transaction } = this.#observation;
    return columns.call[transaction[node]!]!;
  }

  /** `OPEN` for transactions without answer. */
  returnOf(node: number): number {
    if (this.#isTimeless?.[node] === 1) return OPEN;
    const { columns, transaction } = this.#observation;
    const place = transaction[node]!;
    return columns.outcome[place] === OUTCOME.ok ? columns.return[place]! : OPEN;
  }

  precedes(earlier: number, later: number): boolean {
    return this.returnOf(earlier) < this.callOf(later);
  }

  /** What happened at each rank: `node` for a call, `-node` for a return, 0 for neither. Linear. */
  events(): Int32Array {
    const events = new Int32Array(this.ranks);
    for (let node = INITIAL + 1; node < this.#observation.size; node++) {
      const call = this.callOf(node);
      if (call >= 0) events[call] = node;
      const returned = this.returnOf(node);
      if (returned < OPEN) events[returned] = -node;
    }
    return events;
  }

  /**
   * The rank by which each node has certainly committed: when it returned, or somebody returned who
   * had read from it. Whoever is called later comes after it by known edges. Linear.
   */
  committedBy({ written, writer, readerStart, reader }: VersionIndex): Int32Array {
    const { size } = this.#observation;
    const committed = new Int32Array(size).fill(-1);
    for (let node = INITIAL + 1; node < size; node++) committed[node] = this.returnOf(node);
    for (let version = 0; version < written; version++) {
      const node = writer[version]!;
      for (let at = readerStart[version]!; at < readerStart[version + 1]!; at++) {
        const returned = this.returnOf(reader[at]!);
        if (returned < committed[node]!) committed[node] = returned;
      }
    }
    return committed;
  }
}
