/**
 * Decodes bytes of any format into the columns of a history: quickly for the formats of one record
 * a line, and for all else by way of the events that the decoders of texts make.
 */

import { HistoryBuilder } from '../../columns/history-builder.js';
import type { History } from '../../operation.js';
import { decoderFor, withoutEvents } from '../decode.js';
import type { DecodeOptions } from '../decode.js';
import { EdnDecoder } from '../edn-decoder.js';
import { guessFormat } from '../history-format.js';
import { EdnScanner } from './edn-scanner.js';
import { EventSink } from './event-sink.js';
import { EVENT_RECORD, OPERATION_RECORD } from './field-names.js';
import { JsonScanner } from './json-scanner.js';
import { LineDriver } from './line-driver.js';
import { EdnLineFallback, JsonLineFallback } from './line-fallback.js';
import { OperationSink } from './operation-sink.js';
import { TextFeed } from './text-feed.js';

interface LineByLine {
  readonly driver: LineDriver;
  readonly sink: EventSink | OperationSink;
}

/** Takes the pieces of a text in order, cut anywhere. After an error it is spent. */
export class ColumnarDecoder {
  readonly #builder = new HistoryBuilder();
  readonly #options: DecodeOptions;
  readonly #lines: LineByLine | undefined;
  /** What reads instead of lines, or after them. */
  #feed: TextFeed | undefined;

  /**
   * For a text that begins with `head`, of which the format is guessed unless options say it.
   * @throws ParseError when it cannot be guessed.
   */
  constructor(head: string, options: DecodeOptions) {
    this.#options = options;
    const format = options.format ?? guessFormat(head);
    if (format === 'edn') this.#lines = this.#ednLines();
    else if (format === 'jsonl' || format === 'operations') this.#lines = this.#jsonLines(format);
    else this.#feed = new TextFeed(decoderFor(head, options), this.#builder, false);
  }

  /** @throws ParseError */
  push(bytes: Uint8Array): void {
    if (this.#feed !== undefined) return this.#feed.push(bytes);
    this.#goOn(this.#lines!.driver.push(bytes));
  }

  /**
   * The history of the whole text.
   * @throws ParseError when the text is cut short or empty, and HistoryError when its events are no
   * history.
   */
  end(): History {
    const lines = this.#lines;
    if (lines !== undefined && this.#feed === undefined) {
      this.#goOn(lines.driver.end());
      lines.sink.finish();
    }
    this.#feed?.end();
    const isEmpty = (lines?.sink.isEmpty ?? true) && (this.#feed?.isEmpty ?? true);
    if (isEmpty) throw withoutEvents((this.#feed ?? lines!.driver).place);
    return this.#builder.build();
  }

  /** Goes on with the decoder of EDN documents, if lines were not read to their end. */
  #goOn(rest: Uint8Array | undefined): void {
    if (rest === undefined) return;
    const { driver, sink } = this.#lines!;
    const before = sink instanceof EventSink ? sink.before : -1;
    const { line } = driver.place;
    const decoder = new EdnDecoder(this.#options.file, this.#options, { line, before });
    this.#feed = new TextFeed(decoder, this.#builder, true);
    this.#feed.push(rest);
  }

  #ednLines(): LineByLine {
    const scanner = new EdnScanner(this.#builder.values);
    const sink = new EventSink(scanner, this.#builder, this.#options);
    const fallback = new EdnLineFallback(sink, this.#options);
    return { driver: new LineDriver({ scanner, sink, fallback }, this.#options.file), sink };
  }

  #jsonLines(format: 'jsonl' | 'operations'): LineByLine {
    const known = format === 'jsonl' ? EVENT_RECORD : OPERATION_RECORD;
    const scanner = new JsonScanner(known, this.#builder.values);
    const Sink = format === 'jsonl' ? EventSink : OperationSink;
    const sink = new Sink(scanner, this.#builder, this.#options);
    const fallback = new JsonLineFallback(sink, this.#options);
    return { driver: new LineDriver({ scanner, sink, fallback }, this.#options.file), sink };
  }
}
