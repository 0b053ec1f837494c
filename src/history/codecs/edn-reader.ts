/**
 * Reads EDN values: nil, booleans, all numbers, strings, characters, keywords, symbols, lists,
 * vectors, maps, sets, tagged values, discards and comments (github.com/edn-format/edn). Lists and
 * vectors both become arrays. Duplicate keys and set elements, unknown escapes, odd maps and deep
 * nesting are errors; nothing is guessed.
 */

import { canonicalKey } from '../equality.js';
import { Character, EdnSymbol, Keyword, Tagged } from '../value.js';
import type { Value } from '../value.js';
import { parseNumber } from './edn-number.js';
import { namedCharacter, readEscapedString } from './edn-string.js';
import { BLANK, classOf, isSymbolName, isTagName, TOKEN } from './edn-syntax.js';
import type { Fields } from './fields.js';
import { KeywordTable } from './keyword-table.js';
import { DIGITS_MAX, nameOf, narrow, TextReader } from './text-reader.js';

const SMALL_DIGITS_MAX = 15;

/**
 * Reads one form after another from the text it was reset to; linear. Errors are {@link
 * ParseError}s.
 */
export class EdnReader extends TextReader {
  /** One object a name, so that keys of a map can be compared by identity while it is read. */
  readonly #keywords = new KeywordTable();

  override reset(...how: Parameters<TextReader['reset']>): void {
    super.reset(...how);
    this.#keywords.trim();
  }

  /**
   * Passes blanks, comments and discarded forms; the code of the next character, `NaN` at the end.
   */
  skip(): number {
    const text = this.text;
    for (;;) {
      const code = text.charCodeAt(this.at);
      // Nearly all forms begin beyond the comma, and nearly all blanks are spaces.
      if (code > 44 && code !== 59) return code;
      if (code === 32) {
        this.at++;
      } else if (code === 59) {
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? text.length : end + 1;
      } else if (code === 35 && text.charCodeAt(this.at + 1) === 95) {
        this.#discard();
      } else if (classOf(code) === BLANK) {
        this.at++;
      } else {
        return code;
      }
    }
  }

  /** The next value; an error at the end of the text. */
  readValue(): Value {
    return this.#readForm(this.skip());
  }

