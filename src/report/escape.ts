/**
 * The one gate for text from outside: keys, values, names, errors and messages. What could move the
 * cursor, colour the terminal, reorder the line or hide in it (C0, C1, bidirectional controls,
 * zero-width and other format characters, lone surrogates) is shown as an escape, and what is too
 * long is cut with a count.
 */

/** How much to escape and to keep. */
export interface EscapeOptions {
  /** Escape everything beyond ASCII as well. */
  readonly ascii?: boolean;
  /** UTF-16 units kept; the default is 400. */
  readonly lengthMax?: number;
}

const LENGTH_MAX = 400;

/**
 * Written out rather than taken from `\p{Cf}`, whose members depend on the Unicode version of the
 * engine.
 */
const HIDDEN_RANGES = [
  '\\u0000-\\u001f\\u007f-\\u009f', // C0, C1
  '\\u00ad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u08e2', // soft hyphen, format marks
  '\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0', // fillers
  '\\u200b-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\ufeff', // zero width, line ends, bidirectional
  '\\ud800-\\udfff\\ue000-\\uf8ff\\ufff0-\\ufffb\\ufffe\\uffff', // lone surrogates, private use
  '\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{10ffff}', // music, tags, the rest
];

const HIDDEN = new RegExp(`[${HIDDEN_RANGES.join('')}]`, 'gu');

const BEYOND_ASCII = /[^\x20-\x7e]/gu;

/** Our own typography, which texts from inside carry, in letters that every terminal has. */
const TRANSLITERATED: Readonly<Record<string, string>> = {
  '…': '...',
  '→': '->',
  '←': '<-',
  '≤': '<=',
  '≥': '>=',
  '·': '.',
  '–': '-',
  '×': 'x',
};

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** `text` on one line, harmless on a terminal. Linear in what is kept, however long `text` is. */
export function escapeText(text: string, options: EscapeOptions = {}): string {
  const { ascii = false, lengthMax = LENGTH_MAX } = options;
  const kept = text.length <= lengthMax ? text : text.slice(0, cutPoint(text, lengthMax));
  const shown = kept.replace(HIDDEN, escapeCharacter);
  const more = text.length - kept.length;
  const whole = more === 0 ? shown : `${shown}… (${more} more characters)`;
  if (!ascii) return whole;
  return whole.replace(BEYOND_ASCII, (found) => TRANSLITERATED[found] ?? escapeCharacter(found));
}

function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) as number;
  const hex = point.toString(16);
  return SHORT[character] ?? (point > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`);
}

/** Does not part the two halves of a character. */
function cutPoint(text: string, length: number): number {
  const unit = text.charCodeAt(length - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? length - 1 : length;
}
