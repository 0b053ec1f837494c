/**
 * Transactions in words, as short as a person can use them: long lists are cut at their beginning,
 * since what a dependency is about is their end.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE } from '../../../src/history/columns/value-table.js';
import { listOf } from '../../../src/history/transactions/transaction-at.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import type { Value } from '../../../src/history/value.js';
import { describeValue, reference } from '../../describe.js';

const MICROS_MAX = 8;
const ELEMENTS_MAX = 5;

/**
 * The micro-operations of a transaction by its place: `append 1 to "x", read "y" as [1, 2]`; at
 * most eight of them.
 */
function describeTransaction(columns: TransactionColumns, at: number): string {
  const first = columns.start[at]!;
  const count = columns.start[at + 1]! - first;
  if (count === 0) return 'nothing';
  const parts: string[] = [];
  for (let micro = first; micro < first + Math.min(count, MICROS_MAX); micro++) {
    parts.push(describeMicro(columns, micro));
  }
  if (count > MICROS_MAX) parts.push(`and ${count - MICROS_MAX} more`);
  const outcome = columns.outcome[at]!;
  if (outcome === OUTCOME.info) parts.push('and no answer');
  if (outcome === OUTCOME.fail) parts.push('and it failed');
  return parts.join(', ');
}

/** A key in a sentence: `key "x"`. */
export function keyName(key: Value): string {
  return `key ${describeValue(key)}`;
}

/** A key where it cannot be taken for a value: `"x"`, but `key 1`. */
export function shortKeyName(key: Value): string {
  return typeof key === 'string' ? describeValue(key) : keyName(key);
}

/**
 * A list, with an ellipsis for all but its last elements; linear in what is shown.
 */
export function describeList(elements: readonly Value[]): string {
  if (elements.length <= ELEMENTS_MAX + 1) return `[${elements.map(describeValue).join(', ')}]`;
  return `[…, ${elements.slice(-ELEMENTS_MAX).map(describeValue).join(', ')}]`;
}

/**
 * A sentence for each of the transactions of an anomaly, once each: `T1 is #7: append 3 to "x".`
 */
export function introductions(
  columns: TransactionColumns,
  operations: readonly number[],
): string[] {
  return operations.flatMap((at, place) =>
    operations.indexOf(at) < place
      ? []
      : [`T${place + 1} is ${reference(at)}: ${describeTransaction(columns, at)}.`],
  );
}

function describeMicro(columns: TransactionColumns, micro: number): string {
  const { kind, values } = columns;
  const key = shortKeyName(columns.keys[columns.key[micro]!]!);
  const code = columns.value[micro]!;
  if (columns.f[micro] === MICRO.write) {
    const value = describeValue(values.valueOf(code));
    return `${kind === 'list-append' ? 'append' : 'write'} ${value} to ${key}`;
  }
  if (code === NO_VALUE) return `read ${key}`;
  const value =
    kind === 'list-append'
      ? describeList(listOf(columns, micro) ?? [])
      : describeValue(values.valueOf(code));
  return `read ${key} as ${value}`;
}
