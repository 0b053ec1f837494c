/**
 * The queue, first in, first out: Herlihy & Wing's own example (1990, section 3), and Knossos's
 * `fifo-queue`. Where every value is enqueued once, linearizability is decided in linear time;
 * otherwise it is NP-complete.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';

/**
 * A queue with `enqueue`, whose input is the value, and `dequeue`, which answers the value that has
 * been in the queue longest, or `null` when there is none; `enq` and `deq` mean the same. The state
 * is what is in the queue, the oldest first. `null` cannot be enqueued.
 *
 * A crashed `dequeue` may have taken a value or found none. Failures say nothing.
 */
export function fifoQueue(): Model<readonly Value[]> {
  return {
    name: 'fifo-queue',
    summary: 'a queue with enqueue and dequeue, first in, first out',
    initial: [],
    functions: ['enqueue', 'dequeue', 'enq', 'deq'],
    step: (state, call) => (isEnqueue(call) ? enqueue(state, call) : dequeue(state, call)),
    describeState: describeValue,
    observes: (call) =>
      call.outcome === 'fail' ||
      (!isEnqueue(call) && call.outcome === 'ok' && call.output === null),
    object: {
      type: 'queue',
      roles: { enqueue: 'insert', dequeue: 'remove', enq: 'insert', deq: 'remove' },
    },
  };
}

function isEnqueue(call: Call): boolean {
  return call.f === 'enqueue' || call.f === 'enq';
}

function enqueue(state: readonly Value[], call: Call): readonly Value[] {
  if (call.input === null) throw new TypeError(`${call.f} takes a value other than null`);
  return call.outcome === 'fail' ? state : [...state, call.input];
}

function dequeue(state: readonly Value[], call: Call): readonly Value[] | Inconsistent {
  if (call.outcome === 'fail') return state;
  const found = call.outcome === 'ok' ? call.output : undefined;
  if (state.length === 0) {
    if (found === undefined || found === null) return state;
    return inconsistent(`${call.f} answered ${describeValue(found)}, but the queue is empty`);
  }
  const head = state[0]!;
  if (found === undefined || equalValues(found, head)) return state.slice(1);
  const answer = found === null ? 'found the queue empty' : `answered ${describeValue(found)}`;
  return inconsistent(`${call.f} ${answer}, but ${describeValue(head)} is first in the queue`);
}
