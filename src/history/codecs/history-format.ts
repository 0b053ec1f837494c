/**
 * The formats of histories, and how to tell them apart by their content.
 */

import { isLogLine } from './log-line.js';

/**
 * The formats, and what a file of each holds:
 *
 * | format | content |
 * |---|---|
 * | `jsonl` | one event a line, as JSON |
 * | `operations` | one operation a line, as JSON, with the times of `call` and `return` |
 * | `json` | an array of events or operations, or an object with it as `history`, `events`, ... |
 * | `edn` | Jepsen's `history.edn`: a map per event, bare or inside one vector or list |
 * | `log` | Jepsen's log lines: process, type, f, value, error; other lines are passed over |
 */
export const HISTORY_FORMATS = ['jsonl', 'operations', 'json', 'edn', 'log'] as const;

/** The name of a format. */
export type HistoryFormat = (typeof HISTORY_FORMATS)[number];

/** As much of a text as {@link guessFormat} looks at, in characters. */
export const GUESS_LENGTH = 65_536;

const LIST_FIELDS: ReadonlySet<string> = new Set(['history', 'events', 'operations']);

/** Brackets, strings, colons and commas: all that counts in the outline of a JSON text. */
const JSON_OUTLINE = /"(?:[^"\\]|\\.)*"|[[\]{}:,]/gs;

/** The format of a text by its beginning; `undefined` when it looks like none. */
export function guessFormat(text: string): HistoryFormat | undefined {
  const head = text.slice(0, GUESS_LENGTH).replace(/^\uFEFF/, '');
  if (head.split('\n').some(isLogLine)) return 'log';
  const start = /^[\s,]*(.)\s*(.?)/su.exec(head);
  switch (start?.[1]) {
    case '(':
    case '#':
    case ';':
      return 'edn';
    case '[':
      return /^\s*\[\s*(?:\]|\{\s*["}]|$)/.test(head) && !isEdnMap(head) ? 'json' : 'edn';
    case '{':
      if (!/^\s*\{\s*(?:["}]|$)/.test(head) || isEdnMap(head)) return 'edn';
      return formatOfObject(head);
    default:
      return undefined;
  }
}

/** Whether the first key, a string, stands without JSON's colon, or before a keyword. */
function isEdnMap(head: string): boolean {
  const first = /^\s*\[?\s*\{\s*"(?:[^"\\]|\\.)*"\s*/s.exec(head)?.[0];
  if (first === undefined || first.length === head.length) return false;
  const rest = head.slice(first.length);
  return !rest.startsWith(':') || /^:(?!(?:true|false|null)\b)[A-Za-z]/.test(rest);
}

/** An object is a line of its own, or the wrapper of a list: its outer keys say which. */
function formatOfObject(head: string): HistoryFormat {
  const keys = new Set<string>();
  let depth = 0;
  let key: string | undefined;
  let before = '';
  let isWrapper = false;
  for (const [token] of head.matchAll(JSON_OUTLINE)) {
    if (depth === 1 && token === ':') {
      key = before.slice(1, -1);
      keys.add(key);
    } else if (key !== undefined) {
      isWrapper ||= token === '[' && LIST_FIELDS.has(key);
      key = undefined;
    }
    if (token === '{' || token === '[') depth++;
    if ((token === '}' || token === ']') && --depth === 0) break;
    before = token;
  }
  if (isWrapper && !keys.has('process') && !keys.has('f')) return 'json';
  return keys.has('call') ? 'operations' : 'jsonl';
}
