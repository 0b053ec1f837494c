/**
 * Histories as drawings, for documentation and tests: the grammar of lines, and its reader. What
 * stands inside an operation is the business of `timeline-label.ts`.
 */

import { excerpt, ParseError } from './codecs/parse-error.js';
import type { Origin } from './codecs/parse-error.js';
import { EdnReader } from './codecs/edn-reader.js';
import type { History, Outcome } from './operation.js';
import { fromTimedOperations } from './timed-operations.js';
import type { TimedOperation } from './timed-operations.js';
import { parseLabel } from './timeline-label.js';

const PROCESS = /^(\s*)(?:c?(-?[0-9]{1,15})|([A-Za-z_][\w.-]*)|("(?:[^"\\]|\\.)*"))\s*:/;
const OUTCOMES: Readonly<Record<string, Outcome>> = { '|': 'ok', x: 'fail', '?': 'info' };
const ENDING = /-{2,}([x?])(?=\s|$)|-*(\|)/y;
const END_OF_OPERATION = 'an end, --|, --x or --?';

/**
 * The history that a drawing shows:
 *
 *     history`
 *       c0: |--w 1--|     |--r 2-----|
 *       c1:     |--cas 1 2--|   |--w 3--?
 *     `
 *
 * Columns give the order: an operation begins at its first `|` and ends at its last sign; at equal
 * columns calls come before returns. A line is a process (`c0`, `0` or a name), a colon and
 * operations parted by blanks; a process may have several lines, and lines may be empty or comments
 * after `;`. An operation is a bar, dashes, a label, dashes and an end: `--|` ok, `--x` failed,
 * `--?` crashed (nobody knows, and the process goes on).
 *
 * Values in `${}` are inserted as text; backslashes stand for themselves.
 * @throws ParseError with the line and column in the template; HistoryError when a process overlaps
 * itself.
 */
export function history(
  strings: TemplateStringsArray,
  ...inserted: readonly (string | number)[]
): History {
  return parseTimeline(String.raw(strings, ...inserted));
}

/** As {@link history}, of a text. Linear but for the ordering. */
export function parseTimeline(text: string): History {
  const operations: TimedOperation[] = [];
  text.split('\n').forEach((line, index) => {
    if (/^\s*(?:;.*)?$/s.test(line)) return;
    parseLine(line, index + 1, operations);
  });
  return fromTimedOperations(operations);
}

function parseLine(line: string, number: number, operations: TimedOperation[]): void {
  const head = PROCESS.exec(line);
  if (head === null) throw failure(line, number, line.search(/\S/), 'a process and a colon');
  const process = processOf(head, number);
  let at = head[0].length;
  for (;;) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
    if (at >= line.length) return;
    if (line[at] !== '|') throw failure(line, number, at, 'a | where an operation begins');
    const ending = endingOf(line, number, at + 1);
    const dashes = /^[-\s]*/.exec(line.slice(at + 1, ending.start))?.[0].length ?? 0;
    const start = at + 1 + dashes;
    const label = parseLabel(line.slice(start, ending.start), ending.outcome, place(number, start));
    const isOpen = ending.outcome === 'info';
    operations.push({
      ...label,
      process,
      outcome: ending.outcome,
      call: at,
      return: isOpen ? null : ending.end,
    });
    at = ending.end + 1;
    if (at < line.length && !/\s/.test(line.charAt(at))) {
      throw failure(line, number, at, 'a blank after the operation');
    }
  }
}

function processOf(head: RegExpExecArray, number: number): number | string {
  const [, indent = '', digits, name, quoted = ''] = head;
  if (digits !== undefined) return Number(digits);
  if (name !== undefined) return name;
  const reader = new EdnReader();
  reader.reset(quoted, { place: place(number, indent.length) });
  const process = reader.readValue();
  return typeof process === 'string' ? process : quoted;
}

interface Ending {
  /** Where the label ends; the sign of the outcome stands at `end`. */
  readonly start: number;
  readonly end: number;
  readonly outcome: Outcome;
}

/** Signs inside strings, brackets and characters are none. */
function endingOf(line: string, number: number, from: number): Ending {
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"') at = endOfString(line, number, at);
    else if (character === '\\') at++;
    else if ('[({'.includes(character)) depth++;
    else if ('])}'.includes(character)) depth--;
    else if (depth <= 0) {
      ENDING.lastIndex = at;
      const match = ENDING.exec(line);
      const sign = match?.[1] ?? match?.[2];
      // The dashes after the opening bar end nothing: `|--|` has no label, and says so when that is
      // read.
      if (match !== null && sign !== undefined) {
        const end = at + match[0].length - 1;
        return { start: at, end, outcome: OUTCOMES[sign] ?? 'info' };
      }
      while (character === '-' && line[at + 1] === '-') at++;
    }
  }
  throw failure(line, number, line.length, END_OF_OPERATION);
}

function endOfString(line: string, number: number, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"') return at;
    if (character === '\\') at++;
  }
  throw failure(line, number, line.length, 'a closing "');
}

function failure(line: string, number: number, at: number, expected: string): ParseError {
  const found = excerpt(line, at, 'the end of the line');
  return new ParseError(place(number, at), expected, found);
}

function place(line: number, at: number): Origin {
  return { file: undefined, line, column: at + 1 };
}