  /** The value that begins here, with `code`. */
  #readForm(code: number): Value {
    switch (code) {
      case 34:
        return this.#readString();
      case 58:
        return this.#readKeyword();
      case 91:
        return this.#readSequence(93);
      case 40:
        return this.#readSequence(41);
      case 123:
        return this.#readMap();
      case 35:
        return this.#readDispatch();
      case 92:
        return this.#readCharacter();
      default:
        if (isDigit(code)) return this.#readNumber();
        if ((code === 45 || code === 43) && isDigit(this.text.charCodeAt(this.at + 1))) {
          return this.#readNumber();
        }
        return this.#readSymbol();
    }
  }

  /** Reads the map of an event into `fields`; tags in front of it are passed over. */
  readFields(fields: Fields, expected: string): void {
    let code = this.skip();
    while (code === 35 && this.text.charCodeAt(this.at + 1) !== 123) {
      this.#readTag();
      code = this.skip();
    }
    if (code !== 123) this.fail(this.at, expected);
    fields.clear(this.at);
    this.enter(this.at++);
    for (code = this.skip(); code !== 125; code = this.skip()) {
      if (isEnd(code)) this.#failClosing(125);
      const start = this.at;
      const name = nameOf(this.#readForm(code));
      if (name === undefined) return this.fail(start, 'the name of a field: a keyword or a string');
      if (fields.has(name)) this.fail(start, `each field once, but ${name} occurs twice`);
      const next = this.skip();
      if (next === 125) this.#failOddMap();
      const valueStart = this.at;
      fields.add(name, this.#readForm(next), valueStart);
    }
    this.at++;
    this.leave();
  }

  #failOddMap(): never {
    return this.fail(this.at, 'a value for the last key');
  }

  #discard(): void {
    this.enter(this.at);
    this.at += 2;
    this.readValue();
    this.leave();
  }

  #token(): string {
    const text = this.text;
    const start = this.at;
    let at = start;
    while (classOf(text.charCodeAt(at)) === TOKEN) at++;
    this.at = at;
    return text.slice(start, at);
  }

  #readString(): string {
    const text = this.text;
    const start = this.at + 1;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) {
        this.at = at + 1;
        return text.slice(start, at);
      }
      if (code === 92 || Number.isNaN(code)) {
        const { content, end } = readEscapedString(text, start, this);
        this.at = end;
        return content;
      }
    }
  }

  #readKeyword(): Keyword {
    const keyword = this.#keywords.read(this.text, this.at + 1);
    if (keyword === undefined) return this.fail(this.at, 'a keyword with a name');
    this.at = this.#keywords.end;
    return keyword;
  }

  #readSequence(closing: number): Value[] {
    const values: Value[] = [];
    this.enter(this.at++);
    for (let code = this.skip(); code !== closing; code = this.skip()) {
      if (isEnd(code)) this.#failClosing(closing);
      values.push(this.#readForm(code));
    }
    this.at++;
    this.leave();
    return values;
  }

  #readMap(): Value {
    const entries = new Map<Value, Value>();
    const uniqueness = new Uniqueness();
    this.enter(this.at++);
    for (let code = this.skip(); code !== 125; code = this.skip()) {
      if (isEnd(code)) this.#failClosing(125);
      const start = this.at;
      const key = this.#readForm(code);
      if (uniqueness.isRepeated(key, entries)) this.fail(start, 'each key of a map once');
      const next = this.skip();
      if (next === 125) this.#failOddMap();
      entries.set(key, this.#readForm(next));
    }
    this.at++;
    this.leave();
    return entries;
  }

  #readSet(): Value {
    const members = new Set<Value>();
    const uniqueness = new Uniqueness();
    this.enter(this.at);
    this.at += 2;
    for (let code = this.skip(); code !== 125; code = this.skip()) {
      if (isEnd(code)) this.#failClosing(125);
      const start = this.at;
      const member = this.#readForm(code);
      if (uniqueness.isRepeated(member, members)) this.fail(start, 'each member of a set once');
      members.add(member);
    }
    this.at++;
    this.leave();
    return members;
  }

  /** Inside a collection, at the end or at the bracket of another. */
  #failClosing(closing: number): never {
    return this.fail(this.at, `a closing ${String.fromCharCode(closing)}`);
  }

  #readDispatch(): Value {
    const start = this.at;
    const code = this.text.charCodeAt(start + 1);
    if (code === 123) return this.#readSet();
    if (code === 35) return this.#readSymbolicNumber();
    const tag = this.#readTag();
    this.enter(start);
    const value = this.readValue();
    this.leave();
    return new Tagged(tag, value);
  }

  #readTag(): string {
    const start = this.at++;
    const tag = this.#token();
    if (!isTagName(tag)) {
      // A text that ends in `#` may go on: say so, or a stream would call it wrong.
      if (tag === '' && this.at >= this.text.length)
        this.fail(this.at, 'a tag, a set or a discard');
      this.fail(start, 'a tag, a set or a discard');
    }
    return tag;
  }

  #readSymbolicNumber(): number {
    const start = this.at;
    this.at += 2;
    const name = this.#token();
    if (name === 'NaN') return NaN;
    if (name === 'Inf') return Infinity;
    if (name === '-Inf') return -Infinity;
    return this.fail(start, '##NaN, ##Inf or ##-Inf');
  }

  #readCharacter(): Character {
    const start = this.at++;
    const first = this.text.codePointAt(this.at);
    if (first === undefined) return this.fail(this.at, 'a character');
    if (classOf(first) === BLANK && first !== 44) {
      return this.fail(start, 'a character: a blank is written \\space');
    }
    this.at += first > 0xffff ? 2 : 1;
    const name = String.fromCodePoint(first) + this.#token();
    const text = namedCharacter(name);
    if (text === undefined) return this.fail(start, 'the name of a character, such as \\newline');
    return new Character(text);
  }

  #readNumber(): Value {
    const text = this.text;
    const start = this.at;
    const first = text.charCodeAt(start);
    let at = isDigit(first) ? start : start + 1;
    const digits = at;
    let value = 0;
    let code = text.charCodeAt(at);
    while (isDigit(code) && at - digits < SMALL_DIGITS_MAX) {
      value = value * 10 + (code - 48);
      code = text.charCodeAt(++at);
    }
    const isOctal = at - digits > 1 && text.charCodeAt(digits) === 48;
    if (classOf(code) !== TOKEN && !isOctal) {
      this.at = at;
      return first === 45 && value !== 0 ? -value : value;
    }
    const token = this.#token();
    if (token.length > DIGITS_MAX) {
      this.fail(start, `a number of at most ${DIGITS_MAX} characters`, `${token.length}`);
    }
    const number = parseNumber(token);
    if (number === undefined) return this.fail(start, 'a number');
    return typeof number === 'bigint' ? narrow(number) : number;
  }

  #readSymbol(): Value {
    const start = this.at;
    if (this.text.startsWith('nil', start) && classOf(this.text.charCodeAt(start + 3)) !== TOKEN) {
      this.at = start + 3;
      return null;
    }
    const name = this.#token();
    if (name === 'true') return true;
    if (name === 'false') return false;
    if (!isSymbolName(name)) this.fail(start, 'a value');
    return new EdnSymbol(name);
  }
}

/** Finds repeated keys: by identity where that is enough, by canonical key for the others. */
class Uniqueness {
  #structural: Set<string> | undefined;

  isRepeated(key: Value, known: { has(key: Value): boolean }): boolean {
    if (typeof key !== 'object' || key === null || key instanceof Keyword) return known.has(key);
    this.#structural ??= new Set();
    const canonical = canonicalKey(key);
    const isKnown = this.#structural.has(canonical);
    this.#structural.add(canonical);
    return isKnown;
  }
}

/** Whether a collection cannot go on here: at the end of the text, or at a closing bracket. */
function isEnd(code: number): boolean {
  return code === 93 || code === 125 || code === 41 || Number.isNaN(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
