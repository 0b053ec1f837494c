/**
 * Queues, as Jepsen's `queue` with an unordered queue judges them: what is dequeued must have been
 * enqueued, and as often. Every enqueue that began counts from there on, one whose beginning was
 * not recorded from the start.
 */

import type { Event } from '../../src/history/event.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { clientEvents, partners, UNPAIRED } from './client-events.js';
import type { EventChecker } from './event-checker.js';
import { answer } from './judgement.js';
import { describeEvent } from './recorded-operation.js';
import { ValueNumbering } from './value-numbering.js';

/**
 * Judges `enqueue` and `dequeue`; a dequeue of `null` found nothing. In `final-queue` stands what
 * was never taken out. Linear.
 */
export function queue(): EventChecker {
  return {
    name: 'queue',
    check(events) {
      const clients = clientEvents(events);
      const partner = partners(clients);
      const numbering = new ValueNumbering();
      const waiting: number[] = [];
      const put = ({ value }: Event, change: number): number => {
        const element = numbering.numberOf(value);
        waiting[element] = (waiting[element] ?? 0) + change;
        return waiting[element];
      };
      clients.forEach((event, at) => {
        if (isWithoutBeginning(event, partner[at]!)) put(event, 1);
      });
      for (const [at, event] of clients.entries()) {
        if (event.f === 'enqueue' && event.type === 'invoke') put(event, 1);
        if (!isTaken(event)) continue;
        if (put(event, -1) < 0) return fromNowhere(event, at + 1);
      }
      const final: Value[] = [];
      waiting.forEach((count, element) => {
        for (let copy = 0; copy < count; copy++) final.push(numbering.valueOf(element));
      });
      const result = { 'valid?': true, 'final-queue': final };
      return answer('queue', { judged: events.length, result, findings: [] });
    },
  };
}

function isWithoutBeginning({ f, type }: Event, partner: number): boolean {
  return f === 'enqueue' && (type === 'ok' || type === 'info') && partner === UNPAIRED;
}

function isTaken({ f, type, value }: Event): boolean {
  return f === 'dequeue' && type === 'ok' && value !== null;
}

function fromNowhere(event: Event, judged: number): ReturnType<EventChecker['check']> {
  const value = describeValue(event.value);
  return answer('queue', {
    judged,
    result: { 'valid?': false, error: `can't dequeue ${value}` },
    findings: [
      {
        kind: 'unexpected-element',
        message: `${value} was dequeued more often than anybody had tried to enqueue it`,
        explanation: [`${describeEvent(event)}.`],
        events: [event],
      },
    ],
  });
}
