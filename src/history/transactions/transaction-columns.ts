/**
 * Transactions as columns of integers: the form in which a million of them fit into memory and can
 * be judged quickly. A transaction is a list of micro-operations on keys, as Elle writes them:
 * `["r" k v]`, `["append" k element]`, `["w" k v]`. The lists that reads return are not kept one by
 * one: nearly all are beginnings of the longest list read of their key, and a length says which.
 */

import type { Value } from '../value.js';
import type { ValueTable } from '../columns/value-table.js';

/** What the writes of a history do: append to lists, or set registers. */
export type TransactionKind = 'list-append' | 'rw-register';

/** Micro-operations as they stand in the column `f`. */
export const MICRO = { read: 0, write: 1 } as const;

/** The call of a transaction whose invocation was not recorded: it may have begun at any time. */
export const NO_CALL = -1;

/** The lists that were read, by key. */
export interface ListColumns {
  /** Where the elements of each key begin in `elements`; one entry more than there are keys. */
  readonly start: Int32Array;
  /** Codes of the elements of the longest list read of each key, the first read of equal ones. */
  readonly elements: Int32Array;
  /** Lists read that are no beginning of their key's longest; equal ones share an entry. */
  readonly others: readonly { readonly key: number; readonly elements: Int32Array }[];
}

/**
 * Transactions in the order in which their first event stands in the history, with what their
 * completion said; `info` keeps the micro-operations of its invocation, and `fail` does where the
 * completion has none. For a strict history of nothing but transactions the place of a transaction
 * is the id of its operation.
 */
export interface TransactionColumns {
  readonly kind: TransactionKind;
  readonly size: number;
  /** OUTCOME of src/history/columns/operation-columns.ts. */
  readonly outcome: Uint8Array;
  /** Natural numbers stand for themselves; -1 is the first of `processNames`. */
  readonly process: Int32Array;
  readonly processNames: readonly (number | string)[];
  /** Distinct ranks of first and last events; `NO_CALL`, and `OPEN` for what never ended. */
  readonly call: Int32Array;
  readonly return: Int32Array;
  /** How many ranks there are: all are below. */
  readonly ranks: number;
  /** `Event.index` of the completion, or of the invocation where there is none; for people. */
  readonly index: Int32Array;
  /** Where the micro-operations of each transaction begin; one entry more than transactions. */
  readonly start: Int32Array;
  /** `MICRO` says what the numbers mean: 0 reads, 1 writes. */
  readonly f: Uint8Array;
  /** Numbers of keys, dense, in the order of first sight. */
  readonly key: Int32Array;
  /**
   * Of a write the code of the value or element. Of a read of a register the code of its value,
   * `NULL_CODE` for the initial one. Of a read of a list its length when it is a beginning of its
   * key's longest, and `-2 - i` for `lists.others[i]`; a `null` that was read is the empty list.
   * `NO_VALUE` for every read of a transaction that is not `ok`: what it saw is not known.
   */
  readonly value: Int32Array;
  /** The keys by their numbers. */
  readonly keys: readonly Value[];
  /** Of written and read values and elements. */
  readonly values: ValueTable;
  /** Empty for registers. */
  readonly lists: ListColumns;
}
