/**
 * Decodes a text that is made of nested forms rather than lines. The scanner cuts, a subclass reads
 * what was cut off; where the reader wants more than it was given (a discard whose form is still to
 * come), the cut is put off.
 */

import type { Event } from '../event.js';
import type { EventDecoder } from './event-decoder.js';
import type { Cut, FormScanner } from './form-scanner.js';
import { advance, END_OF_FILE, ParseError } from './parse-error.js';
import type { Origin } from './parse-error.js';

/** Base of the decoders for JSON and EDN documents. Linear, in memory for one form. */
export abstract class FormDecoder implements EventDecoder {
  protected readonly scanner: FormScanner;
  /** What was not read of earlier pieces. */
  #pending: string[] = [];
  /** Where the pending text begins, or the piece at hand when none is pending. */
  #origin: Origin;
  /** The piece at hand, and how much of it is read. */
  #piece = '';
  #from = 0;

  /** The text begins at the start of `line`. */
  constructor(scanner: FormScanner, file: string | undefined, line: number = 1) {
    this.scanner = scanner;
    this.#origin = { file, line, column: 1 };
  }

  get place(): Origin {
    return this.#pending.length > 0 ? this.#origin : advance(this.#origin, this.#piece, this.#from);
  }

  push(piece: string): Event[] {
    const events: Event[] = [];
    this.#piece = piece;
    this.#from = 0;
    for (let at = this.scanner.next(piece, 0); at >= 0; at = this.scanner.next(piece, at)) {
      const text = this.#joined(piece.slice(this.#from, at));
      if (!this.#isRead(text, events)) continue;
      if (this.#pending.length > 0) {
        this.#origin = advance(this.#origin, this.#joined(''));
        this.#pending = [];
      }
      this.#from = at;
    }
    this.#origin = this.place;
    this.#pending.push(piece.slice(this.#from));
    return events;
  }

  end(): Event[] {
    const events: Event[] = [];
    const text = this.#joined('');
    this.read(text, 'end', events);
    this.#origin = advance(this.#origin, text);
    return events;
  }

  /**
   * Reads `text`, which the scanner cut off at {@link place}; false when it must be offered again,
   * with what follows. An error at the end of `text` counts as false, unless it is the end of all.
   */
  protected abstract read(text: string, cut: Cut | 'end', events: Event[]): boolean;

  #isRead(text: string, events: Event[]): boolean {
    try {
      return this.read(text, this.scanner.cut, events);
    } catch (error) {
      if (error instanceof ParseError && error.found === END_OF_FILE) return false;
      throw error;
    }
  }

  #joined(last: string): string {
    return this.#pending.length === 0 ? last : this.#pending.join('') + last;
  }
}
