/**
 * A topic under any interleaving of what workers do to it, beside a list.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Topic } from '../../../src/systems/broker/topic.js';

const step = fc.constantFrom('send', 'settle', 'take', 'put back', 'publish', 'remove');

function send(topic: Topic, operation: number): void {
  topic.apply({ kind: 'sent', topic: 'x', operation, value: `m${operation}` });
}

test('hands out one message at a time, the first that nobody has removed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const topic = new Topic();
      const removed = new Set<number>();
      let taken: number | undefined;
      for (const name of steps) {
        if (name === 'send') {
          send(topic, topic.size);
          expect(topic.offsetOf(topic.size - 1)).toBe(topic.size - 1);
        } else if (name === 'settle') {
          topic.durable = topic.size;
        } else if (name === 'take') {
          const first = removed.size;
          const item = topic.take();
          const isFree = taken === undefined && first < topic.durable;
          expect(item).toEqual(isFree ? [first, `m${first}`] : undefined);
          taken = item?.[0] ?? taken;
        } else if (name === 'put back') {
          topic.putBack(false);
          taken = undefined;
        } else if (name === 'publish' && taken !== undefined && !topic.isPublished(taken)) {
          topic.apply({ kind: 'published', topic: 'x', offset: taken, value: `m${taken}` });
          expect(topic.isPublished(taken)).toBe(true);
        } else if (name === 'remove' && taken !== undefined && topic.isPublished(taken)) {
          topic.apply({ kind: 'removed', topic: 'x', offset: taken });
          removed.add(taken);
          taken = undefined;
        }
        for (let offset = 0; offset < topic.size; offset++) {
          expect(topic.isRemoved(offset)).toBe(removed.has(offset));
        }
      }
      // What was processed has the order of what was sent.
      expect(topic.output).toEqual(topic.output.map((_, at) => [at, `m${at}`]));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('what is put back at the tail is overtaken', () => {
  const topic = new Topic();
  for (const operation of [0, 1, 2]) send(topic, operation);
  topic.durable = 3;
  expect(topic.take()).toEqual([0, 'm0']);
  topic.putBack(true);
  expect(topic.take()).toEqual([1, 'm1']);
});

test('a message that is not durable is not handed out', () => {
  const topic = new Topic();
  send(topic, 7);
  expect(topic.take()).toBeUndefined();
  topic.durable = 1;
  expect(topic.take()).toEqual([0, 'm7']);
});

test('what was not sent was not removed', () => {
  expect(new Topic().isRemoved(0)).toBe(false);
  expect(new Topic().offsetOf(1)).toBeUndefined();
});
