/**
 * Tells whether a history is one of transactions, and of which kind, by the first of its writes.
 */

import type { Event } from '../event.js';
import type { Value } from '../value.js';
import { functionNameOf, looksLikeMicros, microFunctionOf } from './micro-values.js';
import type { TransactionKind } from './transaction-columns.js';

/** Goes through events until it knows; constant for each micro-operation. */
export class KindGuess {
  /** `undefined` as long as nothing was written, and for what is no history of transactions. */
  kind: TransactionKind | undefined;
  /** The first event of a client with other values than micro-operations. */
  stranger: Event | undefined;
  #hasReads = false;
  #hasLists = false;

  /** Takes the next event; whether there is nothing more to learn. */
  add(event: Event): boolean {
    const { process, type, value } = event;
    if (this.isDecided) return true;
    if (typeof process !== 'number' || !Number.isInteger(process)) return false;
    if (!looksLikeMicros(value)) {
      const isNone = value === null || (Array.isArray(value) && value.length === 0);
      if ((type === 'ok' || type === 'invoke') && !isNone) this.stranger = event;
      return this.isDecided;
    }
    for (const micro of value) {
      if (!this.#isMicro(micro)) this.stranger = event;
      if (this.isDecided) return true;
    }
    return false;
  }

  get isDecided(): boolean {
    return this.kind !== undefined || this.stranger !== undefined;
  }

  /** The answer when all events were taken: what only reads tells by what it reads. */
  end(): TransactionKind | undefined {
    if (this.isDecided || !this.#hasReads) return this.kind;
    return this.#hasLists ? 'list-append' : 'rw-register';
  }

  #isMicro(micro: readonly Value[]): boolean {
    const name = functionNameOf(micro);
    if (name === undefined || micro.length < 2 || micro.length > 3) return false;
    const isList = microFunctionOf('list-append', name) !== undefined;
    const isRegister = microFunctionOf('rw-register', name) !== undefined;
    if (isList && isRegister) {
      this.#hasReads = true;
      this.#hasLists ||= Array.isArray(micro[2]);
    } else if (isList) {
      this.kind = 'list-append';
    } else if (isRegister) {
      this.kind = 'rw-register';
    }
    return isList || isRegister;
  }
}

/**
 * The kind of a history of transactions; `undefined` where some client does something else before
 * the first write, or nothing at all. A history that only reads is one of lists where a list was
 * read. Linear up to the first write.
 */
export function guessTransactionKind(events: readonly Event[]): TransactionKind | undefined {
  const guess = new KindGuess();
  for (const event of events) {
    if (guess.add(event)) break;
  }
  return guess.end();
}
