/**
 * Prefix consistency and snapshot isolation by their definitions: transactions begin, which takes a
 * snapshot of what is committed, and commit, which adds their writes. With snapshot isolation none
 * commits that writes a key which another has committed since it began. Every interleaving of
 * begins and commits is tried, with any of the transactions nobody knows about; exponential.
 */

import {
  keysWritten,
  predecessorsOf,
  readsAgree,
  stateAfter,
  type OracleOrder,
  type OracleState,
  type OracleTransaction,
} from './transactions.js';

/**
 * Whether an interleaving exists in which all read what they read, and each begins after those
 * committed that the given order puts before it.
 */
export function hasSnapshotOrder(
  transactions: readonly OracleTransaction[],
  axiom: 'prefix' | 'snapshot-isolation',
  order: OracleOrder,
): boolean {
  const before = predecessorsOf(transactions, order);
  const keys = transactions.map(keysWritten);
  const begun = transactions.map(() => -1);
  const commits: number[] = [];
  const conflicts = (at: number): boolean =>
    axiom === 'snapshot-isolation' &&
    commits.slice(begun[at]).some((other) => [...keys[other]!].some((key) => keys[at]!.has(key)));
  const search = (state: OracleState): boolean => {
    if (transactions.every(({ outcome }, at) => outcome !== 'ok' || commits.includes(at))) {
      return true;
    }
    return transactions.some((transaction, at) => {
      if (transaction.outcome === 'fail' || commits.includes(at)) return false;
      if (begun[at]! < 0) {
        if (!before[at]!.every((earlier) => commits.includes(earlier))) return false;
        if (!readsAgree(transaction, state)) return false;
        begun[at] = commits.length;
        const found = search(state);
        begun[at] = -1;
        return found;
      }
      if (conflicts(at)) return false;
      commits.push(at);
      const found = search(stateAfter(transaction, state));
      commits.pop();
      return found;
    });
  };
  return search(new Map());
}
