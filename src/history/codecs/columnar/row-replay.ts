/**
 * Hands rows to a builder as the events that `timedEvents` makes of them.
 */

import type { HistoryBuilder } from '../../columns/history-builder.js';
import { ProcessMap } from '../../columns/process-map.js';
import type { OperationRows } from './operation-rows.js';

/** For rows whose order is known; what crashed ends before its process goes on. Linear. */
export class RowReplay {
  readonly #rows: OperationRows;
  readonly #builder: HistoryBuilder;
  /** The row that each process left open. */
  readonly #crashed = new ProcessMap();
  #index = 0;

  constructor(rows: OperationRows, builder: HistoryBuilder) {
    this.#rows = rows;
    this.#builder = builder;
  }

  /** Takes the places in `rows.times`, in order. */
  run(steps: Int32Array): void {
    const { process, size, times } = this.#rows;
    for (const step of steps) {
      const row = step >> 1;
      if ((step & 1) === 1) {
        this.#complete(row);
        continue;
      }
      const before = this.#crashed.get(process[row]!);
      if (before >= 0) {
        this.#complete(before);
        this.#crashed.delete(process[row]!);
      }
      this.#invoke(row);
      if (Number.isNaN(times[step + 1]!)) this.#crashed.set(process[row]!, row);
    }
    for (let row = 0; row < size; row++) {
      const isOpen = Number.isNaN(times[2 * row + 1]!);
      if (isOpen && this.#crashed.get(process[row]!) === row) this.#complete(row);
    }
  }

  #invoke(row: number): void {
    const { f, input, key, times } = this.#rows;
    const process = this.#rows.processOf(row);
    const index = this.#index++;
    if (typeof process === 'string') return this.#builder.leaveOut(true, process, index);
    const at = this.#builder.invoke(process, f[row]!, input[row]!, key[row]!, index);
    this.#builder.stampCall(at, times[2 * row]!);
  }

  #complete(row: number): void {
    const { outcome, f, output, key, error, times } = this.#rows;
    const process = this.#rows.processOf(row);
    const index = this.#index++;
    if (typeof process === 'string') return;
    const at = this.#builder.complete(
      outcome[row]!,
      process,
      f[row]!,
      output[row]!,
      key[row]!,
      error[row]!,
      index,
    );
    const returned = times[2 * row + 1]!;
    if (!Number.isNaN(returned)) this.#builder.stampReturn(at, returned);
  }
}
