/**
 * Counters: a read must lie between the sum of what was surely added before it and the sum of what
 * may have been added by its end. Jepsen's counter only grows; here what is added may be negative,
 * with bounds that are Jepsen's when nothing is.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { clientEvents, misunderstood, partners, UNPAIRED } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer, others, type Finding } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { integerOf, integerValue } from './value-shapes.js';

interface Read {
  readonly event: Event;
  readonly lower: bigint;
  readonly value: bigint;
  readonly upper: bigint;
}

/** Sums of what was added: begun or done, above and below zero. */
interface Sums {
  begunUp: bigint;
  begunDown: bigint;
  doneUp: bigint;
  doneDown: bigint;
}

/** Judges `add` of an integer, or of 1 for `null`, and `read` of the sum. Linear. */
export function counterBounds(): EventChecker {
  return {
    name: 'counter',
    check(events) {
      const reads = readsOf(clientEvents(events));
      const errors = reads.filter(({ lower, value, upper }) => value < lower || value > upper);
      const [first] = errors;
      return answer('counter', {
        judged: events.length,
        result: {
          'valid?': errors.length === 0,
          reads: reads.map(boundsOf),
          errors: errors.map(boundsOf),
        },
        findings: first === undefined ? [] : [outOfBounds(first, errors.length - 1)],
      });
    },
  };
}

function readsOf(events: readonly Event[]): Read[] {
  const partner = partners(events);
  const sums: Sums = { begunUp: 0n, begunDown: 0n, doneUp: 0n, doneDown: 0n };
  /** Sums when the read at this place began. */
  const before = new Map<number, Sums>();
  const reads: Read[] = [];
  events.forEach((event, at) => {
    if (isWithoutBeginning(event, partner[at]!)) begin(sums, amountOf(event));
  });
  events.forEach((event, at) => {
    const other = partner[at]!;
    if (event.f === 'add') {
      if (event.type === 'ok') end(sums, amountOf(event));
      const fails = events[other]?.type === 'fail';
      if (event.type === 'invoke' && !fails) begin(sums, amountOf(event));
    } else if (event.f === 'read' && event.type === 'invoke') {
      before.set(at, { ...sums });
    } else if (event.f === 'read' && event.type === 'ok' && event.value !== null) {
      const value = integerOf(event.value);
      if (value === undefined) throw misunderstood(event, 'integer');
      // Without its invocation, a read may have begun before everything.
      const from = before.get(other);
      before.delete(other);
      const lower = (from?.doneUp ?? 0n) + sums.begunDown;
      const upper = sums.begunUp + (from?.doneDown ?? 0n);
      reads.push({ event, lower, value, upper });
    }
  });
  return reads;
}

/** An add whose invocation nobody recorded may have begun at any time. */
function isWithoutBeginning({ f, type }: Event, partner: number): boolean {
  return f === 'add' && (type === 'ok' || type === 'info') && partner === UNPAIRED;
}

function begin(sums: Sums, amount: bigint): void {
  if (amount >= 0n) sums.begunUp += amount;
  else sums.begunDown += amount;
}

function end(sums: Sums, amount: bigint): void {
  if (amount >= 0n) sums.doneUp += amount;
  else sums.doneDown += amount;
}

function amountOf(event: Event): bigint {
  const amount = event.value === null ? 1n : integerOf(event.value);
  if (amount === undefined) throw misunderstood(event, 'integer');
  return amount;
}

function boundsOf({ lower, value, upper }: Read): Value {
  return [integerValue(lower), integerValue(value), integerValue(upper)];
}

function outOfBounds({ event, lower, value, upper }: Read, more: number): Finding {
  const why =
    value < lower
      ? `What was surely added before it began makes at least ${lower}.`
      : `All that anybody tried to add until it ended makes at most ${upper}.`;
  return {
    kind: 'counter-out-of-bounds',
    message: `a read of ${value} where the counter is from ${lower} to ${upper}${others(more)}`,
    explanation: [`${describeEvent(event)}.`, why],
    events: [event],
  };
}
