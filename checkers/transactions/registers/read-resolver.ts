/**
 * Looks up, for each read of a committed transaction, the write that it saw. Only the reads of a
 * key before the transaction's own write come from outside; the others must repeat what it knows.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { CaseList } from './case-list.js';
import { ReadProblems } from './read-problems.js';
import type { DuplicateWrite } from './register-observation.js';
import { WRITE_RANK } from './write-table.js';
import type { WriteTable } from './write-table.js';

/** Stands in `source` for a read of the initial state. */
export const INITIAL_READ = -1;

/** For a read of which nobody, or nobody for certain, is the writer. */
const NO_WRITER = -2;

/** Goes through the reads of committed transactions and looks up who wrote what they saw. */
export class ReadResolver {
  readonly problems: ReadProblems;
  readonly duplicates: CaseList<DuplicateWrite> = new CaseList();
  /** Crashed transactions that somebody has read from. */
  readonly observed: Uint8Array;
  /** External reads with a writer, by transaction; rows as in the observation. */
  readonly start: Int32Array;
  readonly micro: Int32Array;
  /** The write that was seen, or {@link INITIAL_READ}. */
  readonly source: Int32Array;
  /** Its transaction. */
  readonly writer: Int32Array;
  readonly columns: TransactionColumns;
  readonly #writes: WriteTable;
  readonly #reported = new Set<number>();
  #length = 0;
  /** Of the read looked up last. */
  #source = 0;
  #writer = 0;

  constructor(columns: TransactionColumns, writes: WriteTable) {
    this.columns = columns;
    this.#writes = writes;
    this.problems = new ReadProblems(columns, writes);
    this.observed = new Uint8Array(columns.size);
    this.start = new Int32Array(columns.size + 1);
    const { f } = columns;
    const end = columns.start[columns.size]!;
    let reads = 0;
    for (let at = 0; at < end; at++) if (f[at] === MICRO.read) reads++;
    this.micro = new Int32Array(reads);
    this.source = new Int32Array(reads);
    this.writer = new Int32Array(reads);
  }

  /** Linear. */
  run(): void {
    const { outcome, size, keys } = this.columns;
    const wrote = new Int32Array(keys.length).fill(-1);
    const touched = new Int32Array(keys.length).fill(-1);
    for (let transaction = 0; transaction < size; transaction++) {
      this.start[transaction] = this.#length;
      if (outcome[transaction] === OUTCOME.ok) this.#transaction(transaction, wrote, touched);
    }
    this.start[size] = this.#length;
  }

  get length(): number {
    return this.#length;
  }

  #transaction(transaction: number, wrote: Int32Array, touched: Int32Array): void {
    const { f, key, value, start } = this.columns;
    const first = start[transaction]!;
    const end = start[transaction + 1]!;
    for (let micro = first; micro < end; micro++) {
      const of = key[micro]!;
      if (f[micro] === MICRO.write) {
        wrote[of] = micro;
        touched[of] = micro;
        continue;
      }
      const seen = value[micro]!;
      if (seen === NO_VALUE) continue;
      const before = touched[of]!;
      const repeats = before >= first && value[before] === seen;
      if (before >= first && !repeats) {
        this.problems.addInternal(transaction, micro, before);
      }
      touched[of] = micro;
      if (wrote[of]! >= first) {
        if (!repeats) this.problems.addWrongSource(transaction, micro);
        continue;
      }
      if (this.#lookUp(transaction, micro) !== NO_WRITER) this.#add(micro);
    }
  }

  #add(micro: number): void {
    const at = this.#length++;
    this.micro[at] = micro;
    this.source[at] = this.#source;
    this.writer[at] = this.#writer;
  }

  /** Finds the write that was seen; reports what cannot be. */
  #lookUp(transaction: number, micro: number): number {
    const writes = this.#writes;
    const key = this.columns.key[micro]!;
    const value = this.columns.value[micro]!;
    this.#source = INITIAL_READ;
    if (value === NULL_CODE && !writes.writesNull) return INITIAL_READ;
    const slot = writes.find(key, value);
    if (slot < 0 || writes.rankAt(slot) !== WRITE_RANK.last) {
      if (value === NULL_CODE) return INITIAL_READ;
      this.problems.addWrongSource(transaction, micro);
      return NO_WRITER;
    }
    const writer = writes.transactionAt(slot);
    if (value === NULL_CODE) {
      if (writer !== transaction || writes.rivals.has(slot)) return this.#duplicate(slot, -1);
      return INITIAL_READ;
    }
    if (writes.rivals.size > 0 && writes.rivals.has(slot)) return this.#duplicate(slot, writer);
    if (writer === transaction) {
      this.problems.addWrongSource(transaction, micro);
      return NO_WRITER;
    }
    this.observed[writer] = 1;
    this.#source = writes.microAt(slot);
    this.#writer = writer;
    return writer;
  }

  #duplicate(slot: number, first: number): number {
    if (this.#reported.has(slot)) return NO_WRITER;
    this.#reported.add(slot);
    const { key, value } = this.columns;
    const micro = this.#writes.microAt(slot);
    const rivals = this.#writes.rivals.get(slot);
    this.duplicates.add(() => ({
      key: key[micro]!,
      value: value[micro]!,
      transactions:
        first >= 0 && rivals !== undefined ? rivals : [first, this.#writes.transactionAt(slot)],
    }));
    return NO_WRITER;
  }
}
