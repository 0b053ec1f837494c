/**
 * Builds the columns of a history of transactions, one event at a time. Pairing is lenient: a
 * completion without invocation is a transaction that may have begun at any time, and a process
 * that invokes anew leaves what it had open for ever. What is wrong with an event is said at the
 * end, for a text that cannot be read at all is to be refused for that.
 */

import { isOwnCode, OPEN, OUTCOME } from '../columns/operation-columns.js';
import { ProcessMap } from '../columns/process-map.js';
import { ValueTable } from '../columns/value-table.js';
import type { Event, EventType } from '../event.js';
import { HistoryError } from '../history-error.js';
import type { Operation } from '../operation.js';
import type { Value } from '../value.js';
import { finishColumns } from './finish-columns.js';
import { ListTree } from './list-tree.js';
import { MicroList } from './micro-list.js';
import { looksLikeMicros, MicroError, readMicros } from './micro-values.js';
import type { MicroCodes } from './micro-values.js';
import { NO_CALL, type TransactionColumns, type TransactionKind } from './transaction-columns.js';
import { TransactionStore } from './transaction-store.js';

const NONE = new MicroList();

/** Takes events in order; linear in their micro-operations and in the elements that were read. */
export class TransactionBuilder implements MicroCodes {
  readonly kind: TransactionKind;
  readonly values: ValueTable;
  readonly lists: ListTree = new ListTree();
  readonly #store = new TransactionStore();
  readonly #micros = new MicroList();
  readonly #open = new ProcessMap();
  /** Numbers of keys by codes from 0 on, and by those below, counted from 0. */
  readonly #directKeys = new ProcessMap();
  readonly #otherKeys = new ProcessMap();
  /** Codes of keys by their numbers, and the empty list of each. */
  readonly #keyCodes: number[] = [];
  readonly #roots: number[] = [];
  readonly #processNames: (number | string)[] = [];
  readonly #processCodes = new Map<number | string, number>();
  /** The code of the only part that events may be of. */
  #part: number | undefined;
  #rank = 0;
  #error: HistoryError | undefined;

  constructor(kind: TransactionKind, values: ValueTable = new ValueTable()) {
    this.kind = kind;
    this.values = values;
  }

  keyOf(code: number): number {
    const key = code >= 0 ? this.#directKeys.get(code) : this.#otherKeys.get(-1 - code);
    return key >= 0 ? key : this.#addKey(code);
  }

  rootOf(key: number): number {
    return this.#roots[key]!;
  }

  /** Takes any event; those of processes that are no integers are left out. */
  add(event: Event): void {
    const { process, type, index } = event;
    if (this.#error !== undefined) return;
    if (typeof process !== 'number' || !Number.isInteger(process)) return;
    this.#attempt(index, process, `event ${index}`, () => {
      this.#refuseOtherPart(event.key);
      this.take(type, process, index, this.#read(type, event.value));
    });
  }

  /**
   * Takes an operation of a strict history, which is a transaction whoever its process is; what it
   * is called by people is its last rank.
   */
  addOperation(operation: Operation): void {
    const { id, process, outcome, input, output, call } = operation;
    if (this.#error !== undefined) return;
    const store = this.#store;
    const index = operation.return === Infinity ? call : operation.return;
    this.#attempt(-1, process, `operation ${id}`, () => {
      this.#refuseOtherPart(operation.key);
      const invoked = this.#read('invoke', input) ?? NONE;
      const at = store.add(this.#codeOfProcess(process), call, index, invoked);
      const completed = this.#read(outcome, output);
      // Who got no answer may still have done all that was asked, whatever the completion lists.
      const isKept = outcome === 'info' && store.hasMicros(at);
      if (completed !== undefined && !isKept) store.replace(at, completed, outcome === 'ok');
      store.outcome[at] = OUTCOME[outcome];
      if (operation.return !== Infinity) store.return[at] = operation.return;
      this.#rank = Math.max(this.#rank, index + 1);
    });
  }

  /**
   * Takes an event of a client, with the micro-operations that its value lists; without, where it
   * is no such list, which that of an `ok` must be.
   */
  take(type: EventType, process: number, index: number, micros: MicroList | undefined): void {
    if (this.#error !== undefined) return;
    const store = this.#store;
    const shown = Math.min(index, OPEN);
    if (type === 'invoke') {
      const code = this.#codeOfProcess(process);
      this.#open.set(process, store.add(code, this.#rank++, shown, micros ?? NONE));
      return;
    }
    let at = this.#open.get(process);
    const isKept = type === 'info' && at >= 0 && store.hasMicros(at);
    if (at >= 0) this.#open.delete(process);
    else at = store.add(this.#codeOfProcess(process), NO_CALL, shown, NONE);
    if (micros !== undefined && !isKept) store.replace(at, micros, type === 'ok');
    store.outcome[at] = OUTCOME[type];
    store.index[at] = shown;
    if (type !== 'info') store.return[at] = this.#rank++;
  }

  /**
   * The columns of all that was taken; the builder is spent then.
   * @throws {@link HistoryError} for the first event that does not hold what it should.
   */
  build(): TransactionColumns {
    if (this.#error !== undefined) throw this.#error;
    const columns = finishColumns(this, this.#store.columns(), this.#keyCodes);
    return {
      kind: this.kind,
      processNames: this.#processNames,
      ranks: this.#rank,
      ...columns,
    };
  }

  /** The micro-operations of an event; `undefined` where a completion need not have any. */
  #read(type: EventType, value: Value): MicroList | undefined {
    const isOptional = type === 'invoke' ? value === null : type !== 'ok';
    if (isOptional && !looksLikeMicros(value)) return undefined;
    readMicros(value, this.#micros, this, type === 'ok');
    return this.#micros;
  }

  #attempt(index: number, process: number | string, what: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof MicroError)) throw error;
      this.#error = new HistoryError(index, process, `${what}: ${error.message}`);
    }
  }

  /** Keys of one part are not those of another, though they may look the same. */
  #refuseOtherPart(key: Value | undefined): void {
    if (key === undefined) return;
    const code = this.values.codeOf(key);
    this.#part ??= code;
    if (code !== this.#part) {
      throw new MicroError('events of one key, or of none: other keys are other histories', key);
    }
  }

  #addKey(code: number): number {
    const key = this.#keyCodes.push(code) - 1;
    if (code >= 0) this.#directKeys.set(code, key);
    else this.#otherKeys.set(-1 - code, key);
    if (this.kind === 'list-append') this.#roots.push(this.lists.addRoot());
    return key;
  }

  #codeOfProcess(process: number | string): number {
    if (isOwnCode(process)) return process;
    let code = this.#processCodes.get(process);
    if (code === undefined) {
      code = -this.#processNames.push(process);
      this.#processCodes.set(process, code);
    }
    return code;
  }
}
