/**
 * Who appended what was read. An element that was appended twice to a key has no writer: which of
 * the two appends made the version is not known, and nothing is concluded from it.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import { ElementIndex } from './element-index.js';

/** The writer of a version that nobody appended. */
export const NOBODY = -1;

/** The writer of a version that was appended more than once. */
const AMBIGUOUS = -2;

/** Writers of versions. */
export interface VersionWriters {
  readonly index: ElementIndex;
  /** Place of the transaction of each version; {@link NOBODY} or {@link AMBIGUOUS}. */
  readonly transaction: Int32Array;
  /** The append, as a place in `columns.f`. */
  readonly micro: Int32Array;
  /** 1 for versions whose writer appended to the key again. */
  readonly intermediate: Uint8Array;
  /** Appends of each version that was appended more than once. */
  readonly appendedTwice: ReadonlyMap<number, readonly number[]>;
  /**
   * Appends of transactions that did not fail which are in no longest list, ascending; some may be
   * in a list that diverges.
   */
  readonly unread: Int32Array;
}

/** Finds the writers of all versions. Linear; a few words an element and a key. */
export function versionWriters(columns: TransactionColumns): VersionWriters {
  const { size, start, f, key, value, outcome } = columns;
  const index = new ElementIndex(columns);
  const transaction = new Int32Array(index.size).fill(NOBODY);
  const micro = new Int32Array(index.size);
  const intermediate = new Uint8Array(index.size);
  const appendedTwice = new Map<number, number[]>();
  const unread = new Int32Array(f.length);
  let unreadCount = 0;
  /** The last append to each key, and its version. */
  const lastAppend = new Int32Array(columns.keys.length).fill(-1);
  const lastVersion = new Int32Array(columns.keys.length);
  for (let at = 0; at < size; at++) {
    const first = start[at]!;
    const end = start[at + 1]!;
    const failed = outcome[at] === OUTCOME.fail;
    for (let place = first; place < end; place++) {
      if (f[place] !== MICRO.write) continue;
      const on = key[place]!;
      const version = index.find(on, value[place]!);
      if (lastAppend[on]! >= first && lastVersion[on]! >= 0) intermediate[lastVersion[on]!] = 1;
      lastAppend[on] = place;
      lastVersion[on] = version;
      if (!failed && (version < 0 || version >= index.longestSize)) unread[unreadCount++] = place;
      if (version < 0) continue;
      const before = transaction[version]!;
      // What was rolled back and then appended for good was read from the latter.
      const isRetried = before >= 0 && outcome[before] === OUTCOME.fail && !failed;
      if (before !== NOBODY && failed) continue;
      if (before === NOBODY || isRetried) {
        transaction[version] = at;
        micro[version] = place;
        continue;
      }
      transaction[version] = AMBIGUOUS;
      const appends = appendedTwice.get(version);
      if (appends === undefined) appendedTwice.set(version, [micro[version]!, place]);
      else appends.push(place);
    }
  }
  return {
    index,
    transaction,
    micro,
    intermediate,
    appendedTwice,
    unread: unread.slice(0, unreadCount),
  };
}
