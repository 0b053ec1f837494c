/**
 * Lines as segments of text with a colour each. Widths are settled before colour comes in, so a
 * coloured report is the plain one with colours added, character for character.
 */

import type { Palette } from './palette.js';
import { displayWidth, takeWidth } from './width.js';

/** Which colour of the palette. */
export type Tone = keyof Palette;

/** A text in one colour. */
export interface Segment {
  readonly text: string;
  readonly tone?: Tone;
}

/** The segments of one line, from left to right. */
export type Line = readonly Segment[];

/** A segment; `tone` may be left out. */
export function segment(text: string, tone?: Tone): Segment {
  return tone === undefined ? { text } : { text, tone };
}

/** The lines as text, without spaces at their ends, nothing wider than `columns`. */
export function paintLines(lines: readonly Line[], palette: Palette, columns: number): string {
  return lines.map((line) => `${paintLine(line, palette, columns)}\n`).join('');
}

function paintLine(line: Line, palette: Palette, columns: number): string {
  const plain = line.map(({ text }) => text).join('');
  let rest = takeWidth(plain, columns).trimEnd().length;
  let painted = '';
  for (const { text, tone } of line) {
    const kept = text.slice(0, rest);
    rest -= kept.length;
    if (kept === '') continue;
    // Only what is visible is painted: an underlined or inverted space would show.
    painted += tone === undefined || kept.trim() === '' ? kept : paintWords(kept, palette[tone]);
  }
  return painted;
}

function paintWords(text: string, paint: (text: string) => string): string {
  const inner = text.trim();
  const start = text.indexOf(inner);
  return text.slice(0, start) + paint(inner) + text.slice(start + inner.length);
}

/** A space, but not the one between a number and its unit. */
const BREAK = / (?!(?:ms|%)(?:[\s,.;:)]|$))/;

/**
 * Breaks an escaped text at spaces into lines of at most `width` columns, `hang` fewer from the
 * second line on; longer words are broken where they must.
 */
export function wrapText(text: string, width: number, hang = 0): string[] {
  const lines: string[] = [];
  const room = (): number => Math.max(1, width - (lines.length === 0 ? 0 : hang));
  let line = '';
  for (const word of text.split(BREAK)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= room()) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    let rest = word;
    let part = takeWidth(rest, room());
    while (part.length < rest.length) {
      // A character wider than the line never fits: it is taken all the same, and cut later.
      if (part === '') part = String.fromCodePoint(rest.codePointAt(0) as number);
      lines.push(part);
      rest = rest.slice(part.length);
      part = takeWidth(rest, room());
    }
    line = rest;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** A label in the margin and a text beside it, wrapped: the shape of all that is not a timeline. */
export function labelled(
  label: string,
  text: string,
  columns: number,
  options: { readonly labelWidth?: number; readonly tone?: Tone; readonly hang?: number } = {},
): Line[] {
  const { labelWidth = LABEL_WIDTH, tone, hang = 0 } = options;
  const [first = '', ...more] = wrapText(text, columns - labelWidth - 2, hang);
  const indent = ' '.repeat(labelWidth + 2 + hang);
  return [
    [segment('  '), segment(label.padEnd(labelWidth), 'strong'), segment(first, tone)],
    ...more.map((part): Line => [segment(indent), segment(part, tone)]),
  ];
}

/** Width of the margin that holds the labels `why`, `checks`, `when`, ... */
const LABEL_WIDTH = 8;
