/**
 * What the EDN and the JSON reader share: a text, a position in it, the limits, and the making of
 * errors. A reader may be handed one text after another (the lines or the forms of a file), each
 * with its place in the file.
 */

import { Keyword } from '../value.js';
import type { Value } from '../value.js';
import { advance, END_OF_FILE, excerpt, ParseError } from './parse-error.js';
import type { Located } from './parse-error.js';

/** Forms nested deeper than this are refused; the stack of a default Node holds far more. */
export const DEPTH_MAX = 512;

/** Integers with more digits than this are refused: reading them takes quadratic time. */
export const DIGITS_MAX = 10_000;

/** A place in the reader's text that can be complained about. */
export interface Complainer {
  /** Throws a {@link ParseError} at position `at`; without `found`, it quotes what stands there. */
  fail(at: number, expected: string, found?: string): never;
}

/** Base of the readers. */
export abstract class TextReader implements Complainer {
  /** Position of the next character to read. */
  at = 0;
  protected text = '';
  #depth = 0;
  #origin: Located = { place: { file: undefined, line: 1, column: 1 } };
  #end = END_OF_FILE;

  /** Starts over on `text`, which begins at the place of `origin` and ends with what `end` says. */
  reset(text: string, origin: Located, end: string = END_OF_FILE): void {
    this.text = text;
    this.at = 0;
    this.#depth = 0;
    this.#origin = origin;
    this.#end = end;
  }

  fail(at: number, expected: string, found: string = excerpt(this.text, at, this.#end)): never {
    throw new ParseError(advance(this.#origin.place, this.text, at), expected, found);
  }

  protected enter(at: number): void {
    if (++this.#depth > DEPTH_MAX) {
      this.fail(at, `at most ${DEPTH_MAX} nested forms`, 'one more');
    }
  }

  protected leave(): void {
    this.#depth--;
  }

  /** The integer written as `digits`, a number where it fits. */
  protected integer(digits: string, at: number): number | bigint {
    if (digits.length > DIGITS_MAX) {
      this.fail(at, `an integer of at most ${DIGITS_MAX} digits`, `${digits.length}`);
    }
    return narrow(BigInt(digits));
  }
}

/** The one form of an integer: a number up to 2^53, a bigint beyond. */
export function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The name of a keyword, or a string itself; `undefined` for anything else. */
export function nameOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Keyword ? value.name : undefined;
}
