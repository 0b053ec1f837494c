/**
 * All that columns of transactions hold, as one text: two texts are the same exactly when the
 * columns are, whatever their values are kept as.
 */

import { canonicalKey } from '../../../src/history/equality.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';

/** One line for each column. */
export function columnsText(columns: TransactionColumns): string {
  const { keys, values, lists, ...others } = columns;
  const lines = Object.entries(others)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, column]) => `${name} ${String(column)}`);
  return [
    ...lines,
    `keys ${keys.map(canonicalKey).join(' ')}`,
    `values ${values.values.map(canonicalKey).join(' ')}`,
    `starts ${String(lists.start)}`,
    `elements ${String(lists.elements)}`,
    ...lists.others.map(({ key, elements }) => `other ${key}: ${String(elements)}`),
  ].join('\n');
}
