/**
 * What a history of transactions says for certain of who read what from whom, in the form that the
 * checkers of all levels take. Lists and registers differ only in how it is found.
 *
 * Nodes stand for the transactions that took effect, or must have: those that are `ok`, and those
 * without answer of which somebody read a write. What is left out never hurts: an unobserved
 * transaction without answer may be taken not to have happened.
 */

import type { TransactionColumns } from '../../src/history/transactions/transaction-columns.js';

/** The node that wrote the initial state: before every other, it wrote every key. */
export const INITIAL = 0;

/** Reads and writes of committed transactions, as numbers. */
export interface Observation {
  readonly columns: TransactionColumns;
  /** How many nodes there are; node {@link INITIAL} is no transaction. */
  readonly size: number;
  /** Place in the columns of each node, ascending; -1 for {@link INITIAL}. */
  readonly transaction: Int32Array;
  /** Node of each place in the columns; -1 for what is left out. */
  readonly node: Int32Array;

  /**
   * External reads of each node, in program order: those of keys that it had not written before.
   * Reads without a writer (of a value nobody wrote, an aborted or an intermediate one) are left
   * out: they are anomalies of their own. A key read twice stands here twice.
   */
  readonly readStart: Int32Array;
  readonly readKey: Int32Array;
  /** The node whose last write of the key was read; never the reader itself. */
  readonly readWriter: Int32Array;
  /** The micro-operation, as a place in `columns.f`. */
  readonly readMicro: Int32Array;

  /** Keys that each node wrote, once each, with the place of the last write. */
  readonly writeStart: Int32Array;
  readonly writeKey: Int32Array;
  readonly writeMicro: Int32Array;

  /**
   * The `ok` node before each in its process, by order of events; {@link INITIAL} for the first. A
   * transaction without answer is nobody's predecessor: it may take effect later.
   */
  readonly previous: Int32Array;

  /** Version orders that are known, of lists. */
  readonly versions?: KnownVersions;
}

/** For each key the writers of the versions that were read, oldest first. */
export interface KnownVersions {
  /** Where each key begins in `writer`; one entry more than there are keys. */
  readonly start: Int32Array;
  /** Node that appended each element; -1 when none did. One that appended twice stands twice. */
  readonly writer: Int32Array;
}
