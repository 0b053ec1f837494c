/**
 * Hands a stream to a decoder that is made for its beginning: texts become bytes, and a first piece
 * long enough to guess a format by is put together.
 */

import type { DecodeOptions } from '../decode.js';
import { GUESS_LENGTH } from '../history-format.js';

/** No UTF-16 unit takes more bytes than this. */
const UNIT_BYTES_MAX = 3;

/** Takes the pieces of a text in order, cut anywhere. */
export interface ByteDecoder<Result> {
  push(bytes: Uint8Array): void;
  /** What the whole text holds. */
  end(): Result;
}

/**
 * What the decoder makes of the whole stream. `begin` makes it for a text with this beginning,
 * which is empty where options tell the format. Linear.
 */
export async function decodeStream<Result>(
  chunks: AsyncIterable<Uint8Array | string>,
  options: DecodeOptions,
  begin: (head: string) => ByteDecoder<Result>,
): Promise<Result> {
  const headLength = options.format === undefined ? GUESS_LENGTH * UNIT_BYTES_MAX : 1;
  const encoder = new Encoder();
  let head: Uint8Array = new Uint8Array(0);
  let decoder: ByteDecoder<Result> | undefined;
  for await (const chunk of chunks) {
    const bytes = encoder.encode(chunk);
    if (decoder !== undefined) {
      decoder.push(bytes);
      continue;
    }
    head = head.length === 0 ? bytes : joined(head, bytes);
    if (head.length < headLength) continue;
    decoder = begin(textOf(head, options));
    decoder.push(head);
  }
  const last = encoder.end();
  if (decoder === undefined) {
    head = joined(head, last);
    decoder = begin(textOf(head, options));
    decoder.push(head);
  } else {
    decoder.push(last);
  }
  return decoder.end();
}

function textOf(head: Uint8Array, { format }: DecodeOptions): string {
  if (format !== undefined) return '';
  const beginning = head.subarray(0, GUESS_LENGTH * UNIT_BYTES_MAX);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(beginning);
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
