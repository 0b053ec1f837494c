/**
 * Anomalies that lists show by their elements alone.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { elementsOf } from './list-elements.js';
import type { PlainHistory } from './plain-history.js';
import { NOT_FOUND } from './write-index.js';

/** A list that was read. */
interface ReadList {
  readonly key: number;
  readonly elements: readonly number[];
}

/** Whether a transaction read an element more often than it was appended. */
export function hasDuplicates(history: PlainHistory, id: number): boolean {
  const { size } = history.columns;
  return readsOf(history, id).some(({ key, elements }) => {
    const repeated = new Set(elements.filter((one, at) => elements.indexOf(one) !== at));
    return [...repeated].some((element) => {
      const seen = elements.filter((one) => one === element).length;
      let appended = 0;
      for (let other = 0; other < size; other++) {
        appended += appendsOf(history, other, key, element);
      }
      return seen > Math.max(1, appended);
    });
  });
}

/** Whether two lists of one key were read of which neither is a beginning of the other. */
export function hasIncompatibleReads(
  history: PlainHistory,
  operations: readonly number[],
): boolean {
  const lists = operations.flatMap((id) => readsOf(history, id));
  return lists.some((one) =>
    lists.some((other) => {
      const length = Math.min(one.elements.length, other.elements.length);
      if (one.key !== other.key) return false;
      return one.elements.slice(0, length).some((element, at) => element !== other.elements[at]);
    }),
  );
}

/** Whether the element of one that is ok stands behind that of one that failed. */
export function hasDirtyUpdate(history: PlainHistory, operations: readonly number[]): boolean {
  const { columns } = history;
  const { lists, keys, outcome } = columns;
  const failed = operations.filter((id) => outcome[id] === OUTCOME.fail);
  const committed = operations.filter((id) => outcome[id] === OUTCOME.ok);
  return keys.some((_, key) => {
    const elements = lists.elements.subarray(lists.start[key], lists.start[key + 1]);
    const aborted = elements.findIndex(
      (element) =>
        history.index.find(key, element) === NOT_FOUND &&
        failed.some((id) => appendsOf(history, id, key, element) > 0),
    );
    if (aborted === -1) return false;
    return elements.some(
      (element, at) =>
        at > aborted && committed.some((id) => appendsOf(history, id, key, element) > 0),
    );
  });
}

function readsOf({ columns }: PlainHistory, id: number): ReadList[] {
  const { kind, start, f, key, value, outcome } = columns;
  const reads: ReadList[] = [];
  if (kind !== 'list-append' || outcome[id] !== OUTCOME.ok) return reads;
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    if (f[micro] !== MICRO.read || value[micro] === NO_VALUE) continue;
    reads.push({ key: key[micro]!, elements: elementsOf(columns, micro) });
  }
  return reads;
}

function appendsOf({ columns }: PlainHistory, id: number, on: number, element: number): number {
  const { start, f, key, value } = columns;
  let appends = 0;
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    if (f[micro] === MICRO.write && key[micro] === on && value[micro] === element) appends++;
  }
  return appends;
}
