/**
 * The queue workload: what is enqueued comes out once, first in, first out.
 */

import * as fc from 'fast-check';
import { linearizable } from '../checkers/linearizability/linearizable.js';
import { fifoQueue } from '../checkers/models/fifo-queue.js';
import type { Ask } from '../src/generate/program-source.js';
import type { Value } from '../src/history/value.js';
import type { Workload } from './workload.js';

function dequeue(key: Value): Ask {
  return { f: 'dequeue', key, value: null };
}

/** Enqueues of unique values and dequeues, half and half. */
export const queueWorkload: Workload = {
  name: 'queue',
  summary: 'enqueues of unique values and dequeues of a few queues, each linearizable',
  ask: (keys, serial) =>
    fc
      .tuple(fc.constantFrom(...keys), fc.boolean())
      .map(([key, adds]) => (adds ? { f: 'enqueue', key, value: serial } : dequeue(key))),
  finals: (key) => [dequeue(key)],
  simplify: ({ f, key }) => (f === 'enqueue' ? [dequeue(key ?? null)] : []),
  checkers: [linearizable(fifoQueue())],
  invariants: [],
};
