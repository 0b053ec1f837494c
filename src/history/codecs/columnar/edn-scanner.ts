/**
 * Scans lines of EDN: one flat map of an event each, as Jepsen writes `history.edn`, perhaps with a
 * tag in front. See `record-scanner.ts`.
 */

import type { ValueTable } from '../../columns/value-table.js';
import { BLANK, classOf, TOKEN } from '../edn-syntax.js';
import { REFUSED } from './byte-lexer.js';
import { EVENT_RECORD } from './field-names.js';
import { RecordScanner } from './record-scanner.js';

const FLOAT_DIGITS_MAX = 30;

const LINE_FEED = 10;
const IS_BLANK = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte !== LINE_FEED && classOf(byte) === BLANK ? 1 : 0,
);

/** Linear. */
export class EdnScanner extends RecordScanner {
  constructor(values: ValueTable) {
    super('edn', EVENT_RECORD, values);
  }

  override scan(start: number): number {
    const { bytes } = this;
    let at = this.#passTag(this.passBlanks(start));
    if (bytes[at] !== 123) return -1;
    this.startRecord();
    at++;
    for (let field = 0; ; field++) {
      if (IS_BLANK[bytes[at]!] === 1) at = this.passBlanks(at);
      let name: number;
      if (bytes[at] === 58) {
        name = this.#readFieldName(field, at + 1);
      } else if (bytes[at] === 34) {
        name = this.readString(at + 1);
      } else {
        break;
      }
      if (name < 0) return -1;
      at = this.at;
      if (IS_BLANK[bytes[at]!] === 1) at = this.passBlanks(at);
      if (!this.readField(name, at)) return -1;
      at = this.at;
    }
    if (bytes[at] !== 125) return -1;
    at = this.passBlanks(at + 1);
    return bytes[at] === LINE_FEED ? at + 1 : -1;
  }

  #readFieldName(field: number, at: number): number {
    const guess = this.guessName(field, at, 32);
    if (guess >= 0) return guess;
    const name = this.readKeyword(at);
    if (name >= 0) this.noteName(field, name);
    return name;
  }

  protected override passBlanks(at: number): number {
    const { bytes } = this;
    let end = at;
    while (IS_BLANK[bytes[end]!] === 1) end++;
    return end;
  }

  protected override passSeparator(at: number): number {
    return this.passBlanks(at);
  }

  /** Plain values, and long integers and floats without exponent. */
  protected override skipValue(at: number): boolean {
    if (this.readValue(at) !== REFUSED) return true;
    const { bytes } = this;
    const start = bytes[at] === 45 ? at + 1 : at;
    let end = start;
    let points = 0;
    for (let byte = bytes[end]!; byte === 46 || (byte >= 48 && byte <= 57); byte = bytes[++end]!) {
      if (byte === 46) points++;
    }
    const isPlain = end > start && end - start <= FLOAT_DIGITS_MAX && points <= 1;
    if (!isPlain || bytes[start] === 46 || (bytes[start] === 48 && bytes[start + 1] !== 46)) {
      return false;
    }
    this.at = end;
    return classOf(bytes[end]!) !== TOKEN;
  }

  /** Passes a tag such as `#jepsen.history.Op` that a map follows at once. */
  #passTag(at: number): number {
    const { bytes } = this;
    if (bytes[at] !== 35) return at;
    const letter = bytes[at + 1]! | 32;
    if (letter < 97 || letter > 122) return at;
    let end = at + 1;
    while (bytes[end]! < 128 && classOf(bytes[end]!) === TOKEN) end++;
    return end;
  }
}
