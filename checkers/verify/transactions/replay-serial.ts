/**
 * Replays transactions one after the other: every read must return what is there.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { Order } from '../../certificate.js';
import type { Problem } from '../specification.js';

/** Problems of a serial execution in this order; empty when it explains every read. Linear. */
export function replaySerial(columns: TransactionColumns, order: Order): Problem[] {
  const { start, f, key, value, outcome, kind, lists } = columns;
  const isList = kind === 'list-append';
  // Of a register the code of its value, of a list its length: elements are checked as it grows.
  const state = new Int32Array(columns.keys.length).fill(isList ? 0 : NULL_CODE);
  for (let at = 0; at < order.length; at++) {
    const id = order[at]!;
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      const on = key[micro]!;
      const code = value[micro]!;
      if (f[micro] === MICRO.write) {
        if (!isList) state[on] = code;
        else if (!fits(lists, on, state[on]!++, code)) {
          return [{ message: `#${id} appends out of the order that was read` }];
        }
      } else if (outcome[id] === OUTCOME.ok && code !== NO_VALUE && code !== state[on]) {
        return [{ message: `#${id} read something else than what was there` }];
      }
    }
  }
  return [];
}

/** Whether the element that comes to a place of a list is the one that was read there, if any. */
export function fits(
  { start, elements }: TransactionColumns['lists'],
  key: number,
  place: number,
  element: number,
): boolean {
  const at = start[key]! + place;
  return at >= start[key + 1]! || elements[at] === element;
}
