/**
 * Columns of the histories that oracles take.
 */

import type { OracleTransaction } from '../../oracle/transactions/transactions.js';
import { columnsOf, type Columns, type Micro } from './columns-of.js';

/** The columns of transactions given by order of call. */
export function oracleColumns(transactions: readonly OracleTransaction[]): Columns {
  return columnsOf(
    transactions.map((transaction) => ({
      ...transaction,
      micros: transaction.micros.map(({ f, key, value }): Micro => [
        f === 'r' ? 'r' : 'w',
        `k${key}`,
        value as number | null,
      ]),
    })),
  );
}
