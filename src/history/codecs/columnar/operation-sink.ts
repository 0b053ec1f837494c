/**
 * Takes lines that are operations with their times, and hands them to the builder as events in the
 * order of these times, once all are known: what `timedEvents` and `toHistory` do together.
 */

import { OUTCOME } from '../../columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../columns/value-table.js';
import { timedEvents } from '../../timed-operations.js';
import type { TimedOperation } from '../../timed-operations.js';
import { PAIR, REFUSED } from './byte-lexer.js';
import { FIELD, fieldSet } from './field-names.js';
import { NUMBER } from './line-record.js';
import { OperationRows } from './operation-rows.js';
import { RecordSink } from './record-sink.js';
import { orderedSteps } from './row-order.js';
import { RowReplay } from './row-replay.js';

const IS_TYPE = fieldSet(FIELD.type);
const IS_OUTPUT = fieldSet(FIELD.output);
const IS_CALL = fieldSet(FIELD.call);
const IS_RETURN = fieldSet(FIELD.return);

const OUTCOMES = ['ok', 'fail', 'info'] as const;

/** One for a text; constant for each operation, linear at the end. */
export class OperationSink extends RecordSink {
  readonly #rows = new OperationRows();

  override get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  override take(): boolean {
    const { record } = this.scanner;
    const { present, process, numbers } = record;
    if ((present & IS_CALL) === 0 || !this.readCommon()) return false;
    // The key of the input is the key; without input there is none, and that is an error.
    if (this.isSplit && this.key === NO_VALUE) return false;
    const call = numbers[NUMBER.call]!;
    const returned = (present & IS_RETURN) === 0 ? NaN : numbers[NUMBER.return]!;
    if (Number.isNaN(call) || returned < call) return false;
    let outcome: number = Number.isNaN(returned) ? OUTCOME.info : OUTCOME.ok;
    if ((present & IS_TYPE) !== 0) {
      outcome = record.type - 1;
      if (outcome < 0 || (Number.isNaN(returned) && outcome !== OUTCOME.info)) return false;
    }
    const output = this.#output();
    if (output === REFUSED) return false;
    const rows = this.#rows;
    const { texts } = this.scanner.texts;
    const code = process >= 0 ? process : rows.codeOfProcess(texts[-1 - process]!);
    const row = rows.add(code, this.f, outcome);
    rows.key[row] = this.key;
    rows.input[row] = this.value;
    rows.output[row] = output;
    rows.error[row] = this.error;
    rows.times[2 * row] = call;
    rows.times[2 * row + 1] = returned;
    return true;
  }

  /** The code of the output, without its key. */
  #output(): number {
    const { present, output, outputFirst, outputSecond } = this.scanner.record;
    if ((present & IS_OUTPUT) === 0) return NULL_CODE;
    if (output !== PAIR) return this.isSplit && output !== NULL_CODE ? REFUSED : output;
    return this.isSplit ? outputSecond : this.scanner.pairCode(outputFirst, outputSecond);
  }

  /** Takes an operation that a full reader has read. */
  takeOperation(operation: TimedOperation): void {
    const { process, f, key, input, output, error, outcome, call } = operation;
    const rows = this.#rows;
    const { values } = this.builder;
    const row = rows.add(rows.codeOfProcess(process), this.builder.nameOf(f), OUTCOME[outcome]);
    rows.key[row] = key === undefined ? NO_VALUE : values.codeOf(key);
    rows.input[row] = values.codeOf(input);
    rows.output[row] = values.codeOf(output);
    rows.error[row] = error === undefined ? NO_VALUE : values.codeOf(error);
    rows.setTime(2 * row, call);
    rows.setTime(2 * row + 1, operation.return);
  }

  /** Hands all of them to the builder. */
  override finish(): void {
    const rows = this.#rows;
    if (rows.size === 0) return;
    const steps = orderedSteps(rows);
    if (steps === undefined) {
      const operations = Array.from({ length: rows.size }, (_, row) => this.#operation(row));
      for (const event of timedEvents(operations, { keepTimes: true })) this.builder.add(event);
    } else {
      new RowReplay(rows, this.builder).run(steps);
    }
  }

  #operation(row: number): TimedOperation {
    const rows = this.#rows;
    const { values } = this.builder;
    const key = rows.key[row]!;
    const error = rows.error[row]!;
    return {
      process: rows.processOf(row),
      f: this.builder.nameAt(rows.f[row]!),
      ...(key === NO_VALUE ? {} : { key: values.valueOf(key) }),
      input: values.valueOf(rows.input[row]!),
      output: values.valueOf(rows.output[row]!),
      outcome: OUTCOMES[rows.outcome[row]!]!,
      ...(error === NO_VALUE ? {} : { error: values.valueOf(error) }),
      call: rows.timeAt(2 * row)!,
      return: rows.timeAt(2 * row + 1),
    };
  }
}
