/**
 * Operations on registers as transactions of one micro-operation each. Sequential consistency is
 * strong session serializability of these (Lamport 1979; Daudjee and Salem 2004).
 */

import { OPEN, operationAt, OUTCOME } from '../../src/history/columns/operation-columns.js';
import { NULL_CODE, ValueTable } from '../../src/history/columns/value-table.js';
import { MICRO } from '../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../src/history/transactions/transaction-columns.js';
import type { Value } from '../../src/history/value.js';
import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';

/**
 * The transactions of operations, in their order. Written values are numbers of the operations that
 * write them, so that each is unique, whatever was really written. Linear.
 */
export function transactionsOfRegisters(operations: RegisterOperations): TransactionColumns {
  const { accesses, access, size, isWrite, writer, key } = operations;
  const keys: Value[] = new Array<Value>(accesses.keys).fill(null);
  const known = new Uint8Array(accesses.keys);
  key.forEach((number, at) => {
    if (known[number] === 1) return;
    known[number] = 1;
    keys[number] = operationAt(accesses.columns, accesses.id[access[at]!]!).key ?? null;
  });
  return {
    kind: 'rw-register',
    size,
    outcome: Uint8Array.from(operations.return, (rank) =>
      rank === OPEN ? OUTCOME.info : OUTCOME.ok,
    ),
    process: access.map((each) => accesses.session[each]!),
    processNames: [],
    call: operations.call,
    return: operations.return,
    ranks: accesses.columns.ranks,
    index: access.map((each) => accesses.id[each]!),
    start: Int32Array.from({ length: size + 1 }, (_, at) => at),
    f: Uint8Array.from(isWrite, (writes) => (writes === 1 ? MICRO.write : MICRO.read)),
    key,
    value: writer.map((from, at) => {
      if (isWrite[at] === 1) return at;
      return from === INITIAL ? NULL_CODE : from;
    }),
    keys,
    values: new ValueTable(),
    lists: { start: new Int32Array(keys.length + 1), elements: new Int32Array(0), others: [] },
  };
}
