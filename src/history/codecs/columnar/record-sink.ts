/**
 * What takes the records of a scanner. Sinks for events and for operations share the rules by which
 * fields that are absent are filled in, and by which keys are split off.
 */

import type { HistoryBuilder } from '../../columns/history-builder.js';
import { NO_VALUE, NULL_CODE } from '../../columns/value-table.js';
import type { EventOptions } from '../event-fields.js';
import { PAIR } from './byte-lexer.js';
import { FIELD, fieldSet } from './field-names.js';
import type { RecordScanner } from './record-scanner.js';

const IS_PROCESS = fieldSet(FIELD.process);
const IS_F = fieldSet(FIELD.f);
const IS_VALUE = fieldSet(FIELD.value);
const IS_KEY = fieldSet(FIELD.key);
const IS_ERROR = fieldSet(FIELD.error);

/** Base of the sinks; a record it refuses is for a full reader. */
export abstract class RecordSink {
  protected readonly scanner: RecordScanner;
  protected readonly builder: HistoryBuilder;
  /** What {@link readCommon} found: codes, and the builder's number of the function. */
  protected f = 0;
  protected key = 0;
  protected value = 0;
  protected error = 0;
  /** Whether the key was split off the value. */
  protected isSplit = false;
  readonly #isIndependent: boolean;
  /** The builder's numbers of functions, by the number of their text. */
  readonly #names: number[] = [];

  constructor(scanner: RecordScanner, builder: HistoryBuilder, options: EventOptions) {
    this.scanner = scanner;
    this.builder = builder;
    this.#isIndependent = options.independent === true;
  }

  /** Takes the scanner's record; false, and nothing is changed, where it is not a plain one. */
  abstract take(): boolean;

  /** Whether nothing was taken. */
  abstract get isEmpty(): boolean;

  /** Called at the end of the text. */
  finish(): void {
    // Events go to the builder as they come.
  }

  /** Reads function, key, value and error of the record; false where they are not plain. */
  protected readCommon(): boolean {
    const { record } = this.scanner;
    const { present } = record;
    // What is missing may have a default: the full reader knows.
    if ((present & IS_PROCESS) === 0 || (present & IS_F) === 0) return false;
    this.f = this.#names[record.f] ??= this.builder.nameOf(this.scanner.texts.texts[record.f]!);
    this.error = (present & IS_ERROR) === 0 ? NO_VALUE : record.error;
    this.key = (present & IS_KEY) === 0 ? NO_VALUE : record.key;
    this.value = (present & IS_VALUE) === 0 ? NULL_CODE : record.value;
    this.isSplit = this.#isIndependent && (present & IS_KEY) === 0 && record.process >= 0;
    if (this.value === PAIR) {
      if (this.isSplit) {
        this.key = record.valueFirst;
        this.value = record.valueSecond;
      } else {
        this.value = this.scanner.pairCode(record.valueFirst, record.valueSecond);
      }
      return true;
    }
    return !this.isSplit || this.value === NULL_CODE;
  }
}
