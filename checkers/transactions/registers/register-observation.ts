/**
 * What a history of registers says for certain, and what is wrong with it already at first sight:
 * reads of values that no committed transaction left behind.
 */

import type { Observation } from '../observation.js';
import type { WriteTable } from './write-table.js';

/** What can be wrong with a read by itself. */
export type ReadProblemKind =
  /** Of a value whose writer was rolled back. */
  | 'G1a'
  /** Of a value that its writer, another transaction, overwrote before it committed. */
  | 'G1b'
  /** Of another value than the transaction itself had read or written before. */
  | 'internal'
  /** Of a value that the transaction itself writes later. */
  | 'future-read'
  /** Of a value that nobody wrote. */
  | 'garbage-read';

/** A read that cannot be. */
export interface ReadProblem {
  readonly kind: ReadProblemKind;
  /** Place in the columns of the transaction that read. */
  readonly transaction: number;
  /** The read, as a place in `columns.f`. */
  readonly micro: number;
  /**
   * The micro-operation that it contradicts: the write that was seen, or of `internal` what the
   * transaction did to the key before. -1 for `garbage-read`.
   */
  readonly other: number;
  /** The transaction of `other`; -1 for `garbage-read`. */
  readonly otherTransaction: number;
}

/** How often something was seen, with the first cases by order of the history. */
export interface Cases<Case> {
  readonly count: number;
  readonly examples: readonly Case[];
}

/** A value that was read, and that two transactions may have left behind. */
export interface DuplicateWrite {
  readonly key: number;
  /** Its code. */
  readonly value: number;
  /** Two of those that wrote it, as places in the columns; -1 is the initial state. */
  readonly transactions: readonly [number, number];
}

/** An observation of registers. */
export interface RegisterObservation extends Observation {
  /** All writes by key and value. */
  readonly writes: WriteTable;
  /** Reads that cannot be, by kind; kinds that do not occur are absent. */
  readonly problems: ReadonlyMap<ReadProblemKind, Cases<ReadProblem>>;
  /**
   * Reads of values of which it is not known who wrote them; they are left out of the external
   * reads. What is violated without them is violated, but nothing holds for certain.
   */
  readonly duplicateWrites: Cases<DuplicateWrite>;
  /** Nodes of crashed transactions, ascending: those of which somebody read a last write. */
  readonly crashed: Int32Array;
  /**
   * For each external read the place of its version in `writeKey`, or, when the initial state was
   * read, -1.
   */
  readonly readVersion: Int32Array;
}
