/**
 * Who wrote a value to a key: a hash table on typed arrays, by open addressing.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';

/** Nobody wrote the value. */
export const NOT_FOUND = -1;

/** It was written several times, so that nobody can say which of them was seen. */
export const SEVERAL = -2;

/**
 * The last writes of transactions to registers, and all appends to lists, of transactions that did
 * not fail.
 */
export class WriteIndex {
  /** Whether a micro-operation is the last write of its transaction to its key. */
  readonly isLast: Uint8Array;
  readonly #columns: TransactionColumns;
  /** Micro-operations + 1; 0 is free. */
  readonly #slots: Int32Array;
  readonly #severalTimes: Uint8Array;

  /** Linear. */
  constructor(columns: TransactionColumns) {
    const { size, start, f, key, outcome, kind, keys } = columns;
    this.#columns = columns;
    this.isLast = new Uint8Array(f.length);
    const wroteLater = new Int32Array(keys.length).fill(-1);
    let writes = 0;
    for (let id = 0; id < size; id++) {
      for (let micro = start[id + 1]! - 1; micro >= start[id]!; micro--) {
        if (f[micro] !== MICRO.write || wroteLater[key[micro]!] === id) continue;
        wroteLater[key[micro]!] = id;
        this.isLast[micro] = 1;
      }
    }
    for (const one of f) if (one === MICRO.write) writes++;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * writes + 2)));
    this.#severalTimes = new Uint8Array(this.#slots.length);
    for (let id = 0; id < size; id++) {
      if (outcome[id] === OUTCOME.fail) continue;
      for (let micro = start[id]!; micro < start[id + 1]!; micro++) {
        if (f[micro] !== MICRO.write) continue;
        if (kind === 'list-append' || this.isLast[micro] === 1) this.#add(micro);
      }
    }
  }

  /** The micro-operation that wrote the value, {@link SEVERAL} or {@link NOT_FOUND}. */
  find(key: number, code: number): number {
    const slot = this.#slotOf(key, code);
    if (this.#slots[slot] === 0) return NOT_FOUND;
    return this.#severalTimes[slot] === 1 ? SEVERAL : this.#slots[slot]! - 1;
  }

  #add(micro: number): void {
    const { key, value } = this.#columns;
    const slot = this.#slotOf(key[micro]!, value[micro]!);
    if (this.#slots[slot] === 0) this.#slots[slot] = micro + 1;
    else this.#severalTimes[slot] = 1;
  }

  /** Where the value stands, or would. */
  #slotOf(on: number, code: number): number {
    const { key, value } = this.#columns;
    const mask = this.#slots.length - 1;
    const mixed = Math.imul(Math.imul(on, 0x9e3779b1) ^ code, 0x85ebca6b);
    for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const micro = this.#slots[slot]! - 1;
      if (micro < 0 || (key[micro] === on && value[micro] === code)) return slot;
    }
  }
}
