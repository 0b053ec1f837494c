/**
 * The last step of building columns: numbers that were given out in the order of a text, also to
 * what became of no account, are given out anew in the order in which the finished columns show
 * them. So it is one history whichever way it was read.
 */

import { NO_VALUE, NULL_CODE, ValueTable } from '../columns/value-table.js';
import type { Value } from '../value.js';
import { finishLists } from './finish-lists.js';
import type { MicroCodes } from './micro-values.js';
import { MICRO, type ListColumns, type TransactionColumns } from './transaction-columns.js';
import type { StoredColumns } from './transaction-store.js';

/** What {@link finishColumns} adds. */
export type FinishedColumns = StoredColumns & Pick<TransactionColumns, 'keys' | 'values' | 'lists'>;

/** `keyCodes` are the codes of keys by their numbers. Linear; overwrites the columns. */
export function finishColumns(
  { kind, values, lists: tree }: MicroCodes,
  columns: StoredColumns,
  keyCodes: readonly number[],
): FinishedColumns {
  const keys = renumberKeys(columns.key, keyCodes).map((code) => values.valueOf(code));
  const lists =
    kind === 'list-append'
      ? finishLists(columns, keys.length, tree)
      : { start: new Int32Array(keys.length + 1), elements: new Int32Array(0), others: [] };
  return {
    ...columns,
    keys,
    values: renumberValues(columns, lists, kind === 'rw-register', values),
    lists,
  };
}

/** Rewrites the numbers of keys; the codes of the keys that occur, in order. */
function renumberKeys(column: Int32Array, codes: readonly number[]): number[] {
  const numbers = new Int32Array(codes.length).fill(-1);
  const order: number[] = [];
  for (let micro = 0; micro < column.length; micro++) {
    const before = column[micro]!;
    let key = numbers[before]!;
    if (key < 0) {
      key = order.push(codes[before]!) - 1;
      numbers[before] = key;
    }
    column[micro] = key;
  }
  return order;
}

/** Rewrites the codes of values; the table that they are codes of then. */
function renumberValues(
  { f, value }: StoredColumns,
  { elements, others }: ListColumns,
  isRegister: boolean,
  table: ValueTable,
): ValueTable {
  if (table.size === 1) return table;
  const codes = new Int32Array(table.size);
  const kept: Value[] = [null];
  const renumbered = (code: number): number => {
    if (code >= NULL_CODE || code === NO_VALUE) return code;
    const place = -1 - code;
    if (codes[place] === 0) codes[place] = -kept.push(table.valueOf(code));
    return codes[place]!;
  };
  for (let micro = 0; micro < value.length; micro++) {
    if (isRegister || f[micro] === MICRO.write) value[micro] = renumbered(value[micro]!);
  }
  for (const list of [elements, ...others.map((other) => other.elements)]) {
    for (let at = 0; at < list.length; at++) list[at] = renumbered(list[at]!);
  }
  return ValueTable.of(kept);
}
