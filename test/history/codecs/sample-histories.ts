/**
 * The fixture histories of all formats, small enough to be cut at every byte, with what a cut may
 * leave behind.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HistoryFormat } from '../../../src/history/codecs/history-format.js';

/** One fixture. */
export interface Sample {
  readonly file: string;
  readonly format: HistoryFormat;
  readonly bytes: Buffer;
  readonly text: string;
  /**
   * Whether the file has no closing bracket, so that a cut between two events cannot be seen.
   */
  readonly isOpenEnded: boolean;
}

const FILES: readonly (readonly [file: string, format: HistoryFormat, isOpenEnded: boolean])[] = [
  ['register.jsonl', 'jsonl', true],
  ['stack.operations.jsonl', 'operations', true],
  ['wrapped.json', 'json', false],
  ['events.json', 'json', false],
  ['register.edn', 'edn', true],
  ['vector.edn', 'edn', false],
  ['jepsen.log', 'log', true],
];

/** All fixtures. */
export const samples: readonly Sample[] = FILES.map(([file, format, isOpenEnded]) => {
  const path = fileURLToPath(new URL(`../../fixtures/history/${file}`, import.meta.url));
  const bytes = readFileSync(path);
  return { file, format, bytes, text: bytes.toString('utf8'), isOpenEnded };
});

/** The fixture of a file name. */
export function sample(file: string): Sample {
  const found = samples.find((one) => one.file === file);
  if (found === undefined) throw new Error(`there is no sample ${file}`);
  return found;
}
