/**
 * One value as one EDN text.
 */

import type { Value } from '../value.js';
import { EdnReader } from './edn-reader.js';
import { writeEdn } from './edn-writer.js';

/**
 * The value of an EDN text that holds nothing else but comments and discarded forms. Linear.
 * @throws ParseError naming `file`, line and column.
 */
export function decodeEdn(text: string, options: { readonly file?: string } = {}): Value {
  const reader = new EdnReader();
  reader.reset(text, { place: { file: options.file, line: 1, column: 1 } });
  const value = reader.readValue();
  if (!Number.isNaN(reader.skip())) reader.fail(reader.at, 'the end of the file');
  return value;
}

/**
 * The EDN text of a value, on one line; {@link decodeEdn} gives back an equal value.
 * @throws RangeError for hand-made names that EDN cannot write, such as a keyword with a blank.
 */
export function encodeEdn(value: Value): string {
  return writeEdn(value);
}
