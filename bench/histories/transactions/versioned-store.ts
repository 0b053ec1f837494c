/**
 * A store that keeps every version with the time of its commit, so that transactions can read the
 * newest one or a snapshot. It is the subject of the measured histories and keeps its promises.
 */

import type { TransactionKind } from '../../../src/history/transactions/transaction-columns.js';
import type { Micro } from './run.js';

interface Versions {
  /** Elements or values, in the order of commits. */
  readonly values: number[];
  readonly committed: number[];
}

const NEWEST = Infinity;

/** The present; also what a snapshot is taken at. */
export class VersionedStore {
  readonly #keys = new Map<number, Versions>();
  #clock = 0;

  constructor(readonly kind: TransactionKind) {}

  /** Number of the last commit. */
  get now(): number {
    return this.#clock;
  }

  /** Answers the reads from what was committed up to `snapshot`, and from own writes. */
  read(micros: readonly Micro[], snapshot: number = NEWEST): void {
    const own = new Map<number, number[]>();
    for (const micro of micros) {
      const written = own.get(micro.key);
      if (micro.isWrite) {
        if (written === undefined) own.set(micro.key, [micro.value]);
        else written.push(micro.value);
        continue;
      }
      const versions = this.#of(micro.key);
      const length = visible(versions, snapshot);
      if (this.kind === 'rw-register') {
        micro.value = written?.at(-1) ?? versions.values[length - 1] ?? 0;
        continue;
      }
      micro.seen =
        written === undefined ? versions.values : [...versions.values.slice(0, length), ...written];
      micro.value = written === undefined ? length : micro.seen.length;
    }
  }

  /** Whether a key that is to be written was written after `snapshot`. */
  conflicts(micros: readonly Micro[], snapshot: number): boolean {
    return micros.some(
      ({ isWrite, key }) => isWrite && (this.#of(key).committed.at(-1) ?? 0) > snapshot,
    );
  }

  commit(micros: readonly Micro[]): void {
    this.#clock++;
    for (const { isWrite, key, value } of micros) {
      if (!isWrite) continue;
      const { values, committed } = this.#of(key);
      values.push(value);
      committed.push(this.#clock);
    }
  }

  #of(key: number): Versions {
    let versions = this.#keys.get(key);
    if (versions === undefined) {
      versions = { values: [], committed: [] };
      this.#keys.set(key, versions);
    }
    return versions;
  }
}

function visible({ committed }: Versions, snapshot: number): number {
  let length = committed.length;
  while (length > 0 && committed[length - 1]! > snapshot) length--;
  return length;
}
