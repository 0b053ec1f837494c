/**
 * The one error of all codecs: where the text stopped making sense, what was expected there and
 * what was found. Nothing is handed out of a text that is cut short: a shorter history could turn
 * an illegal run into a legal one.
 */

/**
 * `found` when the text ends too early; splitters use it to tell "more is needed" from "this is
 * wrong".
 */
export const END_OF_FILE = 'the end of the file';

const EXCERPT_LENGTH_MAX = 24;

/**
 * Where a text begins in its file; lines and columns count from 1, columns in UTF-16 units as
 * editors do.
 */
export interface Origin {
  readonly file: string | undefined;
  readonly line: number;
  readonly column: number;
}

/** Something that knows where it is in its file; asked only when there is an error to report. */
export interface Located {
  readonly place: Origin;
}

/** Thrown for malformed input; the CLI answers it with exit code 65. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly file: string | undefined;
  readonly line: number;
  readonly column: number;

  constructor(
    where: Origin,
    /** What should have been there: `a closing ]`. */
    readonly expected: string,
    /** What was there instead, as `excerpt` shows it. */
    readonly found: string,
  ) {
    const place =
      where.file === undefined
        ? `line ${where.line}, column ${where.column}`
        : `${where.file}:${where.line}:${where.column}`;
    super(`${place}: expected ${expected}, found ${found}`);
    this.file = where.file;
    this.line = where.line;
    this.column = where.column;
  }
}

/** The place `length` characters into `text`, which begins at `origin`. Linear in `length`. */
export function advance(origin: Origin, text: string, length: number = text.length): Origin {
  let line = origin.line;
  let lineStart = -1;
  for (let at = text.indexOf('\n'); at >= 0 && at < length; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  const column = lineStart < 0 ? origin.column + length : length - lineStart + 1;
  return { file: origin.file, line, column };
}

/**
 * What stands at a position of a text: the string, or the token or sign in back quotes, with
 * control characters escaped; `end` where there is nothing.
 */
export function excerpt(text: string, at: number, end: string): string {
  if (at >= text.length) return end;
  const rest = text.slice(at, at + EXCERPT_LENGTH_MAX);
  const string = /^"[^"\n]+"?/.exec(rest)?.[0];
  const token = /^[^\s,;()[\]{}"]+/.exec(rest)?.[0];
  const shown = string ?? `\`${token ?? String.fromCodePoint(rest.codePointAt(0) ?? 0)}\``;
  return shown.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
