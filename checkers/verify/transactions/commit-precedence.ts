/**
 * Which transaction commits before another by the order of processes or of real time alone.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_CALL } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { ClaimedModel } from './claimed-model.js';

/**
 * Whether `first` has an answer from before `second` began, by the order in question. Real time
 * goes beyond processes, and where a call was not recorded those still say who was first.
 */
export function comesFirst(
  { process, outcome, call, return: returned }: TransactionColumns,
  first: number,
  second: number,
  order: ClaimedModel['order'],
): boolean {
  if (order === 'none' || outcome[first] !== OUTCOME.ok) return false;
  if (process[first] === process[second] && first < second) return true;
  return order === 'realtime' && call[second] !== NO_CALL && returned[first]! < call[second]!;
}
