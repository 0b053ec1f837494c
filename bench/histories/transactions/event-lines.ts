/**
 * Events of transactions as JSON lines, in pieces of many lines, so that a million transactions are
 * written without holding their text.
 */

import type { EventType } from '../../../src/history/event.js';
import type { TransactionKind } from '../../../src/history/transactions/transaction-columns.js';
import type { Micro } from './run.js';

const PIECE_LENGTH = 1 << 20;

/** Gathers lines; what is complete is taken away with `take`. */
export class EventLines {
  #lines: string[] = [];
  #length = 0;
  #index = 0;
  #time = 0;
  readonly #write: string;

  constructor(readonly kind: TransactionKind) {
    this.#write = kind === 'list-append' ? 'append' : 'w';
  }

  /** Whether a piece is worth taking. */
  get isFull(): boolean {
    return this.#length >= PIECE_LENGTH;
  }

  add(type: EventType, process: number, micros: readonly Micro[]): void {
    this.#time += 1000 + ((this.#index * 7919) % 200_000);
    const value = micros.map((micro) => this.#micro(micro, type === 'ok')).join();
    const line =
      `{"index":${this.#index},"type":"${type}","process":${process},"f":"txn",` +
      `"value":[${value}],"time":${this.#time}}\n`;
    this.#lines.push(line);
    this.#length += line.length;
    this.#index++;
  }

  take(): string {
    const piece = this.#lines.join('');
    this.#lines = [];
    this.#length = 0;
    return piece;
  }

  #micro({ isWrite, key, value, seen }: Micro, isAnswered: boolean): string {
    if (isWrite) return `["${this.#write}",${key},${value}]`;
    if (!isAnswered) return `["r",${key},null]`;
    if (this.kind === 'rw-register') return `["r",${key},${value === 0 ? 'null' : value}]`;
    const list = seen.length === value ? seen : seen.slice(0, value);
    return `["r",${key},[${list.join()}]]`;
  }
}
