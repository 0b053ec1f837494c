/**
 * Builds columns of registers from histories as they are written in these tests.
 */

import { OPEN, OUTCOME } from '../../../../src/history/columns/operation-columns.js';
import { NO_VALUE, ValueTable } from '../../../../src/history/columns/value-table.js';
import type { Value } from '../../../../src/history/value.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../../src/history/transactions/transaction-columns.js';

/** The columns of a history. */
export type Columns = TransactionColumns;

/** A micro-operation; a read of a transaction that is not `ok` says nothing. */
export type Micro = readonly ['r' | 'w', Value, Value];

/** A transaction; without times they follow one another. */
export interface Transaction {
  readonly process: number;
  readonly outcome: 'ok' | 'fail' | 'info';
  readonly micros: readonly Micro[];
  readonly call?: number;
  readonly return?: number;
}

/** The columns of transactions given by order of call. */
export function columnsOf(transactions: readonly Transaction[]): Columns {
  const size = transactions.length;
  const values = new ValueTable();
  const keys: Value[] = [];
  const keyNumbers = new Map<Value, number>();
  const count = transactions.reduce((sum, { micros }) => sum + micros.length, 0);
  const columns = {
    kind: 'rw-register' as const,
    size,
    outcome: new Uint8Array(size),
    process: new Int32Array(size),
    processNames: [],
    call: new Int32Array(size),
    return: new Int32Array(size),
    ranks: 2 * size,
    index: new Int32Array(size),
    start: new Int32Array(size + 1),
    f: new Uint8Array(count),
    key: new Int32Array(count),
    value: new Int32Array(count),
    keys,
    values,
    lists: { start: new Int32Array(1), elements: new Int32Array(0), others: [] },
  };
  let at = 0;
  for (const [place, transaction] of transactions.entries()) {
    columns.outcome[place] = OUTCOME[transaction.outcome];
    columns.process[place] = transaction.process;
    columns.call[place] = transaction.call ?? 2 * place;
    columns.return[place] =
      transaction.outcome === 'info' ? OPEN : (transaction.return ?? 2 * place + 1);
    columns.index[place] = 2 * place + 1;
    columns.start[place] = at;
    for (const [f, key, value] of transaction.micros) {
      let number = keyNumbers.get(key);
      if (number === undefined) {
        number = keys.push(key) - 1;
        keyNumbers.set(key, number);
      }
      columns.f[at] = f === 'w' ? MICRO.write : MICRO.read;
      columns.key[at] = number;
      const known = f === 'w' || transaction.outcome === 'ok';
      columns.value[at++] = known ? values.codeOf(value) : NO_VALUE;
    }
  }
  columns.start[size] = at;
  return columns;
}
