/**
 * The lexical rules of EDN that reader, writer and splitter must agree on: which characters part
 * tokens, how characters and strings are escaped, and which texts are names.
 */

/** A character of names and numbers. */
export const TOKEN = 0;
/** A character that only parts forms. */
export const BLANK = 1;
const DELIMITER = 2;
const CONTROL = 3;

const CLASSES: Uint8Array = classes();

/**
 * The class of a UTF-16 unit; everything beyond ASCII belongs to tokens. `NaN`, past the end, is a
 * delimiter.
 */
export function classOf(code: number): number {
  if (code >= 128) return TOKEN;
  return CLASSES[code] ?? DELIMITER;
}

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  table.fill(CONTROL, 0, 32);
  table[127] = CONTROL;
  for (const code of [9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 44]) table[code] = BLANK;
  for (const character of '"()[]{};\\^') table[character.charCodeAt(0)] = DELIMITER;
  return table;
}

/** The escapes of strings that stand for one character. */
export const STRING_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** Names of characters, as in `\newline`. */
export const CHARACTER_NAMES: ReadonlyMap<string, string> = new Map([
  ['newline', '\n'],
  ['return', '\r'],
  ['space', ' '],
  ['tab', '\t'],
  ['formfeed', '\f'],
  ['backspace', '\b'],
]);

/** Whether `:name` reads as one keyword. */
export function isKeywordName(name: string): boolean {
  return isToken(name) && name.charCodeAt(0) !== 58;
}

/**
 * Whether `name` reads as one symbol: no number, keyword, dispatch, reader macro, `nil`, `true` or
 * `false`.
 */
export function isSymbolName(name: string): boolean {
  if (!isToken(name) || /^(?:[+-]?[0-9]|[:#@`~'])/.test(name)) return false;
  return name !== 'nil' && name !== 'true' && name !== 'false';
}

/** Whether `tag` may follow `#`: a symbol that begins with a letter. */
export function isTagName(tag: string): boolean {
  return isToken(tag) && /^\p{L}/u.test(tag);
}

function isToken(text: string): boolean {
  if (text.length === 0) return false;
  for (let at = 0; at < text.length; at++) {
    if (classOf(text.charCodeAt(at)) !== TOKEN) return false;
  }
  return !/\p{Surrogate}/u.test(text);
}
