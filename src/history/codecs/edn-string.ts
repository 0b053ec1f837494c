/**
 * Strings and characters of EDN with their escapes, apart from the reader's fast path for plain
 * strings.
 */

import { CHARACTER_NAMES, STRING_ESCAPES } from './edn-syntax.js';
import type { Complainer } from './text-reader.js';

const UNICODE = /u([0-9A-Fa-f]{4})/y;
const OCTAL = /[0-3]?[0-7]{1,2}/y;
const NAMED_UNICODE = /^u([0-9A-Fa-f]{4})$/;
const NAMED_OCTAL = /^o([0-3]?[0-7]{1,2})$/;

/** A string's content and the position after its closing quote. */
export interface StringRead {
  readonly content: string;
  readonly end: number;
}

/** Reads a string whose content begins at `start`; linear. */
export function readEscapedString(text: string, start: number, reader: Complainer): StringRead {
  const pieces: string[] = [];
  let from = start;
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      pieces.push(text.slice(from, at));
      return { content: pieces.join(''), end: at + 1 };
    }
    if (Number.isNaN(code)) return reader.fail(at, 'a closing "');
    if (code !== 92) continue;
    pieces.push(text.slice(from, at));
    const escape = readEscape(text, at + 1, reader);
    pieces.push(escape.content);
    from = escape.end;
    at = escape.end - 1;
  }
}

function readEscape(text: string, at: number, reader: Complainer): StringRead {
  if (at >= text.length) return reader.fail(at, 'the rest of an escape');
  const simple = STRING_ESCAPES.get(text.charAt(at));
  if (simple !== undefined) return { content: simple, end: at + 1 };
  UNICODE.lastIndex = at;
  const unicode = UNICODE.exec(text)?.[1];
  if (unicode !== undefined) {
    return { content: String.fromCharCode(Number.parseInt(unicode, 16)), end: at + 5 };
  }
  OCTAL.lastIndex = at;
  const octal = OCTAL.exec(text)?.[0];
  if (octal !== undefined) {
    return { content: String.fromCharCode(Number.parseInt(octal, 8)), end: at + octal.length };
  }
  return reader.fail(
    at - 1,
    'a known escape: \\n \\t \\r \\b \\f \\" \\\\ or \\u with four digits',
  );
}

/** The character that `\name` stands for, `undefined` when there is none. */
export function namedCharacter(name: string): string | undefined {
  if (String.fromCodePoint(name.codePointAt(0) ?? 0) === name) return name;
  const named = CHARACTER_NAMES.get(name);
  if (named !== undefined) return named;
  const unicode = NAMED_UNICODE.exec(name)?.[1];
  if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
  const octal = NAMED_OCTAL.exec(name)?.[1];
  return octal === undefined ? undefined : String.fromCharCode(Number.parseInt(octal, 8));
}
