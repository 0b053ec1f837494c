/**
 * The event queue against a sorted array.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventQueue } from '../../src/simulator/event-queue.js';
import type { QueuedEvent } from '../../src/simulator/event-queue.js';

/** A time to push at, or `null` to pop. Few times, so that ties are common. */
const steps = fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 3 }), { maxLength: 900 });

function popped(queue: EventQueue): QueuedEvent | undefined {
  const event: QueuedEvent = { atUs: -1, kind: -1, a: -1, b: -1, payload: 'untouched' };
  return queue.pop(event) ? event : undefined;
}

test('gives the earliest event, and of simultaneous ones the first that came', () => {
  fc.assert(
    fc.property(steps, (program) => {
      const queue = new EventQueue();
      let waiting: QueuedEvent[] = [];
      const takeBoth = (): void => {
        const [first] = [...waiting].sort((left, right) => left.atUs - right.atUs);
        waiting = waiting.filter((event) => event !== first);
        expect(popped(queue)).toEqual(first);
        expect(queue.length).toBe(waiting.length);
      };
      program.forEach((atUs, serial) => {
        if (atUs === null) return takeBoth();
        const event = { atUs, kind: serial % 9, a: serial, b: 500 - serial, payload: { serial } };
        waiting.push(event);
        queue.push(event.atUs, event.kind, event.a, event.b, event.payload);
      });
      while (waiting.length > 0) takeBoth();
      takeBoth();
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('keeps order beyond its first size', () => {
  const queue = new EventQueue();
  const count = 5_000;
  for (let serial = 0; serial < count; serial++) queue.push(serial % 7, 0, serial, 0, undefined);
  const order = Array.from({ length: count }, () => popped(queue)?.a ?? -1);
  const serials = Array.from({ length: count }, (_, serial) => serial);
  expect(order).toEqual(serials.sort((a, b) => (a % 7) - (b % 7)));
});

test('leaves its argument alone when it is empty', () => {
  expect(popped(new EventQueue())).toBeUndefined();
});
