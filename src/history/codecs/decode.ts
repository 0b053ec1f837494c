/**
 * Reads histories in any of the formats, whole or as a stream. Either all of a text is understood
 * or a {@link ParseError} says where it is not; no event is dropped, and a history cut short is
 * never taken for a whole one where the format lets that be seen: it cannot be seen only where the
 * cut falls between two events of a format without a closing bracket.
 */

import type { Event } from '../event.js';
import { EdnDecoder } from './edn-decoder.js';
import type { EventDecoder } from './event-decoder.js';
import type { EventOptions } from './event-fields.js';
import { GUESS_LENGTH, guessFormat, HISTORY_FORMATS } from './history-format.js';
import type { HistoryFormat } from './history-format.js';
import { JsonDecoder } from './json-decoder.js';
import { JsonLinesDecoder, LogDecoder } from './line-decoder.js';
import { END_OF_FILE, ParseError } from './parse-error.js';
import type { Origin } from './parse-error.js';

/** How a history is read. */
export interface DecodeOptions extends EventOptions {
  /** Default: guessed from the content. */
  readonly format?: HistoryFormat;
  /** The name for error messages. */
  readonly file?: string;
}

/**
 * The events of a text, in its order. Linear.
 * @throws {@link ParseError} for anything malformed, and for a text without events.
 */
export function decodeEvents(text: string, options: DecodeOptions = {}): Event[] {
  const decoder = decoderFor(text, options);
  const events = decoder.push(withoutMark(text));
  for (const event of decoder.end()) events.push(event);
  if (events.length === 0) throw withoutEvents(decoder.place);
  return events;
}

/**
 * The events of a stream, as they come. Memory does not grow with the stream, but for operations:
 * their order is known only at the end.
 * @throws {@link ParseError} as {@link decodeEvents}, after the events in front of the error.
 */
export async function* readEvents(
  chunks: AsyncIterable<string>,
  options: DecodeOptions = {},
): AsyncGenerator<Event, void, undefined> {
  const headLength = options.format === undefined ? GUESS_LENGTH : 1;
  let head = '';
  let decoder: EventDecoder | undefined;
  let isEmpty = true;
  for await (const chunk of chunks) {
    let piece = chunk;
    if (decoder === undefined) {
      head += chunk;
      if (head.length < headLength) continue;
      decoder = decoderFor(head, options);
      piece = withoutMark(head);
      head = '';
    }
    for (const event of decoder.push(piece)) {
      isEmpty = false;
      yield event;
    }
  }
  const last = decoder ?? decoderFor(head, options);
  for (const events of [last.push(withoutMark(head)), last.end()]) {
    if (events.length > 0) isEmpty = false;
    yield* events;
  }
  if (isEmpty) throw withoutEvents(last.place);
}

/**
 * The decoder for a text that begins with `head`.
 * @throws {@link ParseError} when the format is neither given nor to be guessed.
 */
export function decoderFor(head: string, options: DecodeOptions): EventDecoder {
  const { file } = options;
  const format = options.format ?? guessFormat(head);
  switch (format) {
    case 'jsonl':
      return new JsonLinesDecoder('events', file, options);
    case 'operations':
      return new JsonLinesDecoder('operations', file, options);
    case 'json':
      return new JsonDecoder(file, options);
    case 'edn':
      return new EdnDecoder(file, options);
    case 'log':
      return new LogDecoder(file, options);
    case undefined: {
      const place: Origin = { file, line: 1, column: 1 };
      if (withoutMark(head).trim() === '') throw withoutEvents(place);
      throw new ParseError(place, `a history: ${HISTORY_FORMATS.join(', ')}`, 'none of these');
    }
  }
}

/** A byte order mark says nothing in UTF-8, yet some editors write it. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The error for a text that holds no events and ends at `place`. */
export function withoutEvents(place: Origin): ParseError {
  return new ParseError(place, 'at least one event', END_OF_FILE);
}
