/**
 * One value as one JSON text: what stores and reports use to keep values, with the escapes of
 * `json-escape.ts`.
 */

import type { Value } from '../value.js';
import { JsonReader } from './json-reader.js';
import { writeJson } from './json-writer.js';

/**
 * The value of a JSON text that holds nothing else. Linear.
 * @throws ParseError naming `file`, line and column.
 */
export function decodeJson(text: string, options: { readonly file?: string } = {}): Value {
  const reader = new JsonReader();
  reader.reset(text, { place: { file: options.file, line: 1, column: 1 } });
  const value = reader.readValue();
  if (!Number.isNaN(reader.skip())) reader.fail(reader.at, 'the end of the file');
  return value;
}

/** The JSON text of a value, on one line; {@link decodeJson} gives back an equal value. */
export function encodeJson(value: Value): string {
  return writeJson(value);
}
