/**
 * Columns of transactions that grow: four times as long whenever they are full, for memory that is
 * not yet touched costs nothing. What a transaction builder writes into.
 */

import { OPEN, OUTCOME } from '../columns/operation-columns.js';
import { widened } from '../columns/operation-store.js';
import { NO_VALUE } from '../columns/value-table.js';
import type { MicroList } from './micro-list.js';
import { MICRO, type TransactionColumns } from './transaction-columns.js';

const LENGTH_MIN = 1024;

/** The columns that a store holds, packed. */
export type StoredColumns = Pick<
  TransactionColumns,
  'size' | 'outcome' | 'process' | 'call' | 'return' | 'index' | 'start' | 'f' | 'key' | 'value'
>;

/** Transactions in the order of their first event, with the micro-operations they last had. */
export class TransactionStore {
  size = 0;
  outcome: Uint8Array = new Uint8Array(LENGTH_MIN);
  process: Int32Array = new Int32Array(LENGTH_MIN);
  call: Int32Array = new Int32Array(LENGTH_MIN);
  return: Int32Array = new Int32Array(LENGTH_MIN);
  index: Int32Array = new Int32Array(LENGTH_MIN);
  /** Where the micro-operations of each transaction are, and how many. */
  #start: Int32Array = new Int32Array(LENGTH_MIN);
  #count: Int32Array = new Int32Array(LENGTH_MIN);
  /** Micro-operations; some are left behind by completions that had more or fewer. */
  #microSize = 0;
  #f: Uint8Array = new Uint8Array(LENGTH_MIN);
  #key: Int32Array = new Int32Array(LENGTH_MIN);
  #value: Int32Array = new Int32Array(LENGTH_MIN);
  #isPacked = true;

  /** Adds a transaction that is open, of which no read is known; its place. */
  add(process: number, call: number, index: number, micros: MicroList): number {
    const at = this.size++;
    if (at === this.outcome.length) this.#grow();
    this.outcome[at] = OUTCOME.info;
    this.process[at] = process;
    this.call[at] = call;
    this.return[at] = OPEN;
    this.index[at] = index;
    this.#append(at, micros, false);
    return at;
  }

  /** Whether a transaction has micro-operations yet. */
  hasMicros(at: number): boolean {
    return this.#count[at]! > 0;
  }

  /** Gives a transaction other micro-operations; what was read stays only where it is known. */
  replace(at: number, micros: MicroList, isKnown: boolean): void {
    if (micros.size === this.#count[at]) {
      this.#write(this.#start[at]!, micros, isKnown);
      return;
    }
    // Behind the last ones there is room for more.
    if (this.#start[at]! + this.#count[at]! === this.#microSize) this.#microSize = this.#start[at]!;
    else this.#isPacked = false;
    this.#append(at, micros, isKnown);
  }

  /** The columns, with the micro-operations one transaction after another. */
  columns(): StoredColumns {
    const { size } = this;
    const start = new Int32Array(size + 1);
    for (let at = 0; at < size; at++) start[at + 1] = start[at]! + this.#count[at]!;
    const micros = start[size]!;
    return {
      size,
      outcome: this.outcome.subarray(0, size),
      process: this.process.subarray(0, size),
      call: this.call.subarray(0, size),
      return: this.return.subarray(0, size),
      index: this.index.subarray(0, size),
      start,
      f: this.#packed(this.#f, new Uint8Array(this.#isPacked ? 0 : micros), start),
      key: this.#packed(this.#key, new Int32Array(this.#isPacked ? 0 : micros), start),
      value: this.#packed(this.#value, new Int32Array(this.#isPacked ? 0 : micros), start),
    };
  }

  #packed<Column extends Uint8Array | Int32Array>(
    column: Column,
    into: Column,
    start: Int32Array,
  ): Column {
    if (this.#isPacked) return column.subarray(0, start[this.size]) as Column;
    for (let at = 0; at < this.size; at++) {
      const from = this.#start[at]!;
      let to = start[at]!;
      for (let micro = from; micro < from + this.#count[at]!; micro++) into[to++] = column[micro]!;
    }
    return into;
  }

  #append(at: number, micros: MicroList, isKnown: boolean): void {
    const start = this.#microSize;
    const end = start + micros.size;
    if (end > this.#f.length) this.#growMicros(end);
    this.#start[at] = start;
    this.#count[at] = micros.size;
    this.#microSize = end;
    this.#write(start, micros, isKnown);
  }

  #write(start: number, micros: MicroList, isKnown: boolean): void {
    for (let at = 0; at < micros.size; at++) {
      const f = micros.f[at]!;
      this.#f[start + at] = f;
      this.#key[start + at] = micros.key[at]!;
      this.#value[start + at] = isKnown || f === MICRO.write ? micros.value[at]! : NO_VALUE;
    }
  }

  #grow(): void {
    const length = 4 * this.outcome.length;
    this.process = widened(this.process, length);
    this.call = widened(this.call, length);
    this.return = widened(this.return, length);
    this.index = widened(this.index, length);
    this.#start = widened(this.#start, length);
    this.#count = widened(this.#count, length);
    const outcome = new Uint8Array(length);
    outcome.set(this.outcome);
    this.outcome = outcome;
  }

  #growMicros(end: number): void {
    const length = Math.max(4 * this.#f.length, end);
    this.#key = widened(this.#key, length);
    this.#value = widened(this.#value, length);
    const f = new Uint8Array(length);
    f.set(this.#f);
    this.#f = f;
  }
}
