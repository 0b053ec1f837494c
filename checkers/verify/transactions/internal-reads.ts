/**
 * Whether a transaction contradicts itself: a read must return what it last knew of the key, with
 * what it has written since (INT of Cerone, Bernardi and Gotsman, CONCUR 2015).
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { elementAt, lengthOf } from './list-elements.js';

/** What a transaction knows of a key. */
interface Known {
  /** The last read or, of a register, write; -1 before. */
  micro: number;
  /** Of lists: what was appended since. */
  readonly appended: number[];
}

/** The first read that contradicts what the transaction knew; -1 when there is none. Linear. */
export function contradiction(columns: TransactionColumns, id: number): number {
  const { start, f, key, value, outcome, kind } = columns;
  if (outcome[id] !== OUTCOME.ok || start[id + 1]! - start[id]! < 2) return -1;
  const known = new Map<number, Known>();
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    const before = known.get(key[micro]!);
    const isWrite = f[micro] === MICRO.write;
    if (!isWrite && value[micro] === NO_VALUE) continue;
    if (isWrite && kind === 'list-append') {
      if (before === undefined) known.set(key[micro]!, { micro: -1, appended: [value[micro]!] });
      else before.appended.push(value[micro]!);
      continue;
    }
    if (!isWrite && before !== undefined && !agrees(columns, micro, before)) return micro;
    known.set(key[micro]!, { micro, appended: [] });
  }
  return -1;
}

function agrees(columns: TransactionColumns, read: number, { micro, appended }: Known): boolean {
  const { value, kind } = columns;
  if (kind === 'rw-register') return value[read] === value[micro];
  const before = lengthOf(columns, read) - appended.length;
  if (before < 0) return false;
  if (appended.some((element, at) => elementAt(columns, read, before + at) !== element)) {
    return false;
  }
  if (micro < 0) return true;
  if (lengthOf(columns, micro) !== before) return false;
  if (value[micro]! >= 0 && value[read]! >= 0) return true;
  for (let place = 0; place < before; place++) {
    if (elementAt(columns, micro, place) !== elementAt(columns, read, place)) return false;
  }
  return true;
}
