/**
 * Reads of one key that no single order of appends explains: neither list is a beginning of the
 * other (Elle's `incompatible-order`).
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { listOf } from '../../../src/history/transactions/transaction-at.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { describeList, introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';

/**
 * Adds a case of `incompatible-order` for each list that is no beginning of its key's longest.
 * Linear, and nothing without such lists.
 */
export function findIncompatibleOrders(columns: TransactionColumns, found: AnomalyCollector): void {
  const { size, start, f, key, value, outcome, lists } = columns;
  if (lists.others.length === 0) return;
  /** The first read of each longest list and of each that diverges. */
  const readOfLongest = new Int32Array(columns.keys.length).fill(-1);
  const readOfOther = new Int32Array(lists.others.length).fill(-1);
  const reader = new Int32Array(f.length);
  for (let at = 0; at < size; at++) {
    if (outcome[at] !== OUTCOME.ok) continue;
    for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
      if (f[micro] !== MICRO.read) continue;
      reader[micro] = at;
      const length = value[micro]!;
      const on = key[micro]!;
      if (length < 0) {
        if (readOfOther[-2 - length]! < 0) readOfOther[-2 - length] = micro;
      } else if (length === lists.start[on + 1]! - lists.start[on]! && readOfLongest[on]! < 0) {
        readOfLongest[on] = micro;
      }
    }
  }
  for (const [place, other] of lists.others.entries()) {
    const micros = [readOfLongest[other.key]!, readOfOther[place]!];
    found.add('incompatible-order', other.elements.length, () =>
      tell(columns, micros, reader, other.key),
    );
  }
}

function tell(
  columns: TransactionColumns,
  micros: readonly number[],
  reader: Int32Array,
  on: number,
): TransactionAnomaly {
  const operations = micros.map((micro) => reader[micro]!);
  const lists = micros.map((micro) => listOf(columns, micro) ?? []);
  const { values } = columns;
  const [first, second] = [lists[0]!, lists[1]!];
  const place = second.findIndex(
    (element, at) => values.codeOf(element) !== values.codeOf(first[at]!),
  );
  const key = columns.keys[on]!;
  const where = keyName(key);
  const readers = operations.map(reference);
  const other = operations[0] === operations[1] ? 'T1' : 'T2';
  const [here, there] = [describeValue(first[place]!), describeValue(second[place]!)];
  return {
    kind: 'incompatible-order',
    message:
      `incompatible orders of ${where}: ${readers[0]!} read ${describeList(first)}, ` +
      `${readers[1]!} read ${describeList(second)}`,
    operations: [...new Set(operations)],
    key,
    explanation: [
      ...introductions(columns, [...new Set(operations)]),
      `T1 observed ${here} as element ${place + 1} of ${where}, but ${other} observed ${there} ` +
        'there: no order of appends explains both!',
    ],
  };
}
