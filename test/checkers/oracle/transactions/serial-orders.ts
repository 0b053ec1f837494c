/**
 * Serializability by its definition: is there an order of all committed transactions, and of any of
 * those nobody knows about, in which each runs alone and reads what it read? Every order is tried;
 * exponential.
 */

import {
  predecessorsOf,
  readsAgree,
  stateAfter,
  type OracleOrder,
  type OracleState,
  type OracleTransaction,
} from './transactions.js';

/** Whether a serial order exists that keeps the given order. */
export function hasSerialOrder(
  transactions: readonly OracleTransaction[],
  order: OracleOrder,
): boolean {
  const before = predecessorsOf(transactions, order);
  const done = transactions.map(() => false);
  const search = (state: OracleState): boolean => {
    if (transactions.every(({ outcome }, at) => outcome !== 'ok' || done[at])) return true;
    return transactions.some((transaction, at) => {
      if (done[at] || transaction.outcome === 'fail') return false;
      if (!before[at]!.every((earlier) => done[earlier])) return false;
      if (!readsAgree(transaction, state)) return false;
      done[at] = true;
      const found = search(stateAfter(transaction, state));
      done[at] = false;
      return found;
    });
  };
  return search(new Map());
}
