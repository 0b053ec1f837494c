/**
 * Monotonic inserts, as Jepsen tests CockroachDB: every `add` inserts a value greater than all
 * before it, with the time of its transaction; the last `read` answers all rows in the order of
 * these times. Values and times must then go the same way.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood, partners } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { integerIntervals } from './integer-intervals.js';
import { answer, others, type Finding } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { compareValues, elementsOf, fieldOf } from './value-shapes.js';
import { ValueNumbering } from './value-numbering.js';

type Pair = readonly [Value, Value];

/**
 * Judges `add`s and the last `read` of rows with the fields `val` and `sts`; rows without `sts` are
 * compared by value alone. Jepsen calls a run without a read invalid, ours is unknown. Log-linear.
 */
export function monotonic(): EventChecker {
  const name = 'monotonic';
  return {
    name,
    check(events) {
      const clients = clientEvents(events);
      const at = clients.findLastIndex(
        ({ f, type, value }) => f === 'read' && type === 'ok' && value !== null,
      );
      if (at < 0) {
        const result = { 'valid?': false, error: 'Set was never read' };
        const doubt = 'no read succeeded; end the run with one';
        return answer(name, { judged: events.length, result, findings: [], doubt });
      }
      return judge(clients, at, events.length);
    },
  };
}

function judge(
  events: readonly Event[],
  at: number,
  judged: number,
): ReturnType<EventChecker['check']> {
  const read = events[at]!;
  const begun = Math.max(0, partners(events)[at]!);
  const rows = elementsOf(read.value);
  if (rows === undefined) throw misunderstood(read, 'collection of rows');
  const values = rows.map(valueOfRow);
  const ok = numbersOf(values);
  const added = valuesOf(events, 'ok');
  const failed = valuesOf(events, 'fail');
  const unsure = valuesOf(events, 'info');
  const lost = added.filter(([value]) => !ok.has(value));
  const revived = failed.filter(([value]) => ok.has(value));
  const recovered = unsure.filter(([value]) => ok.has(value));
  const duplicates = ok.repeated;
  const byTime = outOfOrder(rows, 'sts', (order) => order <= 0);
  const byValue = outOfOrder(rows, 'val', (order) => order < 0);
  const faults = { read, lost: lost.filter(([, end]) => end < begun), duplicates, byTime, byValue };
  return answer('monotonic', {
    judged,
    result: {
      'valid?': [lost, revived, duplicates, byTime, byValue].every(({ length }) => length === 0),
      revived: intervals(revived),
      'revived-frac': fraction(revived.length, failed.length),
      recovered: intervals(recovered),
      'recovered-frac': fraction(recovered.length, unsure.length),
      lost: intervals(lost),
      'lost-frac': fraction(lost.length, added.length),
      duplicates: new Set(duplicates),
      'order-by-errors': byTime,
      'value-reorders': byValue,
    },
    findings: findingsOf(
      { ...faults, revived: onlyFailed(revived, [...added, ...unsure]) },
      events,
    ),
    doubt:
      lost.length === 0
        ? undefined
        : 'the final read misses rows whose add ended after it began; read once more at the end',
  });
}

/** Values whose adds all failed: another add of the same value may be what was read. */
function onlyFailed(revived: readonly Added[], again: readonly Added[]): Value[] {
  const elsewhere = numbersOf(again.map(([value]) => value));
  return revived.flatMap(([value]) => (elsewhere.has(value) ? [] : [value]));
}

type Added = readonly [value: Value, at: number];

interface Faults {
  readonly read: Event;
  readonly lost: readonly Added[];
  readonly revived: readonly Value[];
  readonly duplicates: readonly Value[];
  readonly byTime: readonly Pair[];
  readonly byValue: readonly Pair[];
}

function findingsOf(faults: Faults, events: readonly Event[]): Finding[] {
  const { read, lost, revived, duplicates, byTime, byValue } = faults;
  const findings: Finding[] = [];
  const blame = (kind: string, count: number, message: string, cause?: Event): void => {
    const involved = cause === undefined ? [read] : [cause, read];
    const explanation = involved.map((event) => `${describeEvent(event)}.`);
    findings.push({ kind, message: message + others(count - 1), explanation, events: involved });
  };
  if (lost.length > 0) {
    const [value, at] = lost[0]!;
    const message = `the final read misses ${describeValue(value)}, which was added before`;
    blame('lost-element', lost.length, message, events[at]);
  }
  if (revived.length > 0) {
    const message = `the final read has ${describeValue(revived[0]!)}, whose add failed`;
    blame('revived-element', revived.length, message);
  }
  if (duplicates.length > 0) {
    const message = `the final read has ${describeValue(duplicates[0]!)} more than once`;
    blame('duplicate-element', duplicates.length, message);
  }
  for (const [kind, pairs, what] of [
    ['timestamp-reorder', byTime, 'times'],
    ['value-reorder', byValue, 'values'],
  ] as const) {
    if (pairs.length === 0) continue;
    const [before, after] = pairs[0]!.map(describeValue);
    blame(kind, pairs.length, `the ${what} of rows ${before} and ${after} go backwards`);
  }
  return findings;
}

/** What is added may be the value or the whole row. */
function valueOfRow(row: Value): Value {
  return fieldOf(row, 'val') ?? row;
}

/** The distinct values of adds that ended so, each with the place of its first end. */
function valuesOf(events: readonly Event[], type: Event['type']): Added[] {
  const numbering = new ValueNumbering();
  const added: Added[] = [];
  events.forEach((event, at) => {
    if (event.f !== 'add' || event.type !== type) return;
    const value = valueOfRow(event.value);
    if (numbering.numberOf(value) === added.length) added.push([value, at]);
  });
  return added;
}

function numbersOf(values: readonly Value[]): { has(value: Value): boolean; repeated: Value[] } {
  const numbering = new ValueNumbering();
  const counts: number[] = [];
  const repeated: Value[] = [];
  for (const value of values) {
    const number = numbering.numberOf(value);
    counts[number] = (counts[number] ?? 0) + 1;
    if (counts[number] === 2) repeated.push(value);
  }
  return { has: (value) => (counts[numbering.numberOf(value)] ?? 0) > 0, repeated };
}

function outOfOrder(
  rows: readonly Value[],
  field: 'sts' | 'val',
  inOrder: (order: number) => boolean,
): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 1; at < rows.length; at++) {
    const [before, after] = [rows[at - 1]!, rows[at]!];
    const left = fieldOf(before, field) ?? (field === 'val' ? before : undefined);
    const right = fieldOf(after, field) ?? (field === 'val' ? after : undefined);
    if (left === undefined || right === undefined) continue;
    if (!inOrder(compareValues(left, right))) pairs.push([before, after]);
  }
  return pairs;
}

function intervals(values: readonly Added[]): string {
  return integerIntervals(values.map(([value]) => value));
}

/** Jepsen's fraction: one of nothing is one. */
function fraction(count: number, all: number): number {
  return all === 0 ? 1 : count / all;
}
