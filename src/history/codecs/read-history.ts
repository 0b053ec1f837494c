/**
 * Reads a whole history from a stream, at the speed at which the stream comes: lines of JSON and
 * EDN go into columns without an object for each event.
 */

import type { History } from '../operation.js';
import { ColumnarDecoder } from './columnar/columnar-decoder.js';
import { decodeStream } from './columnar/decode-stream.js';
import type { DecodeOptions } from './decode.js';

/**
 * The history in a stream of UTF-8 bytes, or of text, cut anywhere: the same, and refused with the
 * same errors, as `toHistory` of all that `readEvents` reads. Its operations are made only when
 * somebody asks for them. Linear, in memory for the columns: some 50 bytes an operation.
 * @throws {@link ParseError} for anything malformed, and for a text without events.
 * @throws {@link HistoryError} for events that are no history.
 */
export function readHistory(
  chunks: AsyncIterable<Uint8Array | string>,
  options: DecodeOptions = {},
): Promise<History> {
  return decodeStream(chunks, options, (head) => new ColumnarDecoder(head, options));
}
