/**
 * Operations as they stand in a file, in columns that grow, until the last one is read and their
 * order in time is known.
 */

import { isOwnCode } from '../../columns/operation-columns.js';
import { widened } from '../../columns/operation-store.js';

const ROWS_MIN = 1024;

/** Times beyond this may not be subtracted from one another without loss. */
const EXACT_TIME_MAX = 2 ** 51;

/** Rows in the order of the file; codes of values and numbers of functions are a builder's. */
export class OperationRows {
  size = 0;
  /** Codes of {@link codeOfProcess}. */
  process: Int32Array = new Int32Array(ROWS_MIN);
  f: Int32Array = new Int32Array(ROWS_MIN);
  key: Int32Array = new Int32Array(ROWS_MIN);
  input: Int32Array = new Int32Array(ROWS_MIN);
  output: Int32Array = new Int32Array(ROWS_MIN);
  error: Int32Array = new Int32Array(ROWS_MIN);
  /** `OUTCOME`. */
  outcome: Uint8Array = new Uint8Array(ROWS_MIN);
  /** The call of row `r` at `2r`, its return at `2r + 1`; `NaN` where it never returned. */
  times: Float64Array = new Float64Array(2 * ROWS_MIN);
  /** Times that are too large for that, by their place there. */
  readonly largeTimes: Map<number, number | bigint> = new Map();
  readonly #processNames: (number | string)[] = [];
  readonly #places = new Map<number | string, number>();

  /** Adds a row; what it does not set is set by the caller. Its place. */
  add(process: number, f: number, outcome: number): number {
    const row = this.size++;
    if (row === this.f.length) this.#grow();
    this.process[row] = process;
    this.f[row] = f;
    this.outcome[row] = outcome;
    return row;
  }

  /** Sets a time, by its place in {@link times}; `null` for no return. */
  setTime(place: number, time: number | bigint | null): void {
    if (typeof time === 'number' && Math.abs(time) < EXACT_TIME_MAX) {
      this.times[place] = time;
      return;
    }
    this.times[place] = NaN;
    if (time !== null) this.largeTimes.set(place, time);
  }

  /** A natural number for itself, -1 less a place in a list for any other process. */
  codeOfProcess(process: number | string): number {
    if (isOwnCode(process)) return process;
    let place = this.#places.get(process);
    if (place === undefined) {
      place = this.#processNames.push(process) - 1;
      this.#places.set(process, place);
    }
    return -1 - place;
  }

  /** The process of a row. */
  processOf(row: number): number | string {
    const code = this.process[row]!;
    return code >= 0 ? code : this.#processNames[-1 - code]!;
  }

  /** The call or return at a place of {@link times}; `null` where there is none. */
  timeAt(place: number): number | bigint | null {
    const time = this.times[place]!;
    return Number.isNaN(time) ? (this.largeTimes.get(place) ?? null) : time;
  }

  #grow(): void {
    const length = 4 * this.f.length;
    this.process = widened(this.process, length);
    this.f = widened(this.f, length);
    this.key = widened(this.key, length);
    this.input = widened(this.input, length);
    this.output = widened(this.output, length);
    this.error = widened(this.error, length);
    const outcome = new Uint8Array(length);
    outcome.set(this.outcome);
    this.outcome = outcome;
    const times = new Float64Array(2 * length);
    times.set(this.times);
    this.times = times;
  }
}
