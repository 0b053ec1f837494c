/**
 * Exceptions that clients did not handle: operations that crashed with one, by its class.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { clientEvents } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer } from './judgement.js';
import { recordedOperation } from './recorded-operation.js';
import { elementsOf, fieldOf, isTruthy, nameOf } from './value-shapes.js';
import { ValueNumbering } from './value-numbering.js';

/** Counts the `exception` fields of `info` events, the most frequent first. Linear. */
export function unhandledExceptions(): EventChecker {
  return {
    name: 'unhandled-exceptions',
    check(events) {
      const classes = new ValueNumbering();
      const groups: Event[][] = [];
      for (const event of clientEvents(events)) {
        const exception = event.extra?.get('exception');
        if (event.type !== 'info' || exception === undefined || !isTruthy(exception)) continue;
        const group = classes.numberOf(classOf(exception));
        if (group === groups.length) groups.push([]);
        groups[group]!.push(event);
      }
      const exceptions = groups
        .map((group, number) => ({
          count: group.length,
          class: classes.valueOf(number),
          example: recordedOperation(group[0]!),
        }))
        .sort((left, right) => right.count - left.count);
      const result = { 'valid?': true, ...(exceptions.length === 0 ? {} : { exceptions }) };
      return answer('unhandled-exceptions', { judged: events.length, result, findings: [] });
    },
  };
}

/** Jepsen keeps causes under `via`, the outermost first; others may have a `class` or a name. */
function classOf(exception: Value): Value {
  const outermost = elementsOf(fieldOf(exception, 'via') ?? null)?.[0];
  const name =
    (outermost === undefined ? undefined : fieldOf(outermost, 'type')) ??
    fieldOf(exception, 'type') ??
    fieldOf(exception, 'class');
  return name ?? nameOf(exception) ?? null;
}
