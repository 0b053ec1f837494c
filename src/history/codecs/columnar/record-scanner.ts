/**
 * Reads the fields of one line into a record, whatever the syntax: known ones as numbers, others
 * are passed over. What it refuses, a full reader may still take.
 */

import type { ValueTable } from '../../columns/value-table.js';
import { DIRECT_LIMIT } from '../../columns/value-table.js';
import { ByteLexer, REFUSED } from './byte-lexer.js';
import { FIELD, TYPE } from './field-names.js';
import { LineRecord, NUMBER } from './line-record.js';

/** Other fields than the known ones are told apart up to this number of them. */
const OTHERS_MAX = 16;

/** Names of other fields are kept for ever; a text that invents them is for the full reader. */
const TEXTS_MAX = 4096;

/** In the first places of a line, the names of fields are guessed. */
const GUESSES = 16;

/** Of a guess: four bytes and their mask, four more and theirs, the length, the text's number. */
const GUESS_WORDS = 6;

/** Reads the field `value` where it is not a plain one. */
export interface ValueReader {
  /** Reads from these bytes from now on. */
  setBytes(bytes: Uint8Array<ArrayBuffer>): void;
  /** Reads the value here; the position behind it, or -1 where a full reader has to read it. */
  read(at: number): number;
}

/** Base of the scanners of lines. */
export abstract class RecordScanner extends ByteLexer {
  readonly record: LineRecord = new LineRecord();
  /** Reads the field `value`, of which the record has only the bit then. */
  valueReader: ValueReader | undefined;
  /** The set of fields that are known. */
  readonly #known: number;
  /** Names of fields by their place, as in the last line that was not guessed right. */
  readonly #guesses = new Int32Array(GUESS_WORDS * GUESSES).fill(-1);
  readonly #others = new Int32Array(OTHERS_MAX);
  #othersCount = 0;

  constructor(syntax: 'json' | 'edn', known: number, values: ValueTable) {
    super(syntax, values);
    this.#known = known;
  }

  override setBytes(bytes: Uint8Array<ArrayBuffer>): void {
    super.setBytes(bytes);
    this.valueReader?.setBytes(bytes);
  }

  /**
   * Reads the line that begins at a position; the position behind its line feed, or -1 where a full
   * reader has to read it.
   */
  abstract scan(start: number): number;

  /** Passes any value here; false where it is not a plain one. */
  protected abstract skipValue(at: number): boolean;

  protected startRecord(): void {
    this.record.present = 0;
    this.#othersCount = 0;
  }

  /**
   * The name at this position, if it is the one that a field in this place of a line last had and
   * if `end` follows, which is passed; -1 otherwise.
   */
  protected guessName(place: number, at: number, end: number): number {
    if (place >= GUESSES) return -1;
    const { view } = this;
    const guess = GUESS_WORDS * place;
    const guesses = this.#guesses;
    if ((view.getInt32(at, true) & guesses[guess + 1]!) !== guesses[guess]) return -1;
    if ((view.getInt32(at + 4, true) & guesses[guess + 3]!) !== guesses[guess + 2]) return -1;
    const after = at + guesses[guess + 4]!;
    if (this.bytes[after] !== end) return -1;
    this.at = after + 1;
    return guesses[guess + 5]!;
  }

  /** Remembers the name of a field for the next line. */
  protected noteName(place: number, name: number): void {
    const text = this.texts.texts[name]!;
    if (place >= GUESSES || text.length > 8) return;
    const guess = GUESS_WORDS * place;
    this.#guesses.fill(0, guess, guess + 4);
    for (let at = 0; at < text.length; at++) {
      const word = guess + (at < 4 ? 0 : 2);
      const shift = 8 * (at & 3);
      this.#guesses[word]! |= text.charCodeAt(at) << shift;
      this.#guesses[word + 1]! |= 0xff << shift;
    }
    this.#guesses[guess + 4] = text.length;
    this.#guesses[guess + 5] = name;
  }

  /** Reads the value of the field with this name, whose value is here. */
  protected readField(name: number, at: number): boolean {
    const { record } = this;
    const bit = 1 << name;
    if (name > FIELD.return || (this.#known & bit) === 0) {
      return this.#isNew(name) && this.skipValue(at);
    }
    if ((record.present & bit) !== 0) return false;
    record.present |= bit;
    switch (name) {
      case FIELD.type:
        return this.#readType(at);
      case FIELD.process:
        return this.#readProcess(at);
      case FIELD.f:
        record.f = this.#readName(at);
        return record.f >= 0;
      case FIELD.value:
        return this.#readOperand(at);
      case FIELD.output:
        record.output = this.readValue(at);
        record.outputFirst = this.first;
        record.outputSecond = this.second;
        return record.output !== REFUSED;
      case FIELD.key:
        record.key = this.readWhole(at);
        return record.key !== REFUSED;
      case FIELD.error:
        record.error = this.readWhole(at);
        return record.error !== REFUSED;
      case FIELD.time:
        return this.#readNumber(NUMBER.time, at);
      case FIELD.index:
        return this.#readNumber(NUMBER.index, at);
      case FIELD.call:
        return this.#readNumber(NUMBER.call, at);
      default:
        return this.#readNumber(NUMBER.return, at);
    }
  }

  #readOperand(at: number): boolean {
    const { record, valueReader } = this;
    if (valueReader !== undefined) {
      this.at = valueReader.read(at);
      return this.at >= 0;
    }
    record.value = this.readValue(at);
    record.valueFirst = this.first;
    record.valueSecond = this.second;
    return record.value !== REFUSED;
  }

  /** Notes another field; false when the line has it already. */
  #isNew(name: number): boolean {
    const count = this.#othersCount;
    if (name > TEXTS_MAX || count === OTHERS_MAX) return false;
    for (let at = 0; at < count; at++) {
      if (this.#others[at] === name) return false;
    }
    this.#others[this.#othersCount++] = name;
    return true;
  }

  #readType(at: number): boolean {
    const name = this.#readName(at);
    this.record.type = name - TYPE.invoke;
    return name >= TYPE.invoke && name <= TYPE.info;
  }

  #readProcess(at: number): boolean {
    const byte = this.bytes[at]!;
    if (byte >= 48 && byte <= 57) {
      const process = this.readScalar(at);
      this.record.process = process;
      return process >= 0 && process < DIRECT_LIMIT;
    }
    const name = this.#readName(at);
    this.record.process = -1 - name;
    return name >= 0 && !/^-?[0-9]+$/.test(this.texts.texts[name]!);
  }

  /** The number of the string or keyword here, which is not empty; negative if there is none. */
  #readName(at: number): number {
    const byte = this.bytes[at];
    if (byte === 34) return this.bytes[at + 1] === 34 ? -1 : this.readString(at + 1);
    return byte === 58 && this.isEdn ? this.readKeyword(at + 1) : -1;
  }

  /** Reads an integer, or null, which is kept as `NaN`. */
  #readNumber(place: number, at: number): boolean {
    const isNegative = this.bytes[at] === 45;
    const value = this.readDigits(isNegative ? at + 1 : at);
    if (value < 0) {
      this.record.numbers[place] = NaN;
      return !isNegative && this.readNull(at);
    }
    this.record.numbers[place] = isNegative ? -value : value;
    return !isNegative || value > 0;
  }
}
