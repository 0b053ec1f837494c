/**
 * Decodes a text that is made of nested forms rather than lines. The scanner cuts, a subclass reads what was cut off;
 * where the reader wants more than it was given (a discard whose form is still to come), the cut is put off.
 */

import type { Event } from '../event.js';
import type { EventDecoder } from './event-decoder.js';
import type { Cut, FormScanner } from './form-scanner.js';
import { advance, END_OF_FILE, ParseError } from './parse-error.js';
import type { Origin } from './parse-error.js';

/** Base of the decoders for JSON and EDN documents. Linear, in memory for one form. */
export abstract class FormDecoder implements EventDecoder {
  protected readonly scanner: FormScanner;
  #pending: string[] = [];
  #place: Origin;

  constructor(scanner: FormScanner, file: string | undefined) {
    this.scanner = scanner;
    this.#place = { file, line: 1, column: 1 };
  }

  get place(): Origin {
    return this.#place;
  }

  push(piece: string): Event[] {
    const events: Event[] = [];
    let from = 0;
    for (let at = this.scanner.next(piece, 0); at >= 0; at = this.scanner.next(piece, at)) {
      const text = this.#joined(piece.slice(from, at));
      if (!this.#isRead(text, this.scanner.cut, events)) continue;
      from = at;
      this.#pending = [];
      this.#place = advance(this.#place, text);
    }
    if (from < piece.length) this.#pending.push(piece.slice(from));
    return events;
  }

  end(): Event[] {
    const events: Event[] = [];
    const text = this.#joined('');
    this.read(text, this.#place, 'end', events);
    this.#place = advance(this.#place, text);
    return events;
  }

  /**
   * Reads `text`, which the scanner cut off; false when it must be offered again, with what follows. An error at the
   * end of `text` counts as false, unless it is the end of all.
   */
  protected abstract read(text: string, origin: Origin, cut: Cut | 'end', events: Event[]): boolean;

  #isRead(text: string, cut: Cut, events: Event[]): boolean {
    try {
      return this.read(text, this.#place, cut, events);
    } catch (error) {
      if (error instanceof ParseError && error.found === END_OF_FILE) return false;
      throw error;
    }
  }

  #joined(last: string): string {
    return this.#pending.length === 0 ? last : this.#pending.join('') + last;
  }
}
