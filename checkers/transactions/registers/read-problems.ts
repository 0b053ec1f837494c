/**
 * Reads that cannot be, sorted by what is wrong with them (Adya 1999, definitions 25 and 26; the
 * names are Elle's where it has one).
 */

import { NULL_CODE } from '../../../src/history/columns/value-table.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { CaseList } from './case-list.js';
import type { ReadProblem, ReadProblemKind } from './register-observation.js';
import { WRITE_RANK } from './write-table.js';
import type { WriteTable } from './write-table.js';

/** Problems while they are collected. */
export class ReadProblems {
  readonly byKind: Map<ReadProblemKind, CaseList<ReadProblem>> = new Map();
  readonly #columns: TransactionColumns;
  readonly #writes: WriteTable;

  constructor(columns: TransactionColumns, writes: WriteTable) {
    this.#columns = columns;
    this.#writes = writes;
  }

  /** A read of another value than the transaction knew from its micro-operation `before`. */
  addInternal(transaction: number, micro: number, before: number): void {
    this.#add('internal', transaction, micro, before, transaction);
  }

  /** Says what is wrong with where a read has its value from; nothing, perhaps. */
  addWrongSource(transaction: number, micro: number): void {
    const value = this.#columns.value[micro]!;
    const slot = this.#writes.find(this.#columns.key[micro]!, value);
    if (slot < 0) {
      if (value !== NULL_CODE) this.#add('garbage-read', transaction, micro, -1, -1);
      return;
    }
    const writer = this.#writes.transactionAt(slot);
    const source = this.#writes.microAt(slot);
    const rank = this.#writes.rankAt(slot);
    if (writer === transaction) {
      if (source > micro) this.#add('future-read', transaction, micro, source, writer);
      return;
    }
    if (rank === WRITE_RANK.failed || rank === WRITE_RANK.failedEarlier) {
      this.#add('G1a', transaction, micro, source, writer);
    }
    if (rank === WRITE_RANK.earlier || rank === WRITE_RANK.failedEarlier) {
      this.#add('G1b', transaction, micro, source, writer);
    }
  }

  #add(
    kind: ReadProblemKind,
    transaction: number,
    micro: number,
    other: number,
    otherTransaction: number,
  ): void {
    let cases = this.byKind.get(kind);
    if (cases === undefined) {
      cases = new CaseList();
      this.byKind.set(kind, cases);
    }
    cases.add(() => ({ kind, transaction, micro, other, otherTransaction }));
  }
}
