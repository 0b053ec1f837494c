/**
 * Reads of what nobody committed, by definition: a value says who wrote it only where no other
 * transaction that may have committed wrote it to the same key.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { elementsOf } from './list-elements.js';
import type { PlainHistory, PlainRead } from './plain-history.js';
import { NOT_FOUND } from './write-index.js';

/** Whether a read saw something that `writer` wrote, and nobody else. */
export function sees(history: PlainHistory, writer: number, { micro, key }: PlainRead): boolean {
  return valuesSeen(history, micro).some((code) => {
    const write = history.index.find(key, code);
    return write >= 0 && history.ownerOf(write) === writer;
  });
}

/** G1a: one of the transactions read what another wrote that failed. */
export function readOfAborted(history: PlainHistory, operations: readonly number[]): boolean {
  const { outcome } = history.columns;
  const failed = operations.filter((id) => outcome[id] === OUTCOME.fail);
  return seenValues(history, operations).some(
    ({ key, code }) =>
      failed.some((id) => writesOf(history, id, key, code).length > 0) &&
      !othersWrote(history, key, code, failed),
  );
}

/** G1b: one of the transactions read last what another wrote that wrote the key again. */
export function readOfIntermediate(history: PlainHistory, operations: readonly number[]): boolean {
  return operations.some((reader) =>
    readMicros(history, reader).some((read) => {
      const on = history.columns.key[read]!;
      const code = valuesSeen(history, read).at(-1);
      if (code === undefined) return false;
      return operations.some(
        (writer) =>
          writer !== reader &&
          overwrites(history, writer, on, code) &&
          !othersWrote(history, on, code, [writer]),
      );
    }),
  );
}

/** A read of what nobody ever wrote. */
export function readOfNothing(history: PlainHistory, id: number): boolean {
  const { size } = history.columns;
  return seenValues(history, [id]).some(({ key, code }) => {
    // Most values have a writer that is found at once; only for the others all are asked.
    if (history.index.find(key, code) !== NOT_FOUND) return false;
    for (let other = 0; other < size; other++) {
      if (writesOf(history, other, key, code).length > 0) return false;
    }
    return true;
  });
}

/** A read of what only the reader wrote, and later. */
export function readOfOwnFuture(history: PlainHistory, id: number): boolean {
  const { key } = history.columns;
  return readMicros(history, id).some((read) =>
    valuesSeen(history, read).some((code) => {
      const [first] = writesOf(history, id, key[read]!, code);
      return first !== undefined && first > read && !othersWrote(history, key[read]!, code, [id]);
    }),
  );
}

/** The reads of a transaction that say what they saw. */
function readMicros({ columns }: PlainHistory, id: number): number[] {
  const { start, f, value, outcome } = columns;
  const reads: number[] = [];
  if (outcome[id] !== OUTCOME.ok) return reads;
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    if (f[micro] === MICRO.read && value[micro] !== NO_VALUE) reads.push(micro);
  }
  return reads;
}

/** The value of a register, or all elements of a list; nothing of the initial state. */
function valuesSeen({ columns }: PlainHistory, read: number): number[] {
  if (columns.kind === 'list-append') return elementsOf(columns, read);
  const code = columns.value[read]!;
  return code === NULL_CODE ? [] : [code];
}

function seenValues(
  history: PlainHistory,
  operations: readonly number[],
): { readonly key: number; readonly code: number }[] {
  return operations.flatMap((id) =>
    readMicros(history, id).flatMap((read) =>
      valuesSeen(history, read).map((code) => ({ key: history.columns.key[read]!, code })),
    ),
  );
}

function writesOf({ columns }: PlainHistory, id: number, on: number, code: number): number[] {
  const { start, f, key, value } = columns;
  const writes: number[] = [];
  for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
    if (f[micro] === MICRO.write && key[micro] === on && value[micro] === code) writes.push(micro);
  }
  return writes;
}

/** Whether a transaction wrote the value, and then another to the same key. */
function overwrites(history: PlainHistory, id: number, on: number, code: number): boolean {
  const { start, f, key } = history.columns;
  const first = writesOf(history, id, on, code).at(-1);
  if (first === undefined) return false;
  for (let micro = first + 1; micro < start[id + 1]!; micro++) {
    if (f[micro] === MICRO.write && key[micro] === on) return true;
  }
  return false;
}

/** Whether somebody that did not fail wrote the value, besides those of `except`. */
function othersWrote(
  history: PlainHistory,
  key: number,
  code: number,
  except: readonly number[],
): boolean {
  const { size, outcome } = history.columns;
  for (let id = 0; id < size; id++) {
    if (outcome[id] === OUTCOME.fail || except.includes(id)) continue;
    if (writesOf(history, id, key, code).length > 0) return true;
  }
  return false;
}
