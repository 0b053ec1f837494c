/**
 * Reads JSON values (RFC 8259) with the escapes of `json-escape.ts`. `JSON.parse` would not do: it
 * loses long integers, keeps the last of two equal keys without a word, overflows the stack on deep
 * nesting and does not say where it stopped.
 */

import { Float } from '../value.js';
import type { Value } from '../value.js';
import type { Fields } from './fields.js';
import { JSON_ESCAPES } from './json-escape.js';
import { TextReader } from './text-reader.js';

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const SAFE_DIGITS_MAX = 15;
const HEXADECIMAL = /^[0-9A-Fa-f]{4}$/;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const LITERALS: ReadonlyMap<number, readonly [string, Value]> = new Map<
  number,
  readonly [string, Value]
>([
  [116, ['true', true]],
  [102, ['false', false]],
  [110, ['null', null]],
]);

type PlainObject = Record<string, Value>;

/**
 * Reads one value after another from the text it was reset to; linear. Errors are {@link
 * ParseError}s.
 */
export class JsonReader extends TextReader {
  /** Passes blanks; the code of the next character, `NaN` at the end. */
  skip(): number {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return code;
      this.at++;
    }
  }

  /** Passes blanks and the one character `code`, or fails. */
  take(code: number, expected: string): void {
    if (this.skip() !== code) this.fail(this.at, expected);
    this.at++;
  }

  /** The next value; an error at the end of the text. */
  readValue(): Value {
    const code = this.skip();
    if (code === 34) return this.readString();
    if (code === 123) return this.#readObject();
    if (code === 91) return this.#readArray();
    if (code === 45 || (code >= 48 && code <= 57)) return this.#readNumber();
    const literal = LITERALS.get(code);
    if (literal === undefined) return this.fail(this.at, 'a value');
    const [word, value] = literal;
    if (!this.text.startsWith(word, this.at)) this.#failWord(word);
    this.at += word.length;
    return value;
  }

  /** Reads the object of an event into `fields`. */
  readFields(fields: Fields, expected: string): void {
    if (this.skip() !== 123) this.fail(this.at, expected);
    fields.clear(this.at);
    this.#entries((name, keyStart) => {
      if (fields.has(name)) this.fail(keyStart, `each field once, but ${name} occurs twice`);
      this.skip();
      const start = this.at;
      fields.add(name, this.readValue(), start);
    });
  }

  /** The next value, which must be a string: a key. */
  readString(): string {
    if (this.skip() !== 34) this.fail(this.at, 'a string as key');
    const text = this.text;
    const start = this.at + 1;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.at = at + 1;
        return text.slice(start, at);
      }
      if (code === 92) return this.#readEscaped(start, at);
      if (!(code >= 32)) this.#failInString(at);
    }
  }

  /** The entries of an object, from its opening brace through its closing one. */
  #entries(entry: (key: string, start: number) => void): void {
    this.enter(this.at++);
    if (this.skip() === 125) this.at++;
    else {
      for (;;) {
        this.skip();
        const start = this.at;
        const key = this.readString();
        this.take(58, 'a colon after the key');
        entry(key, start);
        if (this.skip() === 125) break;
        this.take(44, 'a comma or a closing }');
      }
      this.at++;
    }
    this.leave();
  }

  #readObject(): Value {
    const start = this.at;
    const object: PlainObject = {};
    let size = 0;
    let only = '';
    this.#entries((key, keyStart) => {
      if (Object.hasOwn(object, key)) this.fail(keyStart, 'each key of an object once');
      const value = this.readValue();
      if (key === '__proto__') define(object, value);
      else object[key] = value;
      size++;
      only = key;
    });
    if (size !== 1 || only.charCodeAt(0) !== 36) return object;
    const escape = JSON_ESCAPES.get(only);
    if (escape === undefined) return object;
    const value = escape.decode(object[only] as Value);
    if (value === undefined) return this.fail(start, `${escape.expected}, under ${only}`);
    return value;
  }

  #readArray(): Value {
    const values: Value[] = [];
    this.enter(this.at++);
    if (this.skip() === 93) this.at++;
    else {
      for (;;) {
        values.push(this.readValue());
        if (this.skip() === 93) break;
        this.take(44, 'a comma or a closing ]');
      }
      this.at++;
    }
    this.leave();
    return values;
  }

  #readNumber(): Value {
    const start = this.at;
    const short = this.#shortInteger(start);
    if (short !== undefined) return short;
    NUMBER.lastIndex = start;
    const match = NUMBER.exec(this.text);
    if (match === null) return this.fail(start + 1, 'a digit');
    const [token, fraction, exponent] = match;
    this.at = start + token.length;
    const next = this.text.charCodeAt(this.at);
    if (next === 46 || next === 69 || next === 101) this.fail(this.at + 1, 'a digit');
    if (fraction === undefined && exponent === undefined) {
      return token.length <= SAFE_DIGITS_MAX ? Number(token) + 0 : this.integer(token, start);
    }
    const value = Number(token);
    if (!Number.isFinite(value)) return this.fail(start, 'a number below 1.8e308');
    if (!Number.isInteger(value)) return value;
    return Number.isSafeInteger(value) ? value + 0 : new Float(value);
  }

  /** An integer of few digits and no sign, which most numbers are: a match would cost far more. */
  #shortInteger(start: number): number | undefined {
    const text = this.text;
    let at = start;
    let value = 0;
    let code = text.charCodeAt(at);
    while (code >= 48 && code <= 57 && at - start < SAFE_DIGITS_MAX) {
      value = value * 10 + (code - 48);
      code = text.charCodeAt(++at);
    }
    const isMore = code === 46 || code === 69 || code === 101 || (code >= 48 && code <= 57);
    if (isMore || at === start || (at - start > 1 && text.charCodeAt(start) === 48))
      return undefined;
    this.at = at;
    return value;
  }

  #readEscaped(start: number, firstEscape: number): string {
    const text = this.text;
    const pieces: string[] = [text.slice(start, firstEscape)];
    for (let at = firstEscape; ;) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.at = at + 1;
        return pieces.join('');
      }
      if (code === 92) {
        pieces.push(this.#readEscape(at + 1));
        at += text.charAt(at + 1) === 'u' ? 6 : 2;
        continue;
      }
      const from = at;
      while (text.charCodeAt(at) >= 32 && !isQuoteOrBackslash(text.charCodeAt(at))) at++;
      if (from === at) this.#failInString(at);
      pieces.push(text.slice(from, at));
    }
  }

  #readEscape(at: number): string {
    const character = this.text.charAt(at);
    if (character === '') return this.fail(at, 'the rest of an escape');
    const simple = ESCAPES.get(character);
    if (simple !== undefined) return simple;
    const digits = this.text.slice(at + 1, at + 5);
    if (character === 'u' && HEXADECIMAL.test(digits)) {
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    return this.fail(
      at - 1,
      'a known escape: \\n \\t \\r \\b \\f \\/ \\" \\\\ or \\u with four digits',
    );
  }

  #failInString(at: number): never {
    if (at >= this.text.length) this.fail(at, 'a closing "');
    this.fail(at, 'an escape: a string holds no bare control characters');
  }

  #failWord(word: string): never {
    const rest = this.text.slice(this.at);
    if (word.startsWith(rest)) this.fail(this.text.length, `the rest of ${word}`);
    this.fail(this.at, `a value, such as ${word}`);
  }
}

/** `object.__proto__ = value` would set the prototype; here it is a key like any other. */
function define(object: PlainObject, value: Value): void {
  Object.defineProperty(object, '__proto__', {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isQuoteOrBackslash(code: number): boolean {
  return code === 34 || code === 92;
}
