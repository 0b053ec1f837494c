/**
 * Decodes a JSON document: an array of events or of operations, or an object that holds such an
 * array as `history`, `events` or `operations` beside other fields, which are passed over.
 */

import type { Event } from '../event.js';
import { EventCollector } from './event-decoder.js';
import type { EventOptions } from './event-fields.js';
import { Fields } from './fields.js';
import { FormDecoder } from './form-decoder.js';
import { FormScanner } from './form-scanner.js';
import type { Cut } from './form-scanner.js';
import { JsonReader } from './json-reader.js';

const OPENING_BRACE = 123;
const OPENING_BRACKET = 91;
const CLOSING_BRACE = 125;
const CLOSING_BRACKET = 93;
const COMMA = 44;
const COLON = 58;

const AN_EVENT = 'an event, as an object';
const A_DOCUMENT = 'an array of events, or an object that holds one';
const LISTS: ReadonlySet<string> = new Set(['history', 'events', 'operations']);

/** Decodes one document; see {@link FormDecoder}. */
export class JsonDecoder extends FormDecoder {
  readonly #reader = new JsonReader();
  readonly #fields = new Fields();
  readonly #collector: EventCollector;
  #mode: 'start' | 'object' | 'list' | 'closed' = 'start';
  #isWrapped = false;
  #hasList = false;
  #hasItems = false;
  /** The keys of the wrapping object so far. */
  readonly #keys = new Set<string>();

  constructor(file: string | undefined, options: EventOptions) {
    super(new FormScanner('json'), file);
    this.#collector = new EventCollector(undefined, options);
  }

  override end(): Event[] {
    return [...super.end(), ...this.#collector.end()];
  }

  protected override read(text: string, cut: Cut | 'end', events: Event[]): boolean {
    const reader = this.#reader;
    reader.reset(text, this);
    while (!Number.isNaN(reader.skip())) {
      if (this.#mode === 'list') this.#readItem(events);
      else if (this.#mode === 'start') this.#readStart();
      else if (this.#mode === 'closed') reader.fail(reader.at, 'the end of the file');
      else if (!this.#readEntries(text, cut)) return false;
    }
    if (cut === 'end') this.#refuseOpen();
    return true;
  }

  #readStart(): void {
    const reader = this.#reader;
    const code = reader.skip();
    if (code !== OPENING_BRACKET && code !== OPENING_BRACE) reader.fail(reader.at, A_DOCUMENT);
    reader.at++;
    this.#isWrapped = code === OPENING_BRACE;
    this.#mode = this.#isWrapped ? 'object' : 'list';
    this.scanner.base = 1;
    this.scanner.stopsAtOpening = this.#isWrapped;
  }

  #readItem(events: Event[]): void {
    const reader = this.#reader;
    if (reader.skip() === CLOSING_BRACKET) {
      reader.at++;
      this.#mode = this.#isWrapped ? 'object' : 'closed';
      this.scanner.base = this.#isWrapped ? 1 : 0;
      this.scanner.stopsAtOpening = this.#isWrapped;
      return;
    }
    if (this.#hasItems) reader.take(COMMA, 'a comma or a closing ]');
    reader.readFields(this.#fields, AN_EVENT);
    this.#collector.add(this.#fields, reader, events);
    this.#hasItems = true;
  }

  /**
   * Reads entries of the wrapping object. False where `text` ends with the opening bracket of a
   * value that is no list of events: it is then offered again as a whole, so nothing may be
   * remembered of it.
   */
  #readEntries(text: string, cut: Cut | 'end'): boolean {
    const reader = this.#reader;
    const keys: string[] = [];
    while (!Number.isNaN(reader.skip())) {
      if (reader.skip() === CLOSING_BRACE) {
        reader.at++;
        if (!this.#hasList && !keys.some((key) => LISTS.has(key))) this.#failWithoutList();
        this.#mode = 'closed';
        this.scanner.base = 0;
        break;
      }
      keys.push(this.#readKey(keys));
      reader.skip();
      if (cut === 'open' && reader.at === text.length - 1) {
        if (!this.#entersList(text, keys.at(-1) as string)) return false;
        break;
      }
      reader.readValue();
    }
    for (const key of keys) this.#keys.add(key);
    return true;
  }

  #readKey(before: readonly string[]): string {
    const reader = this.#reader;
    if (this.#keys.size + before.length > 0) reader.take(COMMA, 'a comma or a closing }');
    reader.skip();
    const start = reader.at;
    const key = reader.readString();
    if (this.#keys.has(key) || before.includes(key))
      reader.fail(start, 'each key of an object once');
    reader.take(COLON, 'a colon after the key');
    return key;
  }

  #entersList(text: string, key: string): boolean {
    const reader = this.#reader;
    if (!LISTS.has(key) || text.charCodeAt(reader.at) !== OPENING_BRACKET) return false;
    if (this.#hasList) reader.fail(reader.at, 'one list of events, not two');
    reader.at++;
    this.#hasList = true;
    this.#mode = 'list';
    this.scanner.base = 2;
    this.scanner.stopsAtOpening = false;
    return true;
  }

  #refuseOpen(): void {
    const reader = this.#reader;
    if (this.#mode === 'object') reader.fail(reader.at, 'a comma or a closing }');
    if (this.#mode === 'list') reader.fail(reader.at, 'a comma or a closing ]');
  }

  #failWithoutList(): never {
    const reader = this.#reader;
    return reader.fail(reader.at - 1, 'an array under history, events or operations');
  }
}
