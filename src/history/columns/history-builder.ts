/**
 * Builds the columns of a history from its events, one at a time and without an object for any. It
 * is `toHistory` for streams: the same pairing, the same strictness, the same complaints. What is
 * wrong with the order of events is said at the end, for a text that cannot be read at all is to be
 * refused for that.
 */

import type { Event, EventType } from '../event.js';
import type { HistoryError } from '../history-error.js';
import { differs, neverInvoked, openedTwice, refuseNamedClient } from '../pairing-error.js';
import type { NamedInvocation } from '../pairing-error.js';
import { ColumnarHistory } from './columnar-history.js';
import { isOwnCode, OUTCOME, refuseManyFunctions } from './operation-columns.js';
import { OperationStore } from './operation-store.js';
import { ProcessMap } from './process-map.js';
import { renumberFunctions, renumberValues } from './renumber.js';
import { TimeColumns } from './time-columns.js';
import { NO_VALUE, ValueTable } from './value-table.js';

const OUTCOMES = ['ok', 'fail', 'info'] as const;

/**
 * Takes events in order; constant for each, but for the values that are hashed. Values are codes in
 * {@link values}, functions are numbers that {@link nameOf} gives out.
 */
export class HistoryBuilder {
  readonly values: ValueTable = new ValueTable();
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #store = new OperationStore();
  readonly #processes: number[] = [];
  readonly #open = new ProcessMap();
  #times: TimeColumns | undefined;
  #rank = 0;
  #error: HistoryError | undefined;
  /** The first invocation of a process with a name. */
  #named: NamedInvocation | undefined;

  /** The number of a function, for {@link invoke} and {@link complete}. */
  nameOf(f: string): number {
    let place = this.#places.get(f);
    if (place === undefined) {
      place = this.#names.push(f) - 1;
      this.#places.set(f, place);
    }
    return place;
  }

  /** The function with a number. */
  nameAt(place: number): string {
    return this.#names[place]!;
  }

  /** Takes any event. */
  add(event: Event): void {
    const { type, process, index, timeNs } = event;
    if (this.#error !== undefined) return;
    if (typeof process !== 'number' || !Number.isInteger(process)) {
      this.leaveOut(type === 'invoke', process, index);
      return;
    }
    const f = this.nameOf(event.f);
    const value = this.values.codeOf(event.value);
    const key = event.key === undefined ? NO_VALUE : this.values.codeOf(event.key);
    if (type === 'invoke') {
      const at = this.invoke(process, f, value, key, index);
      if (timeNs !== undefined) this.stampCall(at, timeNs);
    } else {
      const error = event.error === undefined ? NO_VALUE : this.values.codeOf(event.error);
      const at = this.complete(OUTCOME[type], process, f, value, key, error, index);
      if (timeNs !== undefined) this.stampReturn(at, timeNs);
    }
  }

  /** Takes an invocation; the place of its operation, -1 where it cannot be. */
  invoke(process: number, f: number, value: number, key: number, index: number): number {
    if (this.#error !== undefined) return -1;
    const store = this.#store;
    const pending = this.#open.get(process);
    if (pending >= 0) {
      const about = this.#about('invoke', process, f, index);
      this.#error = openedTwice(about, this.#names[store.f[pending]!]!);
      return -1;
    }
    const code = isOwnCode(process) ? process : -this.#processes.push(process);
    const at = store.add(code, f, key, value, this.#rank++);
    this.#open.set(process, at);
    return at;
  }

  /** Takes a completion, with an outcome as in `OUTCOME`; the place of its operation or -1. */
  complete(
    outcome: number,
    process: number,
    f: number,
    value: number,
    key: number,
    error: number,
    index: number,
  ): number {
    if (this.#error !== undefined) return -1;
    const store = this.#store;
    const at = this.#open.get(process);
    if (at < 0 || store.f[at] !== f) return this.#refuse(outcome, process, f, index);
    if (key !== NO_VALUE) {
      if (store.key[at] === NO_VALUE) store.key[at] = key;
      else if (store.key[at] !== key) return this.#refuse(outcome, process, f, index);
    }
    store.outcome[at] = outcome;
    store.output[at] = value;
    if (error !== NO_VALUE) store.error[at] = error;
    if (outcome !== OUTCOME.info) store.return[at] = this.#rank++;
    this.#open.delete(process);
    return at;
  }

  /** Takes an event of a process that is no client. */
  leaveOut(isInvocation: boolean, process: number | string, index: number): void {
    if (isInvocation) this.#named ??= { index, process };
  }

  /** Notes when the operation at a place was called, in nanoseconds. */
  stampCall(at: number, ns: number | bigint): void {
    if (at >= 0) (this.#times ??= new TimeColumns()).setCall(at, ns);
  }

  /** Notes when the operation at a place returned or was given up, in nanoseconds. */
  stampReturn(at: number, ns: number | bigint): void {
    if (at >= 0) (this.#times ??= new TimeColumns()).setReturn(at, ns);
  }

  /**
   * The history of all that was taken; the builder is spent then.
   * @throws {@link HistoryError} as `toHistory`, and for more functions than columns can hold.
   */
  build(): ColumnarHistory {
    if (this.#error !== undefined) throw this.#error;
    const store = this.#store;
    const { size } = store;
    if (size === 0 && this.#named !== undefined) refuseNamedClient(this.#named);
    const processNames = this.#nameProcesses();
    const values = renumberValues(store, this.values);
    const places = store.f.subarray(0, size);
    const { functions, numbers } = renumberFunctions(places, this.#names);
    refuseManyFunctions(functions);
    const f = new Uint8Array(size);
    for (let at = 0; at < size; at++) f[at] = numbers[places[at]!]!;
    const columns = {
      size,
      functions,
      f,
      process: store.process.subarray(0, size),
      processNames,
      key: store.key.subarray(0, size),
      input: store.input.subarray(0, size),
      output: store.output.subarray(0, size),
      error: store.error.subarray(0, size),
      outcome: store.outcome.subarray(0, size),
      call: store.call.subarray(0, size),
      return: store.return.subarray(0, size),
      ranks: this.#rank,
      values,
    };
    return new ColumnarHistory(columns, this.#times);
  }

  /** Processes without a code of their own were noted once an operation; now each gets one name. */
  #nameProcesses(): number[] {
    const names = new Map<number, number>();
    if (this.#processes.length === 0) return [];
    const { process, size } = this.#store;
    for (let at = 0; at < size; at++) {
      if (process[at]! >= 0) continue;
      const of = this.#processes[-1 - process[at]!]!;
      if (!names.has(of)) names.set(of, names.size);
      process[at] = -1 - names.get(of)!;
    }
    return [...names.keys()];
  }

  #refuse(outcome: number, process: number, f: number, index: number): number {
    const about = this.#about(OUTCOMES[outcome]!, process, f, index);
    const pending = this.#open.get(process);
    if (pending < 0) this.#error = neverInvoked(about);
    else if (this.#store.f[pending] !== f) {
      this.#error = differs(about, `f ${about.f}`, this.#names[this.#store.f[pending]!]!);
    } else this.#error = differs(about, 'a key', 'another');
    return -1;
  }

  #about(type: EventType, process: number, f: number, index: number): Event {
    return { index, type, process, f: this.#names[f]!, value: null };
  }
}
