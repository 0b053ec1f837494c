/**
 * Reads the plain values that histories are made of from bytes, as codes: natural and negative
 * integers, null, booleans, plain strings, keywords, and arrays of two of these. It knows what JSON
 * and EDN have in common. Whatever else a line may hold, it refuses, and a full reader takes the
 * line. Nothing is allocated but for texts that were never seen.
 *
 * A line must end with a line feed, and eight more bytes of any kind must follow: no value goes
 * beyond a line feed.
 */

import type { ValueTable } from '../../columns/value-table.js';
import { DIRECT_LIMIT, NULL_CODE } from '../../columns/value-table.js';
import { Keyword } from '../../value.js';
import { classOf, TOKEN } from '../edn-syntax.js';
import { KNOWN_TEXTS } from './field-names.js';
import { NO_TEXT, TEXT_BYTES_MAX, TextTable } from './text-table.js';

/** Answered instead of a code where a full reader has to look; no value has this code. */
export const REFUSED: number = -(2 ** 31) + 1;

/** Answered instead of a code for an array of two: `first` and `second` are its codes. */
export const PAIR: number = -(2 ** 31) + 2;

const QUOTES = 0x22222222;
const MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1);
const DIGITS_MAX = 15;
const SMALL_DIGITS_MAX = 9;

const WORD_TRUE = wordOf('true');
const WORD_FALS = wordOf('fals');
const WORD_NULL = wordOf('null');
const WORD_NIL = wordOf('nil\0');

const IS_TOKEN = Uint8Array.from({ length: 256 }, (_, byte) => (classOf(byte) === TOKEN ? 1 : 0));

/** Base of the scanners; `at` is where reading goes on. */
export abstract class ByteLexer {
  at = 0;
  /** The codes of the array that was read last. */
  first = 0;
  second = 0;
  readonly texts: TextTable = new TextTable(KNOWN_TEXTS);
  protected bytes: Uint8Array = new Uint8Array(0);
  protected view: DataView = new DataView(new ArrayBuffer(0));
  protected readonly isEdn: boolean;
  readonly #values: ValueTable;
  /** Codes of the texts as strings and as keywords; 0 where none was asked for. */
  readonly #textCodes: number[] = [];
  readonly #keywordCodes: number[] = [];

  constructor(syntax: 'json' | 'edn', values: ValueTable) {
    this.isEdn = syntax === 'edn';
    this.#values = values;
  }

  /** Reads from these bytes from now on. */
  setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Passes what parts two members of an array; -1 where it is not there. */
  protected abstract passSeparator(at: number): number;

  /** Passes blanks. */
  protected abstract passBlanks(at: number): number;

  /** The code of the value here, or {@link PAIR}, or {@link REFUSED}. */
  protected readValue(at: number): number {
    if (this.bytes[at] !== 91) return this.readScalar(at);
    const first = this.readScalar(this.passBlanks(at + 1));
    if (first === REFUSED) return REFUSED;
    const next = this.passSeparator(this.at);
    if (next < 0) return REFUSED;
    let second: number;
    if (this.bytes[next] === 91) {
      second = this.#readPair(next);
    } else {
      second = this.readScalar(next);
    }
    if (second === REFUSED) return REFUSED;
    const end = this.passBlanks(this.at);
    if (this.bytes[end] !== 93) return REFUSED;
    this.at = end + 1;
    this.first = first;
    this.second = second;
    return PAIR;
  }

  /** The code of the value here, which is one also for an array of two. */
  protected readWhole(at: number): number {
    const code = this.readValue(at);
    return code === PAIR ? this.pairCode(this.first, this.second) : code;
  }

  /** The code of an array of two values. */
  pairCode(first: number, second: number): number {
    if (first >= 0 && second >= 0) return this.#values.codeOfPair(first, second);
    return this.#values.codeOf([this.#values.valueOf(first), this.#values.valueOf(second)]);
  }

  /** The code of the value here, which is no array. */
  protected readScalar(at: number): number {
    const byte = this.bytes[at]!;
    if (byte >= 48 && byte <= 57) return this.#readNatural(at);
    if (byte === 34) {
      const text = this.readString(at + 1);
      return text < 0 ? REFUSED : this.#codeOfText(text);
    }
    if (byte === 58 && this.isEdn) {
      const text = this.readKeyword(at + 1);
      return text < 0 ? REFUSED : this.#codeOfKeyword(text);
    }
    if (byte === 45) return this.#readNegative(at);
    return this.#readWord(at);
  }

  /** Whether `null` or `nil` stands here; passes it. */
  protected readNull(at: number): boolean {
    const word = this.view.getInt32(at, true);
    const isNull = this.isEdn ? (word & 0xffffff) === WORD_NIL : word === WORD_NULL;
    if (!isNull) return false;
    this.at = at + (this.isEdn ? 3 : 4);
    return IS_TOKEN[this.bytes[this.at]!] === 0;
  }

