/**
 * Reads from one's own future: a transaction sees an element that it appends only later. Elle names
 * them; they are a circle of one transaction.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import type { ListObservation } from './list-observation.js';

/**
 * Adds a case of `future-read` for each append that an earlier read of its transaction has seen;
 * elements that were appended more than once are passed over. Linear, but for lists that diverge,
 * which are searched once for each later append.
 */
export function findFutureReads(
  { columns, writers }: ListObservation,
  found: AnomalyCollector,
): void {
  const { size, start, f, key, value, outcome, lists } = columns;
  /** The longest read of each key, and the last that diverged: of this transaction or before. */
  const longest = new Int32Array(columns.keys.length).fill(-1);
  const diverging = new Int32Array(columns.keys.length).fill(-1);
  for (let at = 0; at < size; at++) {
    if (outcome[at] !== OUTCOME.ok) continue;
    const first = start[at]!;
    const end = start[at + 1]!;
    for (let micro = first; micro < end; micro++) {
      const on = key[micro]!;
      const best = longest[on]!;
      if (f[micro] === MICRO.read) {
        if (value[micro]! < 0) diverging[on] = micro;
        else if (best < first || value[best]! < value[micro]!) longest[on] = micro;
        continue;
      }
      let read = -1;
      if (best >= first) {
        const version = writers.index.find(on, value[micro]!);
        if (version >= 0 && version < lists.start[on]! + value[best]!) read = best;
      }
      if (diverging[on]! >= first && divergingHolds(columns, diverging[on]!, value[micro]!)) {
        read = diverging[on]!;
      }
      if (read < 0 || isAppendedTwice(writers, on, value[micro]!)) continue;
      found.add('future-read', end - first, () => tell(columns, at, micro));
    }
  }
}

function divergingHolds({ value, lists }: TransactionColumns, read: number, code: number): boolean {
  return lists.others[-2 - value[read]!]!.elements.includes(code);
}

function isAppendedTwice(
  { index, appendedTwice }: ListObservation['writers'],
  key: number,
  code: number,
): boolean {
  return appendedTwice.has(index.find(key, code));
}

function tell(columns: TransactionColumns, at: number, micro: number): TransactionAnomaly {
  const key = columns.keys[columns.key[micro]!]!;
  const where = keyName(key);
  const element = describeValue(columns.values.valueOf(columns.value[micro]!));
  return {
    kind: 'future-read',
    message: `${reference(at)} read ${element} in ${where} before it appended it`,
    operations: [at],
    key,
    explanation: [
      ...introductions(columns, [at]),
      `T1 observed ${element} in ${where}, which nobody but T1 appended, and only later!`,
    ],
  };
}
