/**
 * The counter: a sum that operations add to, as in Jepsen's counter workloads.
 */

import { equalValues } from '../../src/history/equality.js';
import type { Value } from '../../src/history/value.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';

/**
 * A counter, 0 at first. `add` adds its input, an integer that may be negative, or 1 when that is
 * `null`; `read` answers the sum. What `add` answers says nothing, and neither does a read of
 * `null`.
 *
 * `step` throws for what is no integer, and for sums that a number cannot hold exactly.
 */
export function counter(): Model<number> {
  return {
    name: 'counter',
    summary: 'a counter with add, of an integer or 1, and read',
    initial: 0,
    functions: ['add', 'read'],
    step,
    describeState: String,
    observes: (call) => call.outcome === 'fail' || call.f === 'read',
    object: { type: 'counter', roles: { add: 'add', read: 'read' } },
  };
}

function step(sum: number, call: Call): number | Inconsistent {
  if (call.outcome === 'fail') return sum;
  if (call.f === 'add') {
    const next = sum + amountOf(call.input);
    if (!Number.isSafeInteger(next)) throw new RangeError('the sum is beyond 2^53');
    return next;
  }
  if (call.outcome === 'info' || call.output === null) return sum;
  if (equalValues(call.output, sum)) return sum;
  return inconsistent(`read ${describeValue(call.output)}, but the counter is at ${sum}`);
}

function amountOf(input: Value): number {
  if (input === null) return 1;
  const amount = typeof input === 'bigint' ? Number(input) : input;
  if (typeof amount === 'number' && Number.isSafeInteger(amount)) return amount;
  throw new TypeError('add takes an integer, or null for 1');
}
