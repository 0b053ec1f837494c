/**
 * Takes lines that are events of transactions, with what the scanner of micro-operations found in
 * them, and hands them to the builder in order.
 */

import type { Event, EventType } from '../../event.js';
import type { MicroList } from '../../transactions/micro-list.js';
import type { EventOptions } from '../event-fields.js';
import { indexOf } from '../columnar/event-sink.js';
import { FIELD, fieldSet } from '../columnar/field-names.js';
import type { LineSink } from '../columnar/line-driver.js';
import type { EventTaker } from '../columnar/line-fallback.js';
import type { RecordScanner } from '../columnar/record-scanner.js';
import type { MicroScanner } from './micro-scanner.js';
import type { TransactionIntake } from './transaction-intake.js';

const NEEDED = fieldSet(FIELD.type, FIELD.process, FIELD.f);
const IS_VALUE = fieldSet(FIELD.value);
const IS_KEY = fieldSet(FIELD.key);

const TYPES: readonly EventType[] = ['invoke', 'ok', 'fail', 'info'];

/** One for a text; constant for each micro-operation. */
export class TransactionSink implements LineSink, EventTaker {
  /** The index of the last event. */
  before = -1;
  readonly #scanner: RecordScanner;
  readonly #micros: MicroScanner;
  readonly #intake: TransactionIntake;
  readonly #isIndependent: boolean;

  constructor(
    scanner: RecordScanner,
    micros: MicroScanner,
    intake: TransactionIntake,
    options: EventOptions,
  ) {
    this.#scanner = scanner;
    this.#micros = micros;
    this.#intake = intake;
    this.#isIndependent = options.independent === true;
    scanner.valueReader = micros;
    this.#begin();
  }

  take(): boolean {
    const { record } = this.#scanner;
    const { builder } = this.#intake;
    const { present, process } = record;
    // What is missing may have a default, and keys are looked at: the full reader does it.
    if ((present & NEEDED) !== NEEDED || (present & IS_KEY) !== 0) return false;
    const index = indexOf(record, this.before);
    if (index < 0 || builder === undefined || this.#isIndependent) return false;
    if (process >= 0) {
      const type = TYPES[record.type]!;
      const micros = this.#listed((present & IS_VALUE) !== 0, type);
      if (micros === null) return false;
      builder.take(type, process, index, micros);
    }
    this.before = index;
    return true;
  }

  /** Takes an event that a full reader has read. */
  takeEvent(event: Event): void {
    this.before = event.index;
    const isBegun = this.#intake.builder !== undefined;
    this.#intake.add(event);
    if (!isBegun) this.#begin();
  }

  /** The micro-operations of the line, as the builder wants them; `null` where they are missing. */
  #listed(hasValue: boolean, type: EventType): MicroList | undefined | null {
    const { isList, isNull, micros } = this.#micros;
    const isListed = hasValue && isList;
    if (type === 'ok') return isListed ? micros : null;
    if (type === 'invoke') return isListed ? micros : hasValue && !isNull ? null : undefined;
    return isListed && micros.size > 0 ? micros : undefined;
  }

  #begin(): void {
    const { builder } = this.#intake;
    if (builder !== undefined) this.#micros.begin(builder);
  }
}
