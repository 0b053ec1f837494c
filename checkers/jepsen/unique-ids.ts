/**
 * Unique identifiers: no two `generate` may answer the same.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer, others, type Finding } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { compareValues } from './value-shapes.js';

/** Jepsen names so many of the identifiers that came most often. */
const NAMED_MAX = 48;

/** Judges the answers of `generate`. Linear, and log-linear in the duplicates. */
export function uniqueIds(): EventChecker {
  return {
    name: 'unique-ids',
    check(events) {
      const generated = clientEvents(events).filter(({ f }) => f === 'generate');
      const acknowledged = generated.filter(({ type }) => type === 'ok');
      const numbering = new ValueNumbering();
      const counts: number[] = [];
      const firsts: Event[] = [];
      const again: Event[] = [];
      for (const event of acknowledged) {
        const id = numbering.numberOf(event.value);
        if (id === counts.length) {
          counts.push(1);
          firsts.push(event);
        } else if (counts[id]!++ === 1) {
          again.push(event);
        }
      }
      const ids = firsts.map(({ value }) => value);
      const duplicated = again.map(({ value }): [Value, number] => [
        value,
        counts[numbering.numberOf(value)]!,
      ]);
      const [second] = again;
      const first = second === undefined ? undefined : firsts[numbering.numberOf(second.value)];
      return answer('unique-ids', {
        judged: events.length,
        result: {
          'valid?': again.length === 0,
          'attempted-count': generated.filter(({ type }) => type === 'invoke').length,
          'acknowledged-count': acknowledged.length,
          'duplicated-count': again.length,
          duplicated: mostFrequent(duplicated),
          range: rangeOf(ids),
        },
        findings:
          first === undefined || second === undefined
            ? []
            : [twice(first, second, again.length - 1)],
      });
    },
  };
}

function twice(first: Event, second: Event, more: number): Finding {
  return {
    kind: 'duplicate-id',
    message: `the identifier ${describeValue(first.value)} was given out twice${others(more)}`,
    explanation: [`${describeEvent(first)}.`, `${describeEvent(second)}.`],
    events: [first, second],
  };
}

function mostFrequent(duplicated: readonly [Value, number][]): Map<Value, number> {
  const worst = duplicated.toSorted(([, left], [, right]) => right - left).slice(0, NAMED_MAX);
  return new Map(worst.sort(([left], [right]) => compareValues(left, right)));
}

function rangeOf(ids: readonly Value[]): [Value, Value] {
  let least: Value = null;
  let greatest: Value = null;
  ids.forEach((id, at) => {
    if (at === 0 || compareValues(id, least) < 0) least = id;
    if (at === 0 || compareValues(id, greatest) > 0) greatest = id;
  });
  return [least, greatest];
}
