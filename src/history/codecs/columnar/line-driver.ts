/**
 * Cuts a stream of bytes into lines and has them read: by a scanner, by the full reader for the
 * lines that the scanner refuses, and from a line on that is no text of its own, by the decoder of
 * the whole format. Bytes are kept until their line has ended.
 */

import type { Origin } from '../parse-error.js';
import type { LineFallback } from './line-fallback.js';
import type { RecordScanner } from './record-scanner.js';

const LINE_FEED = 10;
const LENGTH_MIN = 2 ** 12;
/** What a scanner may look at behind a line. */
const MARGIN = 16;

const MARK = [0xef, 0xbb, 0xbf] as const;

/** Marks are kept: only the first of a text says nothing. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What takes the record of a scanner, line by line. */
export interface LineSink {
  /** False, and nothing is changed, where the record is for the full reader. */
  take(): boolean;
}

/** Who reads the lines of one format. */
export interface LineReaders {
  readonly scanner: RecordScanner;
  readonly sink: LineSink;
  readonly fallback: LineFallback;
}

/** Takes the pieces of a text in order. */
export class LineDriver {
  readonly #readers: LineReaders;
  readonly #file: string | undefined;
  #bytes = new Uint8Array(LENGTH_MIN);
  #length = 0;
  #isBegun = false;
  #line = 1;
  #column = 1;

  constructor(readers: LineReaders, file: string | undefined) {
    this.#readers = readers;
    this.#file = file;
    readers.scanner.setBytes(this.#bytes);
  }

  /** Where reading goes on. */
  get place(): Origin {
    return { file: this.#file, line: this.#line, column: this.#column };
  }

  /** Reads the lines that end in this piece; what was not read, if reading cannot go on. */
  push(piece: Uint8Array): Uint8Array | undefined {
    const before = this.#length;
    this.#append(piece);
    // The first three bytes may be a mark, and no line.
    if (!this.#isBegun && this.#length < MARK.length) return undefined;
    const end = this.#isBegun ? before + piece.lastIndexOf(LINE_FEED) + 1 : this.#wholeLines();
    const rest = end > before || !this.#isBegun ? this.#read(end, false) : undefined;
    if (rest !== undefined || this.#length <= this.#readers.fallback.lengthMax) return rest;
    return this.#bytes.slice(0, this.#length);
  }

  /** Reads the last line, if it has no line feed. */
  end(): Uint8Array | undefined {
    const before = this.#isBegun ? undefined : this.#read(this.#wholeLines(), false);
    if (before !== undefined || this.#length === 0) return before;
    const { length } = this.#text(0, this.#length);
    this.#append(Uint8Array.of(LINE_FEED));
    const rest = this.#read(this.#length, true);
    if (rest !== undefined) return rest.subarray(0, -1);
    this.#line--;
    this.#column += length;
    return undefined;
  }

  #wholeLines(): number {
    return this.#bytes.subarray(0, this.#length).lastIndexOf(LINE_FEED) + 1;
  }

  #append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length + MARGIN > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(2 * this.#bytes.length, length + MARGIN));
      wider.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = wider;
      this.#readers.scanner.setBytes(wider);
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
  }

  /** Where the text starts in the bytes: behind a byte order mark, which says nothing. */
  #begin(): number {
    if (this.#isBegun) return 0;
    this.#isBegun = true;
    const isMarked =
      this.#length >= MARK.length && MARK.every((byte, at) => this.#bytes[at] === byte);
    return isMarked ? MARK.length : 0;
  }

  /** Reads the lines up to `end`, and keeps what follows. */
  #read(end: number, isLast: boolean): Uint8Array | undefined {
    const { scanner, sink } = this.#readers;
    let at = this.#begin();
    while (at < end) {
      const next = scanner.scan(at);
      if (next >= 0 && sink.take()) {
        at = next;
      } else {
        const lineEnd = this.#bytes.indexOf(LINE_FEED, at);
        if (!this.#readers.fallback.read(this.#text(at, lineEnd), this.place, isLast)) {
          return this.#bytes.slice(at, this.#length);
        }
        at = lineEnd + 1;
      }
      this.#line++;
    }
    this.#bytes.copyWithin(0, at, this.#length);
    this.#length -= at;
    return undefined;
  }

  #text(start: number, end: number): string {
    return decoder.decode(this.#bytes.subarray(start, end));
  }
}
