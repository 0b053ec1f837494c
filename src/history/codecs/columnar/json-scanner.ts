/**
 * Scans lines of JSON: one flat object each. See `record-scanner.ts`.
 */

import type { ValueTable } from '../../columns/value-table.js';
import { REFUSED } from './byte-lexer.js';
import { RecordScanner } from './record-scanner.js';

/** For fields as in `EVENT_RECORD` or `OPERATION_RECORD`; linear. */
export class JsonScanner extends RecordScanner {
  constructor(known: number, values: ValueTable) {
    super('json', known, values);
  }

  override scan(start: number): number {
    const { bytes } = this;
    let at = start;
    if (bytes[at] !== 123) at = this.passBlanks(start);
    if (bytes[at] !== 123) return -1;
    this.startRecord();
    // Nearly all lines are written without blanks: look for what must come before passing any.
    let byte: number;
    for (let field = 0; ; field++) {
      at++;
      if (bytes[at] !== 34) at = this.passBlanks(at);
      if (bytes[at] !== 34) return -1;
      let name = this.guessName(field, at + 1, 34);
      if (name < 0) {
        name = this.readString(at + 1);
        if (name < 0) return -1;
        this.noteName(field, name);
      }
      at = this.at;
      if (bytes[at] !== 58) at = this.passBlanks(at);
      if (bytes[at] !== 58) return -1;
      at++;
      if (bytes[at]! <= 32) at = this.passBlanks(at);
      if (!this.readField(name, at)) return -1;
      at = this.at;
      byte = bytes[at]!;
      if (byte <= 32) byte = bytes[(at = this.passBlanks(at))]!;
      if (byte !== 44) break;
    }
    if (byte !== 125) return -1;
    at++;
    if (bytes[at] !== 10) at = this.passBlanks(at);
    return bytes[at] === 10 ? at + 1 : -1;
  }

  protected override passBlanks(at: number): number {
    const { bytes } = this;
    let end = at;
    for (let byte = bytes[end]!; byte === 32 || byte === 9 || byte === 13;) byte = bytes[++end]!;
    return end;
  }

  protected override passSeparator(at: number): number {
    const comma = this.passBlanks(at);
    return this.bytes[comma] === 44 ? this.passBlanks(comma + 1) : -1;
  }

  protected override skipValue(at: number): boolean {
    const { bytes } = this;
    const byte = bytes[at]!;
    if (byte === 34) return this.#skipString(at + 1);
    if (byte === 45 || (byte >= 48 && byte <= 57)) return this.#skipNumber(at);
    return this.readScalar(at) !== REFUSED;
  }

  #skipString(at: number): boolean {
    const { bytes } = this;
    let end = at;
    for (let byte = bytes[end]!; byte !== 34; byte = bytes[++end]!) {
      if (byte < 32 || byte === 92) return false;
    }
    this.at = end + 1;
    return true;
  }

  /** Numbers without exponent, with up to a dozen digits on each side. */
  #skipNumber(at: number): boolean {
    const { bytes } = this;
    const start = bytes[at] === 45 ? at + 1 : at;
    let end = this.#passDigits(start);
    const whole = end - start;
    if (whole === 0 || whole > 30 || (whole > 1 && bytes[start] === 48)) return false;
    if (bytes[end] === 46) {
      const fraction = end + 1;
      end = this.#passDigits(fraction);
      if (end === fraction) return false;
    }
    this.at = end;
    return true;
  }

  #passDigits(at: number): number {
    const { bytes } = this;
    let end = at;
    while (bytes[end]! >= 48 && bytes[end]! <= 57) end++;
    return end;
  }
}
