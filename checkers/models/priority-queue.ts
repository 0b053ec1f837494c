/**
 * The priority queue of numbers: what comes out is the greatest, or the least, of what is inside.
 * Where every number is inserted once, linearizability is decided in log-linear time.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';

/** In which order a priority queue gives away. */
export interface PriorityQueueOptions {
  /** Default `greatest-first`. */
  readonly order?: 'greatest-first' | 'least-first';
}

/**
 * A priority queue with `insert`, whose input is a number, and `poll`, which answers the greatest
 * number inside (the least with `least-first`), or `null` when there is none. The state is what is
 * inside, what comes first at the front; numbers may be there several times.
 *
 * A crashed `poll` may have taken a number or found none. Failures say nothing.
 */
export function priorityQueue(options: PriorityQueueOptions = {}): Model<readonly number[]> {
  const order = options.order ?? 'greatest-first';
  return {
    name: 'priority-queue',
    summary: `a priority queue of numbers with insert and poll, ${order.replace('-', ' ')}`,
    initial: [],
    functions: ['insert', 'poll'],
    step: (state, call) => (call.f === 'insert' ? insert(state, call, order) : poll(state, call)),
    describeState: describeValue,
    observes: (call) =>
      call.outcome === 'fail' ||
      (call.f === 'poll' && call.outcome === 'ok' && call.output === null),
    object: { type: 'priority-queue', roles: { insert: 'insert', poll: 'remove' }, order },
  };
}

function insert(
  state: readonly number[],
  call: Call,
  order: 'greatest-first' | 'least-first',
): readonly number[] {
  const added: Value = call.input;
  if (typeof added !== 'number' || Number.isNaN(added)) {
    throw new TypeError('insert takes a number');
  }
  if (call.outcome === 'fail') return state;
  const isBehind = (number: number): boolean =>
    order === 'least-first' ? number > added : number < added;
  const at = state.findIndex(isBehind);
  return at < 0 ? [...state, added] : state.toSpliced(at, 0, added);
}

function poll(state: readonly number[], call: Call): readonly number[] | Inconsistent {
  if (call.outcome === 'fail') return state;
  const found = call.outcome === 'ok' ? call.output : undefined;
  if (state.length === 0) {
    if (found === undefined || found === null) return state;
    return inconsistent(`poll answered ${describeValue(found)}, but the queue is empty`);
  }
  const first = state[0]!;
  if (found === undefined || equalValues(found, first)) return state.slice(1);
  const answer = found === null ? 'found the queue empty' : `answered ${describeValue(found)}`;
  return inconsistent(`poll ${answer}, but ${describeValue(first)} comes first`);
}
