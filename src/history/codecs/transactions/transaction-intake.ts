/**
 * Takes the events of a history of transactions as they come. Where nobody says of which kind it
 * is, events are kept until the first write tells.
 */

import { ValueTable } from '../../columns/value-table.js';
import type { Event } from '../../event.js';
import { HistoryError } from '../../history-error.js';
import { MicroError } from '../../transactions/micro-values.js';
import { TransactionBuilder } from '../../transactions/transaction-builder.js';
import type {
  TransactionColumns,
  TransactionKind,
} from '../../transactions/transaction-columns.js';
import { KindGuess } from '../../transactions/transaction-kind.js';

/** One for a history. */
export class TransactionIntake {
  readonly values: ValueTable = new ValueTable();
  readonly #guess = new KindGuess();
  #builder: TransactionBuilder | undefined;
  #held: Event[] = [];

  constructor(kind: TransactionKind | undefined) {
    if (kind !== undefined) this.#builder = new TransactionBuilder(kind, this.values);
  }

  /** What takes the events, as soon as the kind is known. */
  get builder(): TransactionBuilder | undefined {
    return this.#builder;
  }

  /** Takes any event. */
  add(event: Event): void {
    if (this.#builder !== undefined) return this.#builder.add(event);
    if (this.#guess.stranger !== undefined) return undefined;
    this.#held.push(event);
    if (this.#guess.add(event)) this.#begin(this.#guess.kind);
    return undefined;
  }

  /**
   * The columns of all that was taken.
   * @throws {@link HistoryError} as the builder's, and where the events are not transactions.
   */
  build(): TransactionColumns {
    if (this.#builder === undefined) this.#begin(this.#guess.end());
    if (this.#builder !== undefined) return this.#builder.build();
    const { stranger } = this.#guess;
    const expected = 'micro-operations such as ["r" 1 nil], ["append" 1 2] or ["w" 1 2]';
    if (stranger === undefined) {
      throw new HistoryError(-1, -1, `the history has no transactions: expected ${expected}`);
    }
    const { index, process, value } = stranger;
    const { message } = new MicroError(`a list of ${expected}`, value);
    throw new HistoryError(index, process, `event ${index}: ${message}`);
  }

  #begin(kind: TransactionKind | undefined): void {
    const held = this.#held;
    this.#held = [];
    if (kind === undefined) return;
    this.#builder = new TransactionBuilder(kind, this.values);
    for (const event of held) this.#builder.add(event);
  }
}
