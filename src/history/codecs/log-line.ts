/**
 * Lines of a Jepsen log that say what a process did: `INFO  jepsen.util - 0\t:invoke\t:read\tnil`,
 * also with a time in front and a thread before `jepsen.util:`, and with columns parted by blanks.
 * Columns are process, type, f, value and perhaps an error, as EDN; a log knows no index, time or
 * key. All other lines are passed over.
 */

import type { Event } from '../event.js';
import type { EdnReader } from './edn-reader.js';
import { writeEdn, writeName } from './edn-writer.js';
import type { Fields } from './fields.js';

const PREFIX = /^(?:.*\s)?INFO\s+(?:\[[^\]]{0,200}\]\s+)?jepsen\.util(?::|\s+-)\s+/;
const LINE = new RegExp(`${PREFIX.source}(?=(?:-?[0-9]+|:[^\\s]+)(?:\\s*$|\\s+:))`);

const COLUMNS = ['process', 'type', 'f', 'value'] as const;

const EXPECTED: Readonly<Record<(typeof COLUMNS)[number], string>> = {
  process: 'a process',
  type: 'a type: :invoke, :ok, :fail or :info',
  f: 'a function, such as :read',
  value: 'a value',
};

/** Whether a line of a log says what a process did; such a line must then be whole. */
export function isLogLine(line: string): boolean {
  return line.includes('jepsen.util') && LINE.test(line);
}

/** Reads the columns of such a line, to whose text `reader` was reset, into `fields`. */
export function readLogLine(line: string, reader: EdnReader, fields: Fields): void {
  reader.at = LINE.exec(line)?.[0].length ?? 0;
  fields.clear(reader.at);
  for (const column of COLUMNS) {
    if (Number.isNaN(reader.skip())) reader.fail(reader.at, EXPECTED[column]);
    const start = reader.at;
    fields.add(column, reader.readValue(), start);
  }
  if (Number.isNaN(reader.skip())) return;
  const start = reader.at;
  fields.add('error', reader.readValue(), start);
  if (!Number.isNaN(reader.skip())) reader.fail(reader.at, 'the end of the line');
}

/**
 * The line of an event. A key is written as Jepsen does, as `[key value]`; index, time and extras
 * are lost.
 */
export function writeLogLine(event: Event): string {
  const { process, type, f, key, value, error } = event;
  const columns = [
    typeof process === 'number' ? String(process) : writeName(process),
    `:${type}`,
    writeName(f),
    writeEdn(key === undefined ? value : [key, value]),
    ...(error === undefined ? [] : [writeEdn(error)]),
  ];
  return `INFO  jepsen.util - ${columns.join('\t')}`;
}
