/**
 * The neighbours of versions in the order of their key. Versions of aborted transactions, of nobody
 * and of several writers are passed over: an order of committed versions does not contain them
 * (Adya 1999, section 4.1.2), and the two on either side are in order all the same.
 */

import { INITIAL } from '../observation.js';
import { versionRead, type ListObservation } from './list-observation.js';

/** Places of the longest lists, in both directions, without those that have no writer. */
export class VersionOrder {
  readonly #observation: ListObservation;
  /** The first place with a writer at or after each place, in the list of the key; -1 for none. */
  readonly #next: Int32Array;
  /** The last place with a writer of each key; -1 for none. */
  readonly #last: Int32Array;

  /** Linear in the elements. */
  constructor(observation: ListObservation) {
    const { start, writer } = observation.versions;
    const keys = start.length - 1;
    this.#observation = observation;
    this.#next = new Int32Array(writer.length);
    this.#last = new Int32Array(keys).fill(-1);
    for (let key = 0; key < keys; key++) {
      let next = -1;
      for (let place = start[key + 1]! - 1; place >= start[key]!; place--) {
        if (writer[place]! > INITIAL) next = place;
        if (next >= 0 && this.#last[key]! < 0) this.#last[key] = next;
        this.#next[place] = next;
      }
    }
  }

  /** The last place of the key that has a writer; -1 when there is none. */
  lastOf(key: number): number {
    return this.#last[key]!;
  }

  /** The place with a writer before one of the same key; -1 when there is none. */
  before(key: number, place: number): number {
    const { start, writer } = this.#observation.versions;
    for (let at = place - 1; at >= start[key]!; at--) if (writer[at]! > INITIAL) return at;
    return -1;
  }

  /**
   * The place with a writer that follows what was read; -1 when only appends that were never read
   * follow, and -2 when the list diverges so that it cannot be said.
   */
  afterRead(micro: number): number {
    const { columns, writers, versions } = this.#observation;
    const key = columns.key[micro]!;
    const length = columns.value[micro]!;
    let place = versions.start[key]! + length;
    if (length < 0) {
      const version = versionRead(columns, writers, micro);
      if (version >= writers.index.longestSize) return -2;
      place = version + 1;
    }
    return place < versions.start[key + 1]! ? this.#next[place]! : -1;
  }
}
