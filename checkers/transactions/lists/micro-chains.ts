/**
 * The micro-operations of one transaction by key: each knows the one before it on the same key.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';

/** Goes through a transaction in program order. A step is constant. */
export class MicroChains {
  readonly #columns: TransactionColumns;
  /** The last micro-operation of each key; of the transaction unless it is before its first. */
  readonly #last: Int32Array;
  /** By place in the transaction. */
  #before = new Int32Array(64);
  #first = 0;

  constructor(columns: TransactionColumns) {
    this.#columns = columns;
    this.#last = new Int32Array(columns.keys.length).fill(-1);
  }

  /** Begins a transaction; they must come in the order of the columns. */
  begin(at: number): void {
    const { start } = this.#columns;
    this.#first = start[at]!;
    const count = start[at + 1]! - this.#first;
    if (this.#before.length < count) this.#before = new Int32Array(2 * count);
  }

  /** Takes the next micro-operation and answers the one before it on its key; -1 for none. */
  take(micro: number): number {
    const key = this.#columns.key[micro]!;
    const last = this.#last[key]!;
    const before = last >= this.#first ? last : -1;
    this.#last[key] = micro;
    this.#before[micro - this.#first] = before;
    return before;
  }

  /** What {@link take} answered. */
  before(micro: number): number {
    return this.#before[micro - this.#first]!;
  }
}
