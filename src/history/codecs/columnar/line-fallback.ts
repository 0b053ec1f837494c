/**
 * Reads with the full readers the lines that a scanner refuses: whatever they say of such a line,
 * its events or what is wrong with it, is what is said of it.
 */

import type { Event } from '../../event.js';
import { EdnReader } from '../edn-reader.js';
import { eventOf } from '../event-fields.js';
import type { EventOptions } from '../event-fields.js';
import { Fields } from '../fields.js';
import { JsonReader } from '../json-reader.js';
import { operationOf } from '../operation-fields.js';
import { END_OF_FILE, ParseError } from '../parse-error.js';
import type { Origin } from '../parse-error.js';
import { OperationSink } from './operation-sink.js';

const END_OF_LINE = 'the end of the line';

/** What takes the events of such lines. */
export interface EventTaker {
  /** The index of the last event that it took, -1 before the first. */
  readonly before: number;
  takeEvent(event: Event): void;
}

/** Reads single lines, given without their line feed. */
export interface LineFallback {
  /** Lines longer than this, in bytes, are not waited for: they are no text of their own. */
  readonly lengthMax: number;
  /**
   * Reads the line that begins at `origin`, the last of the text or not. False, and nothing is
   * taken, when it is no text of its own: what follows must be read with it.
   * @throws {@link ParseError}
   */
  read(line: string, origin: Origin, isLast: boolean): boolean;
}

/** For JSON lines, each of which is a text of its own. */
export class JsonLineFallback implements LineFallback {
  readonly lengthMax: number = Infinity;
  readonly #sink: EventTaker | OperationSink;
  readonly #options: EventOptions;
  readonly #reader = new JsonReader();
  readonly #fields = new Fields();

  constructor(sink: EventTaker | OperationSink, options: EventOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  read(line: string, place: Origin, isLast: boolean): boolean {
    const reader = this.#reader;
    const fields = this.#fields;
    const sink = this.#sink;
    reader.reset(line, { place }, isLast ? END_OF_FILE : END_OF_LINE);
    if (Number.isNaN(reader.skip())) return true;
    const isEvents = !(sink instanceof OperationSink);
    reader.readFields(fields, isEvents ? 'an event, as an object' : 'an operation, as an object');
    if (!Number.isNaN(reader.skip())) reader.fail(reader.at, END_OF_LINE);
    if (isEvents) sink.takeEvent(eventOf(fields, sink.before, this.#options, reader));
    else sink.takeOperation(operationOf(fields, this.#options, reader));
    return true;
  }
}

/**
 * For EDN, where a form may go on in the next line: a line is taken if it holds whole maps and
 * nothing else.
 */
export class EdnLineFallback implements LineFallback {
  /** A document may well be one line, and its decoder needs memory for one map only. */
  readonly lengthMax: number = 2 ** 20;
  readonly #sink: EventTaker;
  readonly #options: EventOptions;
  readonly #reader = new EdnReader();
  readonly #fields = new Fields();

  constructor(sink: EventTaker, options: EventOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  read(line: string, place: Origin): boolean {
    const reader = this.#reader;
    const events: Event[] = [];
    reader.reset(line, { place });
    let { before } = this.#sink;
    try {
      while (!Number.isNaN(reader.skip())) {
        reader.readFields(this.#fields, 'an event, as a map');
        const event = eventOf(this.#fields, before, this.#options, reader);
        before = event.index;
        events.push(event);
      }
    } catch (error) {
      // Only with what follows can be told whether that is an error, and which.
      if (error instanceof ParseError) return false;
      throw error;
    }
    for (const event of events) this.#sink.takeEvent(event);
    return true;
  }
}
