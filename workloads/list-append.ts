/**
 * Elle's list-append workload: transactions that read lists and append unique elements to them, so
 * that every read shows the whole past of its key (Kingsbury and Alvaro, "Elle", VLDB 2020).
 */

import { transactional } from '../checkers/transactions/transactional.js';
import { finalRead, simplifyTransaction, transactionOf } from './micro-operations.js';
import type { Workload } from './workload.js';

/** Half reads, half appends; strictly serializable. */
export const listAppendWorkload: Workload = {
  name: 'list-append',
  summary: 'transactions that read lists and append to them, strictly serializable',
  ask: (keys, serial) => transactionOf(keys, serial, 'append'),
  finals: (key) => [finalRead(key)],
  simplify: simplifyTransaction,
  checkers: [transactional({ kind: 'list-append' })],
  invariants: [],
};
