/**
 * What a transaction had written itself by the time of a read, and how much of that the read saw.
 */

import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { elementAt, lengthOf } from './list-elements.js';

/** Takes the micro-operations of one transaction after the other, each in program order. */
export class OwnWrites {
  readonly #by: Int32Array;
  readonly #count: Int32Array;

  constructor(private readonly columns: TransactionColumns) {
    this.#by = new Int32Array(columns.keys.length).fill(-1);
    this.#count = new Int32Array(columns.keys.length);
  }

  /** Takes a write. */
  note(id: number, write: number): void {
    const on = this.columns.key[write]!;
    if (this.#by[on] !== id) this.#count[on] = 0;
    this.#by[on] = id;
    this.#count[on]!++;
  }

  /** How often the transaction had written the key of a read. */
  count(id: number, read: number): number {
    const on = this.columns.key[read]!;
    return this.#by[on] === id ? this.#count[on]! : 0;
  }

  /**
   * How many of its own writes the read saw behind those of others: all or none. `undefined` where
   * it saw nothing but its own.
   */
  seenAtEnd(id: number, read: number): number | undefined {
    const { columns } = this;
    const count = this.count(id, read);
    if (count === 0) return 0;
    if (columns.kind === 'rw-register') {
      return this.#isOwn(id, read, columns.value[read]!) ? undefined : 0;
    }
    if (endsWithOwn(columns, id, read, count)) return count;
    const length = lengthOf(columns, read);
    const isOwn = length > 0 && this.#isOwn(id, read, elementAt(columns, read, length - 1));
    return isOwn ? undefined : 0;
  }

  #isOwn(id: number, read: number, code: number): boolean {
    const { start, f, key, value } = this.columns;
    for (let micro = start[id]!; micro < read; micro++) {
      if (f[micro] === MICRO.write && key[micro] === key[read] && value[micro] === code)
        return true;
    }
    return false;
  }
}

/** Whether a list that was read ends with the `count` elements that the reader had appended. */
function endsWithOwn(
  columns: TransactionColumns,
  id: number,
  read: number,
  count: number,
): boolean {
  const { start, f, key, value } = columns;
  let place = lengthOf(columns, read);
  if (place < count) return false;
  for (let micro = read - 1; micro >= start[id]!; micro--) {
    if (f[micro] !== MICRO.write || key[micro] !== key[read]) continue;
    if (elementAt(columns, read, --place) !== value[micro]) return false;
  }
  return true;
}
