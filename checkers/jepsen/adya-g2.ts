/**
 * Adya's G2 by predicates (Adya 1999, section 4.4): two transactions look for rows under a key, and
 * each inserts one when it finds none. At most one of them may succeed.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, misunderstood } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer, others } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';
import { compareValues } from './value-shapes.js';

/** Judges `insert`, with the key as the event's or first in its value. Log-linear. */
export function adyaG2(): EventChecker {
  return {
    name: 'adya-g2',
    check(events) {
      const inserts = clientEvents(events).filter(({ f }) => f === 'insert');
      const keys = new ValueNumbering();
      const succeeded: Event[][] = [];
      for (const event of inserts) {
        const key = keys.numberOf(keyOf(event));
        if (key === succeeded.length) succeeded.push([]);
        if (event.type === 'ok') succeeded[key]!.push(event);
      }
      const illegal = succeeded.flatMap((list, key) => (list.length > 1 ? [key] : []));
      const inserted = succeeded.filter((list) => list.length > 0).length;
      const [first] = illegal;
      return answer('adya-g2', {
        judged: events.length,
        result: {
          'valid?': illegal.length === 0,
          'key-count': keys.size,
          'legal-count': inserted - illegal.length,
          'illegal-count': illegal.length,
          illegal: new Map(
            illegal
              .map((key): [Value, number] => [keys.valueOf(key), succeeded[key]!.length])
              .sort(([left], [right]) => compareValues(left, right)),
          ),
        },
        findings:
          first === undefined
            ? []
            : [twoInserts(keys.valueOf(first), succeeded[first]!, illegal.length - 1)],
      });
    },
  };
}

function keyOf(event: Event): Value {
  if (event.key !== undefined) return event.key;
  const value = event.value;
  if (Array.isArray(value) && value.length === 2) return (value as readonly Value[])[0]!;
  throw misunderstood(event, 'key');
}

function twoInserts(
  key: Value,
  inserts: readonly Event[],
  more: number,
): {
  kind: string;
  message: string;
  explanation: string[];
  events: readonly Event[];
  key: Value;
} {
  const shown = inserts.slice(0, 2);
  return {
    kind: 'G2',
    message: `two inserts under key ${describeValue(key)} succeeded${others(more)}`,
    explanation: [
      ...shown.map((event) => `${describeEvent(event)}.`),
      'Whichever came second should have seen the row of the first, and done nothing.',
    ],
    events: shown,
    key,
  };
}
