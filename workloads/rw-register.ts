/**
 * Elle's rw-register workload: transactions that read and write registers. Written values are
 * unique, so that it is known who read from whom; the order of versions is not.
 */

import { transactional } from '../checkers/transactions/transactional.js';
import { finalRead, simplifyTransaction, transactionOf } from './micro-operations.js';
import type { Workload } from './workload.js';

/** Half reads, half writes; strictly serializable. */
export const rwRegisterWorkload: Workload = {
  name: 'rw-register',
  summary: 'transactions that read and write registers, strictly serializable',
  ask: (keys, serial) => transactionOf(keys, serial, 'w'),
  finals: (key) => [finalRead(key)],
  simplify: simplifyTransaction,
  checkers: [transactional({ kind: 'rw-register' })],
  invariants: [],
};
