/**
 * What the transactional store keeps: for each key its committed versions, oldest first, and for
 * each commit its past.
 */

import type { Value } from '../../history/value.js';
import type { StoreKey } from './store-key.js';
import type { Transaction } from './transaction.js';

/** What a transaction left when it committed. */
export interface Commit {
  /** Commits are numbered from 1; the initial state is number 0. */
  readonly number: number;
  /** The oldest version of each key that may be read together with this commit. */
  readonly past: Past;
}

/** For each key the place of a version among its versions; keys that are not there: 0. */
export type Past = ReadonlyMap<Versions, number>;

/** Adds `past` to `floor`, which it returns: of each key the later version counts. */
export function raise(floor: Map<Versions, number>, past: Past): Map<Versions, number> {
  for (const [versions, place] of past) {
    if (place > (floor.get(versions) ?? 0)) floor.set(versions, place);
  }
  return floor;
}

/** One committed version of a key. */
export interface Version {
  readonly value: Value;
  /** 0 is the initial version. */
  readonly place: number;
  readonly commit: Commit;
}

const INITIAL: Version = { value: null, place: 0, commit: { number: 0, past: new Map() } };

/** All versions of one key. */
export class Versions {
  readonly #all: Version[] = [INITIAL];
  /** Who has written the key and not ended yet, where writers exclude each other. */
  writer: Transaction | undefined;

  constructor(readonly key: StoreKey) {}

  get newest(): Version {
    return this.#all[this.#all.length - 1]!;
  }

  at(place: number): Version {
    return this.#all[place]!;
  }

  /** The newest version of the first `count` commits. Linear in how many are newer. */
  newestOf(count: number): Version {
    let place = this.#all.length - 1;
    while (this.#all[place]!.commit.number > count) place--;
    return this.#all[place]!;
  }

  install(value: Value, commit: Commit): void {
    this.#all.push({ value, place: this.#all.length, commit });
  }
}
