/**
 * Takes lines that are events, and hands them to the builder in order.
 */

import type { Event } from '../../event.js';
import { FIELD, fieldSet } from './field-names.js';
import { NUMBER, type LineRecord } from './line-record.js';
import { RecordSink } from './record-sink.js';

const IS_TYPE = fieldSet(FIELD.type);
const IS_INDEX = fieldSet(FIELD.index);
const IS_TIME = fieldSet(FIELD.time);

/**
 * The index of the event in a record, where that of the event in front is `before`; -1 where a full
 * reader has to complain of it.
 */
export function indexOf({ present, numbers }: LineRecord, before: number): number {
  if ((present & IS_INDEX) === 0) return before + 1;
  const given = numbers[NUMBER.index]!;
  if (given >= 0) return given < before ? -1 : given;
  return given < -1 ? -1 : before + 1;
}

/** One for a text; constant for each event. */
export class EventSink extends RecordSink {
  /** The index of the last event. */
  before = -1;

  override get isEmpty(): boolean {
    return this.before < 0;
  }

  override take(): boolean {
    const { record } = this.scanner;
    const { present, process, type } = record;
    if ((present & IS_TYPE) === 0 || !this.readCommon()) return false;
    const index = indexOf(record, this.before);
    if (index < 0) return false;
    this.before = index;
    const { builder } = this;
    if (process < 0) {
      builder.leaveOut(type === 0, this.scanner.texts.texts[-1 - process]!, index);
      return true;
    }
    const at =
      type === 0
        ? builder.invoke(process, this.f, this.value, this.key, index)
        : builder.complete(type - 1, process, this.f, this.value, this.key, this.error, index);
    if ((present & IS_TIME) !== 0) {
      const ns = record.numbers[NUMBER.time]!;
      if (!Number.isNaN(ns) && ns !== -1) {
        if (type === 0) builder.stampCall(at, ns);
        else builder.stampReturn(at, ns);
      }
    }
    return true;
  }

  /** Takes an event that a full reader has read. */
  takeEvent(event: Event): void {
    this.before = event.index;
    this.builder.add(event);
  }
}
