/**
 * Codes in the order in which the operations show them. A builder gives codes to values in the
 * order of events, and also to values of what is left out of the history; renumbering makes the
 * columns the same as those of a list of operations. Linear.
 */

import type { OperationStore } from './operation-store.js';
import { NO_VALUE, NULL_CODE, ValueTable } from './value-table.js';

/** Rewrites the codes of the columns; the table that they are codes of then. */
export function renumberValues(store: OperationStore, table: ValueTable): ValueTable {
  if (table.size === 1) return table;
  const { size } = store;
  const columns = [store.key, store.input, store.output, store.error] as const;
  const codes = new Int32Array(table.size);
  codes[0] = NULL_CODE;
  const order: number[] = [0];
  let isChanged = false;
  for (let at = 0; at < size; at++) {
    for (const column of columns) {
      const code = column[at]!;
      if (code >= NULL_CODE || code === NO_VALUE) continue;
      const place = -1 - code;
      if (codes[place] !== 0) continue;
      if (order.length !== place) isChanged = true;
      codes[place] = -order.push(place);
    }
  }
  if (!isChanged && order.length === table.size) return table;
  for (const column of columns) {
    for (let at = 0; at < size; at++) {
      const code = column[at]!;
      if (code < NULL_CODE && code !== NO_VALUE) column[at] = codes[-1 - code]!;
    }
  }
  const { values } = table;
  return ValueTable.of(order.map((place) => values[place]!));
}

/** The functions that occur in a column of places in `names`, in order, and their numbers there. */
export function renumberFunctions(
  places: Int32Array,
  names: readonly string[],
): { readonly functions: string[]; readonly numbers: Int32Array } {
  const functions: string[] = [];
  const numbers = new Int32Array(names.length).fill(-1);
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    if (numbers[place]! < 0) numbers[place] = functions.push(names[place]!) - 1;
  }
  return { functions, numbers };
}
