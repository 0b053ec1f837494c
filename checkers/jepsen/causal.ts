/**
 * Causal consistency, as Jepsen's causal register tests it: one issuer writes 1, 2, 3 and so on and
 * reads in between; each operation says to which position it is linked, and is at a position of its
 * own. Only successful operations count, in the order of their ends.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { nameOf } from './value-shapes.js';

interface Register {
  readonly value: Value;
  readonly counter: number;
  /** `null` before the first operation. */
  readonly position: Value;
}

const FUNCTIONS: ReadonlySet<string> = new Set(['write', 'read', 'read-init']);

/**
 * Judges `read-init`, `write` and `read` of one register, whose events have the fields `link` and
 * `position`; for several keys put it in `perKey`. Linear.
 */
export function causal(): EventChecker {
  return {
    name: 'causal',
    check(events) {
      let register: Register = { value: 0, counter: 0, position: null };
      for (const event of clientEvents(events)) {
        if (event.type !== 'ok' || !FUNCTIONS.has(event.f)) continue;
        const next = step(register, event);
        if (typeof next === 'string') return inconsistent(event, next, events.length);
        register = next;
      }
      return answer('causal', {
        judged: events.length,
        result: { 'valid?': true, model: { ...register } },
        findings: [],
      });
    },
  };
}

/** The register afterwards, or what is wrong in Jepsen's words. */
function step({ value, counter, position }: Register, event: Event): Register | string {
  const link = event.extra?.get('link') ?? null;
  if (nameOf(link) !== 'init' && !equalValues(link, position)) {
    return `Cannot link ${text(link)} to last-seen position ${text(position)}`;
  }
  const after = { value, counter, position: event.extra?.get('position') ?? null };
  const seen = event.value;
  if (event.f === 'write') {
    const expected = counter + 1;
    return equalValues(seen, expected)
      ? { ...after, value: seen, counter: expected }
      : `expected value ${expected} attempting to write ${text(seen)} instead`;
  }
  if (event.f === 'read-init' && counter === 0 && !equalValues(seen, 0)) {
    return `expected init value 0, read ${text(seen)}`;
  }
  if (seen === null || equalValues(seen, value)) return after;
  return `can't read ${text(seen)} from register ${text(value)}`;
}

function text(value: Value): string {
  return value === null ? 'nil' : describeValue(value);
}

function inconsistent(
  event: Event,
  error: string,
  judged: number,
): ReturnType<EventChecker['check']> {
  return answer('causal', {
    judged,
    result: { 'valid?': false, error },
    findings: [
      {
        kind: 'causal-violation',
        message: `the causal order is broken: ${error}`,
        explanation: [`${describeEvent(event)}.`],
        events: [event],
      },
    ],
  });
}
