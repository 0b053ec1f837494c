/**
 * A history as columns of integers: the form in which a million operations fit into memory and can
 * be looked at quickly. Operations are numbered in order of call; ranks are those of the strict
 * history.
 */

import { HistoryError } from '../history-error.js';
import type { Operation, Outcome } from '../operation.js';
import { NO_VALUE, type ValueTable } from './value-table.js';

/** The return of an operation that never returned; greater than any rank. */
export const OPEN: number = 2 ** 31 - 1;

/** Outcomes as they stand in the column. */
export const OUTCOME = { ok: 0, fail: 1, info: 2 } as const;

const OUTCOMES: readonly Outcome[] = ['ok', 'fail', 'info'];

/** As many as a byte can tell apart. */
const FUNCTIONS_MAX = 256;

/**
 * Refuses the names of functions that do not fit into the column.
 * @throws {@link HistoryError}
 */
export function refuseManyFunctions(functions: readonly string[]): void {
  if (functions.length <= FUNCTIONS_MAX) return;
  throw new HistoryError(
    -1,
    -1,
    `the history has ${functions.length} functions; at most ${FUNCTIONS_MAX} can be told apart`,
  );
}

/** Whether a process stands in the column as it is; the others have names. */
export function isOwnCode(process: number | string): process is number {
  return typeof process === 'number' && process >= 0 && process < OPEN;
}

/** One entry in each column for each operation, in order of call. */
export interface OperationColumns {
  readonly size: number;
  /** Names that `f` points into. */
  readonly functions: readonly string[];
  readonly f: Uint8Array;
  readonly process: Int32Array;
  /** Processes that are no natural number below 2^31 - 1: process -1 is the first. */
  readonly processNames: readonly (number | string)[];
  /** Codes in `values`; `NO_VALUE` without a key. */
  readonly key: Int32Array;
  readonly input: Int32Array;
  readonly output: Int32Array;
  readonly error: Int32Array;
  /** {@link OUTCOME}. */
  readonly outcome: Uint8Array;
  /** Dense, distinct ranks of calls and returns; {@link OPEN} for what never returned. */
  readonly call: Int32Array;
  readonly return: Int32Array;
  /** How many ranks there are: all are below. */
  readonly ranks: number;
  readonly values: ValueTable;
}

/** An operation that is being made. */
export type Draft = { -readonly [Field in keyof Operation]: Operation[Field] };

/** The operation at a place of the columns, as an object; its id is the place. */
export function operationAt(columns: OperationColumns, at: number): Operation {
  return draftAt(columns, at);
}

/** The same, to be completed by who knows the times. */
export function draftAt(columns: OperationColumns, at: number): Draft {
  const { values } = columns;
  const process = columns.process[at]!;
  const key = columns.key[at]!;
  const error = columns.error[at]!;
  const returned = columns.return[at]!;
  const operation: Draft = {
    id: at,
    process: process >= 0 ? process : columns.processNames[-1 - process]!,
    f: columns.functions[columns.f[at]!]!,
    input: values.valueOf(columns.input[at]!),
    output: values.valueOf(columns.output[at]!),
    outcome: OUTCOMES[columns.outcome[at]!]!,
    call: columns.call[at]!,
    return: returned === OPEN ? Infinity : returned,
  };
  if (key !== NO_VALUE) operation.key = values.valueOf(key);
  if (error !== NO_VALUE) operation.error = values.valueOf(error);
  return operation;
}
