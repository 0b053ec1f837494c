/**
 * Decodes `history.edn`: one map per event, either bare or inside one outer vector or list.
 * Comments, discarded forms and record tags may stand anywhere.
 */

import type { Event } from '../event.js';
import { EdnReader } from './edn-reader.js';
import { EventCollector } from './event-decoder.js';
import type { EventOptions } from './event-fields.js';
import { Fields } from './fields.js';
import { FormDecoder } from './form-decoder.js';
import { FormScanner } from './form-scanner.js';
import type { Cut } from './form-scanner.js';

const AN_EVENT = 'an event, as a map';

/** The codes of brackets that close the one of the key. */
const CLOSING: ReadonlyMap<string, number> = new Map([
  ['[', 93],
  ['(', 41],
]);

/** Where to go on in a document whose lines so far somebody else has read. */
export interface EdnResumption {
  /** The line that comes next, from 1. */
  readonly line: number;
  /** The index of the last event, -1 when there was none yet. */
  readonly before: number;
}

/** Decodes one document; see {@link FormDecoder}. */
export class EdnDecoder extends FormDecoder {
  readonly #reader = new EdnReader();
  readonly #fields = new Fields();
  readonly #collector: EventCollector;
  #mode: 'start' | 'bare' | 'inside' | 'closed' = 'start';
  /** The bracket that ends the outer sequence. */
  #closing = 0;

  constructor(
    file: string | undefined,
    options: EventOptions,
    { line, before }: EdnResumption = { line: 1, before: -1 },
  ) {
    super(new FormScanner('edn'), file, line);
    this.#collector = new EventCollector('events', options, before);
    if (before >= 0) this.#beBare();
  }

  protected override read(text: string, cut: Cut | 'end', events: Event[]): boolean {
    if (cut === 'open') return this.#entersSequence(text);
    this.#reader.reset(text, this);
    while (this.#readForm(events));
    if (cut === 'end' && this.#mode === 'inside') this.#failClosing();
    return true;
  }

  /**
   * Whether the bracket at the end of `text` opens the outer sequence: nothing but comments may
   * stand before it.
   */
  #entersSequence(text: string): boolean {
    const closing = CLOSING.get(text.slice(-1));
    if (closing === undefined) return false;
    this.#reader.reset(text.slice(0, -1), this);
    if (!Number.isNaN(this.#reader.skip())) return false;
    this.#closing = closing;
    this.#mode = 'inside';
    this.scanner.base = 1;
    this.scanner.stopsAtOpening = false;
    return true;
  }

  #readForm(events: Event[]): boolean {
    const reader = this.#reader;
    const code = reader.skip();
    if (Number.isNaN(code)) return false;
    if (this.#mode === 'closed') reader.fail(reader.at, 'the end of the file');
    if (this.#mode === 'inside' && isClosing(code)) {
      if (code !== this.#closing) this.#failClosing();
      reader.at++;
      this.#mode = 'closed';
      this.scanner.base = 0;
      return true;
    }
    reader.readFields(this.#fields, AN_EVENT);
    this.#collector.add(this.#fields, reader, events);
    if (this.#mode === 'start') this.#beBare();
    return true;
  }

  #beBare(): void {
    this.#mode = 'bare';
    this.scanner.stopsAtOpening = false;
  }

  #failClosing(): never {
    return this.#reader.fail(this.#reader.at, `a closing ${String.fromCharCode(this.#closing)}`);
  }
}

function isClosing(code: number): boolean {
  return code === 93 || code === 41 || code === 125;
}
