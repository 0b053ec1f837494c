/**
 * Histories and their columns, both ways. A history that was read into columns makes its operations
 * only when somebody asks for them; one that was given as operations is turned into columns once.
 */

import type { History, Operation } from '../operation.js';
import { draftAt, isOwnCode, OPEN, OUTCOME, refuseManyFunctions } from './operation-columns.js';
import type { OperationColumns } from './operation-columns.js';
import type { TimeColumns } from './time-columns.js';
import { NO_VALUE, ValueTable } from './value-table.js';

/** A history over columns, with the times of its source in nanoseconds where it had them. */
export class ColumnarHistory implements History {
  readonly columns: OperationColumns;
  readonly #times: TimeColumns | undefined;
  #operations: readonly Operation[] | undefined;

  constructor(columns: OperationColumns, times?: TimeColumns) {
    this.columns = columns;
    this.#times = times;
  }

  get operations(): readonly Operation[] {
    return (this.#operations ??= this.#makeAll());
  }

  #makeAll(): Operation[] {
    const operations: Operation[] = [];
    for (let place = 0; place < this.columns.size; place++) operations.push(this.at(place));
    return operations;
  }

  /** One operation, without the others. */
  at(place: number): Operation {
    const operation = draftAt(this.columns, place);
    const callNs = this.#times?.callNs(place);
    const returnNs = this.#times?.returnNs(place);
    if (callNs !== undefined) operation.callNs = callNs;
    if (returnNs !== undefined) operation.returnNs = returnNs;
    return operation;
  }
}

const known = new WeakMap<History, OperationColumns>();

/**
 * The columns of a history, with ranks made dense. Operation `at` of the columns is
 * `history.operations[at]`, which must be in order of call. Log-linear at worst, computed once.
 */
export function columnsOf(history: History): OperationColumns {
  if (history instanceof ColumnarHistory) return history.columns;
  let columns = known.get(history);
  if (columns === undefined) {
    columns = compileColumns(history.operations);
    known.set(history, columns);
  }
  return columns;
}

/** How many operations there are, without making them. */
export function sizeOf(history: History): number {
  return history instanceof ColumnarHistory ? history.columns.size : history.operations.length;
}

/** The operation with an id, without making the others; ids of a strict history are places. */
export function operationOf(history: History, id: number): Operation {
  if (history instanceof ColumnarHistory) return history.at(id);
  return history.operations[id]!;
}

function compileColumns(operations: readonly Operation[]): OperationColumns {
  const size = operations.length;
  const values = new ValueTable();
  const functions = new Numbering();
  const processNames = new Numbering<number | string>();
  const columns = {
    size,
    functions: functions.names,
    f: new Uint8Array(size),
    process: new Int32Array(size),
    processNames: processNames.names,
    key: new Int32Array(size),
    input: new Int32Array(size),
    output: new Int32Array(size),
    error: new Int32Array(size),
    outcome: new Uint8Array(size),
    values,
  };
  operations.forEach((operation, at) => {
    const { process, key, error } = operation;
    columns.f[at] = functions.of(operation.f);
    columns.process[at] = isOwnCode(process) ? process : -1 - processNames.of(process);
    columns.key[at] = key === undefined ? NO_VALUE : values.codeOf(key);
    columns.input[at] = values.codeOf(operation.input);
    columns.output[at] = values.codeOf(operation.output);
    columns.error[at] = error === undefined ? NO_VALUE : values.codeOf(error);
    columns.outcome[at] = OUTCOME[operation.outcome];
  });
  refuseManyFunctions(functions.names);
  return { ...columns, ...rank(operations) };
}

class Numbering<Name = string> {
  readonly names: Name[] = [];
  readonly #numbers = new Map<Name, number>();

  of(name: Name): number {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.names.push(name) - 1;
      this.#numbers.set(name, number);
    }
    return number;
  }
}

type Ranked = Pick<OperationColumns, 'call' | 'return' | 'ranks'>;

/** At equal times calls come first, as intervals are closed. */
function rank(operations: readonly Operation[]): Ranked {
  const call = new Int32Array(operations.length);
  const returned = new Int32Array(operations.length).fill(OPEN);
  const events = areDense(operations) ? undefined : sortEvents(operations);
  if (events === undefined) {
    let ranks = 0;
    operations.forEach((operation, at) => {
      call[at] = operation.call;
      ranks += 1;
      if (operation.return === Infinity) return;
      returned[at] = operation.return;
      ranks += 1;
    });
    return { call, return: returned, ranks };
  }
  events.forEach((event, order) => {
    ((event & 1) === 1 ? returned : call)[event >> 1] = order;
  });
  return { call, return: returned, ranks: events.length };
}

/** Whether the ranks are 0, 1, 2 and so on, each once. */
function areDense(operations: readonly Operation[]): boolean {
  let count = 0;
  for (const operation of operations) count += operation.return === Infinity ? 1 : 2;
  const seen = new Uint8Array(count);
  const isNew = (time: number): boolean => {
    if (!Number.isInteger(time) || time < 0 || time >= count || seen[time] === 1) return false;
    seen[time] = 1;
    return true;
  };
  return operations.every(
    (operation) =>
      isNew(operation.call) && (operation.return === Infinity || isNew(operation.return)),
  );
}

function sortEvents(operations: readonly Operation[]): number[] {
  const events: number[] = [];
  operations.forEach((operation, at) => {
    events.push(2 * at);
    if (operation.return !== Infinity) events.push(2 * at + 1);
  });
  const timeOf = (event: number): number => {
    const operation = operations[event >> 1]!;
    return (event & 1) === 1 ? operation.return : operation.call;
  };
  return events.sort((a, b) => timeOf(a) - timeOf(b) || (a & 1) - (b & 1) || a - b);
}
