/**
 * Refutes reads of a counter that only grows, where they are above what can have been added or
 * below what must have been. Says nothing for the others.
 */

import { reference } from '../../../describe.js';
import { eventsOf, type Part } from '../../part.js';
import type { MonitorAnswer, Refutation } from '../monitor.js';
import { integerOf } from './integers.js';
import { isCrashed } from './roles.js';

/**
 * Illegal when some read saw less than had been added by operations that returned before its call,
 * or more than what had been called before its return can add; otherwise, and when something is
 * negative, `undefined`. Linear.
 * @param amount what each member adds, `NaN` for reads.
 */
export function refuteByBounds(part: Part, amount: Float64Array): MonitorAnswer {
  if (amount.some((added) => added < 0)) return undefined;
  const certain = new Float64Array(part.size);
  let called = 0;
  let returned = 0;
  for (const event of eventsOf(part)) {
    const member = event >> 1;
    const added = amount[member]!;
    const isCall = (event & 1) === 0;
    if (!Number.isNaN(added)) {
      if (isCall) called += added;
      else returned += added;
      if (called > Number.MAX_SAFE_INTEGER) return undefined;
    } else if (isCall) certain[member] = returned;
    else if (!isCrashed(part, member)) {
      const seen = integerOf(part.history.values, part.output[member]!);
      if (seen === undefined) return undefined;
      if (seen < certain[member]!) return illegal(part, member, 'below', certain[member]!, seen);
      if (seen > called) return illegal(part, member, 'above', called, seen);
    }
  }
  return undefined;
}

function illegal(
  part: Part,
  member: number,
  side: 'above' | 'below',
  bound: number,
  seen: number,
): MonitorAnswer {
  const name = reference(part.place[member]!);
  const which =
    side === 'below'
      ? `additions that had returned before ${name} was called make up`
      : `all additions called before ${name} returned make up`;
  const refutation: Refutation = {
    rule: 'bounds',
    groups: [[member]],
    message: `${name} read ${seen}, ${side} what the counter can have been at`,
    explanation: [
      `${name} read ${seen}.`,
      `Nothing takes away from the counter, and ${which} ${bound}.`,
    ],
  };
  return { kind: 'illegal', refutation };
}
