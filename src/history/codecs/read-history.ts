/**
 * Reads a whole history from a stream, at the speed at which the stream comes: lines of JSON and
 * EDN go into columns without an object for each event.
 */

import type { History } from '../operation.js';
import { ColumnarDecoder } from './columnar/columnar-decoder.js';
import type { DecodeOptions } from './decode.js';
import { GUESS_LENGTH } from './history-format.js';

/** No UTF-16 unit takes more bytes than this. */
const UNIT_BYTES_MAX = 3;

/**
 * The history in a stream of UTF-8 bytes, or of text, cut anywhere: the same, and refused with the
 * same errors, as `toHistory` of all that `readEvents` reads. Its operations are made only when
 * somebody asks for them. Linear, in memory for the columns: some 50 bytes an operation.
 * @throws {@link ParseError} for anything malformed, and for a text without events.
 * @throws {@link HistoryError} for events that are no history.
 */
export async function readHistory(
  chunks: AsyncIterable<Uint8Array | string>,
  options: DecodeOptions = {},
): Promise<History> {
  const headLength = options.format === undefined ? GUESS_LENGTH * UNIT_BYTES_MAX : 1;
  const encoder = new Encoder();
  let head: Uint8Array = new Uint8Array(0);
  let decoder: ColumnarDecoder | undefined;
  for await (const chunk of chunks) {
    const bytes = encoder.encode(chunk);
    if (decoder !== undefined) {
      decoder.push(bytes);
      continue;
    }
    head = head.length === 0 ? bytes : joined(head, bytes);
    if (head.length < headLength) continue;
    decoder = begun(head, options);
  }
  const last = encoder.end();
  if (decoder === undefined) decoder = begun(joined(head, last), options);
  else decoder.push(last);
  return decoder.end();
}

function begun(head: Uint8Array, options: DecodeOptions): ColumnarDecoder {
  const beginning = head.subarray(0, GUESS_LENGTH * UNIT_BYTES_MAX);
  const text =
    options.format === undefined
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(beginning)
      : '';
  const decoder = new ColumnarDecoder(text, options);
  decoder.push(head);
  return decoder;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Texts as bytes; a character that two texts share is kept together. */
class Encoder {
  readonly #encoder = new TextEncoder();
  #half = '';

  encode(chunk: Uint8Array | string): Uint8Array {
    if (typeof chunk !== 'string') return chunk;
    let text = this.#half + chunk;
    this.#half = '';
    if (/[\ud800-\udbff]$/.test(text)) {
      this.#half = text.slice(-1);
      text = text.slice(0, -1);
    }
    return this.#encoder.encode(text);
  }

  end(): Uint8Array {
    return this.#encoder.encode(this.#half);
  }
}
