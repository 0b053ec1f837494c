/**
 * Single transactions of columns, as people read them and as explanations quote them.
 */

import { NO_VALUE } from '../columns/value-table.js';
import type { Outcome } from '../operation.js';
import type { Value } from '../value.js';
import { MICRO, type TransactionColumns } from './transaction-columns.js';

const OUTCOMES: readonly Outcome[] = ['ok', 'fail', 'info'];

/** One step of a transaction; the value of a read is `null` also where it is not known. */
export interface MicroOperation {
  readonly f: 'r' | 'append' | 'w';
  readonly key: Value;
  readonly value: Value;
}

/** A transaction with its values; ranks and index are those of the columns. */
export interface Transaction {
  readonly process: number | string;
  readonly outcome: Outcome;
  readonly micros: readonly MicroOperation[];
  readonly call: number;
  readonly return: number;
  readonly index: number;
}

/** The transaction at a place of the columns. Linear in the lists that it read. */
export function transactionAt(columns: TransactionColumns, place: number): Transaction {
  const process = columns.process[place]!;
  const micros: MicroOperation[] = [];
  for (let micro = columns.start[place]!; micro < columns.start[place + 1]!; micro++) {
    micros.push(microAt(columns, micro));
  }
  return {
    process: process >= 0 ? process : columns.processNames[-1 - process]!,
    outcome: OUTCOMES[columns.outcome[place]!]!,
    micros,
    call: columns.call[place]!,
    return: columns.return[place]!,
    index: columns.index[place]!,
  };
}

/** The micro-operation at a place of the columns `f`, `key` and `value`. */
export function microAt(columns: TransactionColumns, micro: number): MicroOperation {
  const key = columns.keys[columns.key[micro]!]!;
  const code = columns.value[micro]!;
  const isList = columns.kind === 'list-append';
  if (columns.f[micro] === MICRO.write) {
    return { f: isList ? 'append' : 'w', key, value: columns.values.valueOf(code) };
  }
  const value = isList ? (listOf(columns, micro) ?? null) : columns.values.valueOf(code);
  return { f: 'r', key, value };
}

/**
 * The list that a read of a history of lists saw; `undefined` where that is not known. Linear in
 * its length.
 */
export function listOf(columns: TransactionColumns, micro: number): readonly Value[] | undefined {
  const { lists, value, values } = columns;
  const length = value[micro]!;
  if (length === NO_VALUE) return undefined;
  const start = lists.start[columns.key[micro]!]!;
  const codes =
    length >= 0
      ? lists.elements.subarray(start, start + length)
      : lists.others[-2 - length]!.elements;
  return Array.from(codes, (code) => values.valueOf(code));
}
