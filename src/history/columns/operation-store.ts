/**
 * Columns that grow: four times as long whenever they are full, for memory that is not yet touched
 * costs nothing. What a history builder writes into.
 */

import { OPEN, OUTCOME } from './operation-columns.js';
import { NO_VALUE, NULL_CODE } from './value-table.js';

const LENGTH_MIN = 1024;

/** Columns of operations, with names of functions where the finished history has numbers. */
export class OperationStore {
  size = 0;
  /** Places in the builder's list of names. */
  f: Int32Array = new Int32Array(LENGTH_MIN);
  process: Int32Array = new Int32Array(LENGTH_MIN);
  key: Int32Array = new Int32Array(LENGTH_MIN);
  input: Int32Array = new Int32Array(LENGTH_MIN);
  output: Int32Array = new Int32Array(LENGTH_MIN);
  error: Int32Array = new Int32Array(LENGTH_MIN);
  outcome: Uint8Array = new Uint8Array(LENGTH_MIN);
  call: Int32Array = new Int32Array(LENGTH_MIN);
  return: Int32Array = new Int32Array(LENGTH_MIN);

  /** Adds an operation that is open; its place. */
  add(process: number, f: number, key: number, input: number, call: number): number {
    const at = this.size++;
    if (at === this.f.length) this.#grow();
    this.process[at] = process;
    this.f[at] = f;
    this.key[at] = key;
    this.input[at] = input;
    this.output[at] = NULL_CODE;
    this.error[at] = NO_VALUE;
    this.outcome[at] = OUTCOME.info;
    this.call[at] = call;
    this.return[at] = OPEN;
    return at;
  }

  #grow(): void {
    const length = 4 * this.f.length;
    this.f = widened(this.f, length);
    this.process = widened(this.process, length);
    this.key = widened(this.key, length);
    this.input = widened(this.input, length);
    this.output = widened(this.output, length);
    this.error = widened(this.error, length);
    this.call = widened(this.call, length);
    this.return = widened(this.return, length);
    const outcome = new Uint8Array(length);
    outcome.set(this.outcome);
    this.outcome = outcome;
  }
}

/** The same entries, and zeros behind them. */
export function widened(column: Int32Array, length: number): Int32Array {
  const wider = new Int32Array(length);
  wider.set(column);
  return wider;
}
