/**
 * Who wrote a value to a key: a hash table of all writes of a history of registers, in one array of
 * integers with open addressing. Four cells make a slot, and four successive values share a line of
 * the processor's cache, since tests mostly write 1, 2, 3 and so on.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NULL_CODE } from '../../../src/history/columns/value-table.js';

/**
 * What a write is to others: one that was rolled back, or not, and whether the transaction wrote
 * the key again afterwards. Of several writes of one value the greatest counts: a read may be
 * taken to have seen the one that does no harm.
 */
export const WRITE_RANK = { failedEarlier: 0, failed: 1, earlier: 2, last: 3 } as const;

const CELLS = 4;
const CAPACITY_MIN = 16;

/** All writes by key and value. */
export class WriteTable {
  /** For each micro-operation 1 when it is its transaction's last write of the key. */
  readonly isLast: Uint8Array;
  /** Whether `null`, which is also the initial value, was written. */
  writesNull = false;
  /** Slots that several transactions, none of them rolled back, wrote last: two of those. */
  readonly rivals: Map<number, readonly [number, number]> = new Map();
  /** In each slot the key, the value, 1 + the micro-operation, 4 * transaction + rank. */
  readonly #cells: Int32Array;
  readonly #mask: number;

  /** Linear. */
  constructor(columns: TransactionColumns) {
    const { f, size } = columns;
    const end = columns.start[size]!;
    let writes = 0;
    for (let micro = 0; micro < end; micro++) writes += f[micro]!;
    let capacity = CAPACITY_MIN;
    while (capacity * 3 < writes * CELLS) capacity *= 2;
    this.#cells = new Int32Array(capacity * CELLS);
    this.#mask = capacity - 1;
    this.isLast = new Uint8Array(end);
    this.#fill(columns);
  }

  /** The slot of what wrote `value` (a code) to `key`, or -1: nobody did. */
  find(key: number, value: number): number {
    const cells = this.#cells;
    const mask = this.#mask;
    for (let place = home(key, value) & mask; ; place = (place + 1) & mask) {
      const slot = place * CELLS;
      if (cells[slot + 2] === 0) return -1;
      if (cells[slot] === key && cells[slot + 1] === value) return slot;
    }
  }

  /** The micro-operation in a slot, as a place in the columns. */
  microAt(slot: number): number {
    return this.#cells[slot + 2]! - 1;
  }

  /** The transaction in a slot, as a place in the columns. */
  transactionAt(slot: number): number {
    return this.#cells[slot + 3]! >>> 2;
  }

  /** {@link WRITE_RANK}. */
  rankAt(slot: number): number {
    return this.#cells[slot + 3]! & 3;
  }

  #fill({ f, key, value, start, outcome, size, keys }: TransactionColumns): void {
    const seen = new Int32Array(keys.length).fill(-1);
    for (let transaction = 0; transaction < size; transaction++) {
      const failed = outcome[transaction] === OUTCOME.fail;
      const first = start[transaction]!;
      for (let micro = start[transaction + 1]! - 1; micro >= first; micro--) {
        if (f[micro] !== MICRO.write) continue;
        const of = key[micro]!;
        const last = seen[of] !== transaction;
        seen[of] = transaction;
        if (last) this.isLast[micro] = 1;
        if (value[micro] === NULL_CODE && !failed) this.writesNull = true;
        const rank = (failed ? WRITE_RANK.failedEarlier : WRITE_RANK.earlier) + (last ? 1 : 0);
        this.#put(of, value[micro]!, micro, transaction * 4 + rank);
      }
    }
  }

  #put(key: number, value: number, micro: number, mark: number): void {
    const cells = this.#cells;
    const mask = this.#mask;
    let slot = 0;
    for (let place = home(key, value) & mask; ; place = (place + 1) & mask) {
      slot = place * CELLS;
      if (cells[slot + 2] === 0) break;
      if (cells[slot] !== key || cells[slot + 1] !== value) continue;
      if (!this.#yields(slot, mark)) return;
      break;
    }
    cells[slot] = key;
    cells[slot + 1] = value;
    cells[slot + 2] = micro + 1;
    cells[slot + 3] = mark;
  }

  /** Whether the write in a slot gives way to another of the same value. */
  #yields(slot: number, mark: number): boolean {
    const rank = this.rankAt(slot);
    const other = mark >>> 2;
    if ((mark & 3) > rank) return true;
    const both = rank === WRITE_RANK.last && (mark & 3) === rank;
    const owner = this.transactionAt(slot);
    if (both && owner !== other && !this.rivals.has(slot)) this.rivals.set(slot, [owner, other]);
    return false;
  }
}

/** Where to look first. */
function home(key: number, value: number): number {
  let bits = Math.imul(key, 0x9e3779b1) ^ Math.imul(value >> 2, 0x85ebca6b);
  bits ^= bits >>> 15;
  return (bits << 2) | (value & 3);
}
