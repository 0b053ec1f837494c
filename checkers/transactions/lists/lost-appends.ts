/**
 * Appends of which only the later were kept: a transaction appended twice to a key, the second
 * element is in the lists that were read, and the first is not. No order of transactions makes such
 * a list. Elle does not look for it.
 */

import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import type { ListObservation } from './list-observation.js';

/**
 * Adds a case of `lost-append` for each append that is in no list of its key though a later one of
 * its transaction is. Log-linear in the appends that nobody read.
 */
export function findLostAppends(observation: ListObservation, found: AnomalyCollector): void {
  const { columns, writers } = observation;
  const { start, f, key, value } = columns;
  for (const lost of writers.unread) {
    const at = transactionAt(start, lost);
    for (let micro = lost + 1; micro < start[at + 1]!; micro++) {
      if (f[micro] !== MICRO.write || key[micro] !== key[lost]) continue;
      const version = writers.index.find(key[micro]!, value[micro]!);
      if (version < 0 || version >= writers.index.longestSize) continue;
      if (writers.transaction[version] !== at) continue;
      const kept = micro;
      found.add('lost-append', 1, () => tell(observation, at, lost, kept));
      break;
    }
  }
}

/** The transaction that a micro-operation is of. */
function transactionAt(start: Int32Array, micro: number): number {
  let low = 0;
  let high = start.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (start[middle]! <= micro) low = middle;
    else high = middle;
  }
  return low;
}

function tell(
  { columns }: ListObservation,
  at: number,
  lost: number,
  kept: number,
): TransactionAnomaly {
  const key = columns.keys[columns.key[lost]!]!;
  const where = keyName(key);
  const [first, second] = [lost, kept].map((micro) =>
    describeValue(columns.values.valueOf(columns.value[micro]!)),
  );
  return {
    kind: 'lost-append',
    message: `${reference(at)} appended ${first} and ${second} to ${where}, which lacks ${first}`,
    operations: [at],
    key,
    explanation: [
      ...introductions(columns, [at]),
      `T1 appended ${first} and then ${second} to ${where}, but lists have ${second} without ` +
        `${first} before it!`,
    ],
  };
}
