/**
 * The elements of lists that were read, whichever way the columns keep them.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';

/** How long the list is that a read returned. */
export function lengthOf({ value, lists }: TransactionColumns, read: number): number {
  const length = value[read]!;
  return length >= 0 ? length : lists.others[-2 - length]!.elements.length;
}

/** The code of one of its elements. */
export function elementAt(
  { key, value, lists }: TransactionColumns,
  read: number,
  place: number,
): number {
  const length = value[read]!;
  if (length < 0) return lists.others[-2 - length]!.elements[place]!;
  return lists.elements[lists.start[key[read]!]! + place]!;
}

/** Its elements, in order. */
export function elementsOf(columns: TransactionColumns, read: number): number[] {
  const length = lengthOf(columns, read);
  return Array.from({ length }, (_, place) => elementAt(columns, read, place));
}