  /** The natural number of at most 15 digits here; -1 where there is something else. */
  protected readDigits(at: number): number {
    const { bytes } = this;
    const small = this.#readSmall(at);
    let end = this.at;
    let value = small;
    let digit = bytes[end]! - 48;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = bytes[++end]! - 48;
    }
    const length = end - at;
    if (length === 0 || length > DIGITS_MAX || IS_TOKEN[bytes[end]!] === 1) return -1;
    if (length > 1 && bytes[at] === 48) return -1;
    this.at = end;
    return value;
  }

  /** The number of the string whose content begins here, {@link NO_TEXT} if it is not plain. */
  protected readString(at: number): number {
    const low = this.view.getInt32(at, true);
    let marks = quotesIn(low);
    if (marks !== 0) {
      const length = placeOf(marks);
      this.at = at + length + 1;
      return this.texts.findWords(this.bytes, at, length, low & MASKS[length]!, 0);
    }
    const high = this.view.getInt32(at + 4, true);
    marks = quotesIn(high);
    if (marks !== 0) {
      const length = placeOf(marks);
      this.at = at + length + 5;
      return this.texts.findWords(this.bytes, at, length + 4, low, high & MASKS[length]!);
    }
    return this.#readLongString(at);
  }

  /** The number of the keyword whose name begins here. */
  protected readKeyword(at: number): number {
    const { bytes } = this;
    let end = at;
    while (IS_TOKEN[bytes[end]!] === 1) end++;
    this.at = end;
    if (end === at || bytes[at] === 58) return NO_TEXT;
    return this.texts.find(bytes, this.view, at, end);
  }

  #readLongString(at: number): number {
    const { bytes } = this;
    const limit = at + TEXT_BYTES_MAX;
    let end = at + 8;
    while (bytes[end] !== 34) {
      if (end >= limit || bytes[end] === 10) return NO_TEXT;
      end++;
    }
    this.at = end + 1;
    return this.texts.find(bytes, this.view, at, end);
  }

  #readPair(at: number): number {
    const first = this.readScalar(this.passBlanks(at + 1));
    if (first === REFUSED) return REFUSED;
    const next = this.passSeparator(this.at);
    if (next < 0) return REFUSED;
    const second = this.readScalar(next);
    if (second === REFUSED) return REFUSED;
    const end = this.passBlanks(this.at);
    if (this.bytes[end] !== 93) return REFUSED;
    this.at = end + 1;
    return this.pairCode(first, second);
  }

  #readNatural(at: number): number {
    const value = this.#readSmall(at);
    const end = this.at;
    if (IS_TOKEN[this.bytes[end]!] === 1) return this.#readLarge(at);
    return end - at > 1 && this.bytes[at] === 48 ? REFUSED : value;
  }

  /** The number that up to nine digits from here on write. */
  #readSmall(at: number): number {
    const { bytes } = this;
    const limit = at + SMALL_DIGITS_MAX;
    let end = at;
    let value = 0;
    let digit = bytes[end]! - 48;
    while (digit >= 0 && digit <= 9 && end < limit) {
      value = (value * 10 + digit) | 0;
      digit = bytes[++end]! - 48;
    }
    this.at = end;
    return value;
  }

  #readLarge(at: number): number {
    const value = this.readDigits(at);
    if (value < 0) return REFUSED;
    return value < DIRECT_LIMIT ? value : this.#values.codeOf(value);
  }

  #readNegative(at: number): number {
    const value = this.readDigits(at + 1);
    return value > 0 ? this.#values.codeOf(-value) : REFUSED;
  }

  #readWord(at: number): number {
    const word = this.view.getInt32(at, true);
    if (word === WORD_TRUE) return this.#endWord(at + 4, true);
    if (word === WORD_FALS && this.bytes[at + 4] === 101) return this.#endWord(at + 5, false);
    return this.readNull(at) ? NULL_CODE : REFUSED;
  }

  #endWord(end: number, value: boolean): number {
    this.at = end;
    return IS_TOKEN[this.bytes[end]!] === 1 ? REFUSED : this.#values.codeOf(value);
  }

  #codeOfText(text: number): number {
    return (this.#textCodes[text] ??= this.#values.codeOfText(this.texts.texts[text]!));
  }

  #codeOfKeyword(text: number): number {
    return (this.#keywordCodes[text] ??= this.#values.codeOf(new Keyword(this.texts.texts[text]!)));
  }
}

/** Sets the highest bit of bytes that are a quote; the lowest one that is set is right. */
function quotesIn(word: number): number {
  const difference = word ^ QUOTES;
  return (difference - 0x01010101) & ~difference & 0x80808080;
}

/** The number of the lowest byte with a bit set. */
function placeOf(marks: number): number {
  return (31 - Math.clz32(marks & -marks)) >> 3;
}

/** The first four bytes of a text, as a little-endian word. */
export function wordOf(letters: string): number {
  let word = 0;
  for (let at = 0; at < 4; at++) word |= letters.charCodeAt(at) << (8 * at);
  return word;
}
