/**
 * Reads bytes into a history in pieces, and says what came of it as `expectedText` does.
 */

import type { DecodeOptions } from '../../../src/history/codecs/decode.js';
import { readHistory } from '../../../src/history/codecs/read-history.js';
import { historyText } from '../columns/column-texts.js';

/** The bytes in pieces of these sizes, over and over. */
export async function* piecesOf(
  bytes: Uint8Array,
  sizes: readonly number[],
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}

/** The history of the bytes, as text, or the error that refuses them. */
export async function actualText(
  bytes: Uint8Array,
  sizes: readonly number[],
  options: DecodeOptions,
): Promise<string> {
  try {
    return historyText(await readHistory(piecesOf(bytes, sizes), options));
  } catch (error) {
    return String(error);
  }
}
