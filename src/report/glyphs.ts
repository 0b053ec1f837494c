/**
 * The characters a report draws with, and their stand-ins for terminals and logs that only know
 * ASCII. Layout measures the glyphs it uses, so both forms are aligned.
 */

/** One set of characters to draw with. */
export interface Glyphs {
  /** An operation begins, goes on, waits without ever being answered, ends. */
  readonly begin: string;
  readonly bar: string;
  readonly open: string;
  readonly end: string;
  readonly arrow: string;
  readonly unchanged: string;
  readonly ellipsis: string;
  readonly gap: string;
  readonly rule: string;
  /** From none to certain. */
  readonly levels: readonly string[];
}

const BOXES: Glyphs = {
  begin: '┌',
  bar: '│',
  open: '┊',
  end: '└',
  arrow: '→',
  unchanged: '·',
  ellipsis: '…',
  gap: '⋮',
  rule: '─',
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
};

const LETTERS: Glyphs = {
  begin: '/',
  bar: '|',
  open: ':',
  end: '\\',
  arrow: '->',
  unchanged: '.',
  ellipsis: '...',
  gap: ':',
  rule: '-',
  levels: ['_', '.', '-', '=', '+', '*', '%', '#'],
};

/** Box characters, or letters where `ascii` asks for them. */
export function glyphsFor(ascii: boolean): Glyphs {
  return ascii ? LETTERS : BOXES;
}
