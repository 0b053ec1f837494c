/**
 * Who wrote what was read, found again in the plainest way.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';

/** Stands for the initial state, which nobody wrote. */
export const NOBODY = -1;

/** Stands for a writer that no last write of a transaction is: such a read proves nothing. */
export const UNKNOWN = -2;

/** A read of something that the reader had not written itself. */
export interface PlainRead {
  readonly key: number;
  /** Id of the transaction, {@link NOBODY} or {@link UNKNOWN}. */
  readonly writer: number;
}

/** The writers of values, by key. */
export class Writers {
  readonly #columns: TransactionColumns;
  readonly #byValue: Map<number, number>[];

  /** Linear. */
  constructor(columns: TransactionColumns) {
    this.#columns = columns;
    this.#byValue = columns.keys.map(() => new Map());
    for (let id = 0; id < columns.size; id++) {
      for (const [key, code] of this.lastWrites(id)) {
        const values = this.#byValue[key]!;
        values.set(code, values.has(code) ? UNKNOWN : id);
      }
    }
  }

  /** The last value that a transaction wrote to each key; none when it failed. */
  lastWrites(id: number): Map<number, number> {
    const { start, f, key, value, outcome } = this.#columns;
    const last = new Map<number, number>();
    if (outcome[id] === OUTCOME.fail) return last;
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      if (f[micro] === MICRO.write) last.set(key[micro]!, value[micro]!);
    }
    return last;
  }

  /** The external reads of a transaction, in program order. */
  readsOf(id: number): PlainRead[] {
    const { start, f, key, value, outcome, kind } = this.#columns;
    const reads: PlainRead[] = [];
    const own = new Map<number, number>();
    if (outcome[id] !== OUTCOME.ok) return reads;
    for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
      const on = key[micro]!;
      const code = value[micro]!;
      const written = own.get(on) ?? 0;
      if (f[micro] === MICRO.write) own.set(on, written + 1);
      else if (code === NO_VALUE || (written > 0 && kind === 'rw-register')) continue;
      else reads.push({ key: on, writer: this.#writerOf(on, code, written) });
    }
    return reads;
  }

  #writerOf(key: number, code: number, own: number): number {
    const { kind, lists } = this.#columns;
    if (kind === 'rw-register') {
      return code === NULL_CODE ? NOBODY : (this.#byValue[key]!.get(code) ?? UNKNOWN);
    }
    if (code < 0) return UNKNOWN;
    const length = code - own;
    if (length === 0) return NOBODY;
    if (length < 0) return UNKNOWN;
    return this.#byValue[key]!.get(lists.elements[lists.start[key]! + length - 1]!) ?? UNKNOWN;
  }
}
