/**
 * Finds where the forms of a stream end without reading them, so that only one form at a time need
 * be in memory. It knows brackets, strings, comments and characters, and nothing else: what it cuts
 * off, a reader reads and judges. Text is scanned once, in pieces of any size.
 */

import { DEPTH_MAX } from './text-reader.js';

/**
 * Why the scanner stopped: `open` and `close` at a bracket of a form at the base depth, `exit` at
 * the bracket that ends the base itself, `deep` where a form is nested deeper than readers allow.
 */
export type Cut = 'open' | 'close' | 'exit' | 'deep';

const ORDINARY = 0;
const OPENING = 1;
const CLOSING = 2;
const QUOTE = 3;
const SEMICOLON = 4;
const BACKSLASH = 5;

type State = 'forms' | 'string' | 'escape' | 'comment' | 'character';

const BRACKETS_JSON = tableOf({ '[{': OPENING, ']}': CLOSING, '"': QUOTE });
const BRACKETS_EDN = tableOf({
  '[{(': OPENING,
  ']})': CLOSING,
  '"': QUOTE,
  ';': SEMICOLON,
  '\\': BACKSLASH,
});

/** Resumable: hand it the pieces of a text in order. */
export class FormScanner {
  /** The depth at which the wanted forms stand: 0 at top level, 1 inside one bracket. */
  base = 0;
  /** Whether to stop also where a form at base depth opens. */
  stopsAtOpening = true;
  /** Why {@link next} stopped. */
  cut: Cut = 'close';
  #depth = 0;
  #state: State = 'forms';
  readonly #table: Uint8Array;

  constructor(syntax: 'edn' | 'json') {
    this.#table = syntax === 'edn' ? BRACKETS_EDN : BRACKETS_JSON;
  }

  /**
   * Scans on from `from`; the position after the bracket it stopped at, -1 at the end of the piece.
   */
  next(piece: string, from: number): number {
    const table = this.#table;
    let at = this.#resume(piece, from);
    while (at < piece.length) {
      const code = piece.charCodeAt(at++);
      const kind = code < 128 ? table[code] : ORDINARY;
      if (kind === ORDINARY) continue;
      if (kind === OPENING) {
        if (this.#opens()) return at;
      } else if (kind === CLOSING) {
        if (this.#closes()) return at;
      } else {
        this.#state = kind === QUOTE ? 'string' : kind === SEMICOLON ? 'comment' : 'character';
        at = this.#resume(piece, at);
      }
    }
    return -1;
  }

  #opens(): boolean {
    this.#depth++;
    const height = this.#depth - this.base;
    if (height > DEPTH_MAX) this.cut = 'deep';
    else if (height === 1 && this.stopsAtOpening) this.cut = 'open';
    else return false;
    return true;
  }

  #closes(): boolean {
    this.#depth--;
    if (this.#depth > this.base) return false;
    this.cut = this.#depth === this.base ? 'close' : 'exit';
    return true;
  }

  /** Ends the string, comment or character that the scan is in; the position after it. */
  #resume(piece: string, from: number): number {
    let at = from;
    while (this.#state !== 'forms' && at < piece.length) {
      if (this.#state === 'comment') {
        const end = piece.indexOf('\n', at);
        if (end < 0) return piece.length;
        at = end + 1;
        this.#state = 'forms';
      } else if (this.#state === 'string') {
        at = this.#endOfString(piece, at);
      } else {
        this.#state = this.#state === 'escape' ? 'string' : 'forms';
        at++;
      }
    }
    return at;
  }

  #endOfString(piece: string, from: number): number {
    for (let at = from; at < piece.length; at++) {
      const code = piece.charCodeAt(at);
      if (code !== 34 && code !== 92) continue;
      this.#state = code === 34 ? 'forms' : 'escape';
      return at + 1;
    }
    return piece.length;
  }
}

function tableOf(kinds: Readonly<Record<string, number>>): Uint8Array {
  const table = new Uint8Array(128);
  for (const [characters, kind] of Object.entries(kinds)) {
    for (const character of characters) table[character.charCodeAt(0)] = kind;
  }
  return table;
}
