/**
 * Decodes the formats of one record a line. A cut between two lines cannot be seen, a cut inside a
 * line always is: a line of JSON ends with its brace; a line of a log may be cut to a shorter line
 * that still reads (`12` to `1`), so the last line of a log must end with a line end like all
 * others.
 */

import type { Event } from '../event.js';
import { EdnReader } from './edn-reader.js';
import { EventCollector } from './event-decoder.js';
import type { EventDecoder } from './event-decoder.js';
import type { EventOptions } from './event-fields.js';
import { Fields } from './fields.js';
import { JsonReader } from './json-reader.js';
import { isLogLine, readLogLine } from './log-line.js';
import { advance, END_OF_FILE, ParseError } from './parse-error.js';
import type { Origin } from './parse-error.js';

const END_OF_LINE = 'the end of the line';

/** Base of the decoders by lines. Linear, in memory for one line. */
abstract class LineDecoder implements EventDecoder {
  protected readonly fields: Fields = new Fields();
  readonly #file: string | undefined;
  #pending: string[] = [];
  #line = 1;
  #column = 1;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  get place(): Origin {
    return { file: this.#file, line: this.#line, column: this.#column };
  }

  push(piece: string): Event[] {
    const events: Event[] = [];
    let from = 0;
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', from)) {
      this.readLine(this.#joined(piece.slice(from, at)), END_OF_LINE, events);
      this.#pending = [];
      this.#line++;
      from = at + 1;
    }
    if (from < piece.length) this.#pending.push(piece.slice(from));
    return events;
  }

  end(): Event[] {
    const events: Event[] = [];
    const line = this.#joined('');
    if (line !== '') this.readLine(line, END_OF_FILE, events);
    this.#column += line.length;
    return events;
  }

  /** Reads a line without its line end; `end` says what it ends with. */
  protected abstract readLine(line: string, end: string, events: Event[]): void;

  #joined(last: string): string {
    return this.#pending.length === 0 ? last : this.#pending.join('') + last;
  }
}

/** Decodes JSON lines, one event or one operation each. */
export class JsonLinesDecoder extends LineDecoder {
  readonly #reader = new JsonReader();
  readonly #collector: EventCollector;
  readonly #expected: string;

  constructor(kind: 'events' | 'operations', file: string | undefined, options: EventOptions) {
    super(file);
    this.#collector = new EventCollector(kind, options);
    this.#expected = kind === 'events' ? 'an event, as an object' : 'an operation, as an object';
  }

  override end(): Event[] {
    return [...super.end(), ...this.#collector.end()];
  }

  protected override readLine(line: string, end: string, events: Event[]): void {
    const reader = this.#reader;
    reader.reset(line, this, end);
    if (Number.isNaN(reader.skip())) return;
    reader.readFields(this.fields, this.#expected);
    if (!Number.isNaN(reader.skip())) reader.fail(reader.at, END_OF_LINE);
    this.#collector.add(this.fields, reader, events);
  }
}

/** Decodes the event lines of a log, and passes over all others. */
export class LogDecoder extends LineDecoder {
  readonly #reader = new EdnReader();
  readonly #collector: EventCollector;

  constructor(file: string | undefined, options: EventOptions) {
    super(file);
    this.#collector = new EventCollector('events', options);
  }

  protected override readLine(line: string, end: string, events: Event[]): void {
    if (isLogLine(line)) {
      this.#reader.reset(line, this, end);
      readLogLine(line, this.#reader, this.fields);
      this.#collector.add(this.fields, this.#reader, events);
    }
    if (end === END_OF_FILE) throw new ParseError(advance(this.place, line), 'a line end', end);
  }
}
