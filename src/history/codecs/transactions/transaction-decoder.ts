/**
 * Decodes bytes of any format into columns of transactions: quickly for the formats of one event a
 * line, and for all else by way of the events that the decoders of texts make.
 */

import type {
  TransactionColumns,
  TransactionKind,
} from '../../transactions/transaction-columns.js';
import type { ByteDecoder } from '../columnar/decode-stream.js';
import { EdnScanner } from '../columnar/edn-scanner.js';
import { EVENT_RECORD } from '../columnar/field-names.js';
import { JsonScanner } from '../columnar/json-scanner.js';
import { LineDriver } from '../columnar/line-driver.js';
import { EdnLineFallback, JsonLineFallback } from '../columnar/line-fallback.js';
import { TextFeed } from '../columnar/text-feed.js';
import { decoderFor, withoutEvents } from '../decode.js';
import type { DecodeOptions } from '../decode.js';
import { EdnDecoder } from '../edn-decoder.js';
import { guessFormat } from '../history-format.js';
import { MicroScanner } from './micro-scanner.js';
import { TransactionIntake } from './transaction-intake.js';
import { TransactionSink } from './transaction-sink.js';

interface LineByLine {
  readonly driver: LineDriver;
  readonly sink: TransactionSink;
}

/** Takes the pieces of a text in order, cut anywhere. After an error it is spent. */
export class TransactionDecoder implements ByteDecoder<TransactionColumns> {
  readonly #options: DecodeOptions;
  readonly #intake: TransactionIntake;
  readonly #lines: LineByLine | undefined;
  /** What reads instead of lines, or after them. */
  #feed: TextFeed | undefined;

  /**
   * For a text that begins with `head`, of which the format is guessed unless options say it.
   * @throws ParseError when it cannot be guessed.
   */
  constructor(head: string, options: DecodeOptions, kind: TransactionKind | undefined) {
    this.#options = options;
    this.#intake = new TransactionIntake(kind);
    const format = options.format ?? guessFormat(head);
    if (format === 'edn' || format === 'jsonl') this.#lines = this.#linesOf(format);
    else this.#feed = new TextFeed(decoderFor(head, options), this.#intake, false);
  }

  /** @throws ParseError */
  push(bytes: Uint8Array): void {
    if (this.#feed !== undefined) this.#feed.push(bytes);
    else this.#goOn(this.#lines!.driver.push(bytes));
  }

  /**
   * The columns of the whole text.
   * @throws ParseError when the text is cut short or empty, and HistoryError when its events are no
   * transactions.
   */
  end(): TransactionColumns {
    const lines = this.#lines;
    if (lines !== undefined && this.#feed === undefined) this.#goOn(lines.driver.end());
    this.#feed?.end();
    const isEmpty = (lines?.sink.before ?? -1) < 0 && (this.#feed?.isEmpty ?? true);
    if (isEmpty) throw withoutEvents((this.#feed ?? lines!.driver).place);
    return this.#intake.build();
  }

  /** Goes on with the decoder of EDN documents, if lines were not read to their end. */
  #goOn(rest: Uint8Array | undefined): void {
    if (rest === undefined) return;
    const { driver, sink } = this.#lines!;
    const { line } = driver.place;
    const decoder = new EdnDecoder(this.#options.file, this.#options, {
      line,
      before: sink.before,
    });
    this.#feed = new TextFeed(decoder, this.#intake, true);
    this.#feed.push(rest);
  }

  #linesOf(format: 'jsonl' | 'edn'): LineByLine {
    const { values } = this.#intake;
    const isEdn = format === 'edn';
    const scanner = isEdn ? new EdnScanner(values) : new JsonScanner(EVENT_RECORD, values);
    const micros = new MicroScanner(isEdn ? 'edn' : 'json', values);
    const sink = new TransactionSink(scanner, micros, this.#intake, this.#options);
    const fallback = isEdn
      ? new EdnLineFallback(sink, this.#options)
      : new JsonLineFallback(sink, this.#options);
    return { driver: new LineDriver({ scanner, sink, fallback }, this.#options.file), sink };
  }
}
