/**
 * The multiset, or bag: elements with multiplicities.
 */

import { equalValues } from '../../src/history/equality.js';
import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';
import { elementPart } from './element-part.js';

/**
 * A multiset, empty at first. The input is the element. `add` always adds one; `remove` takes one
 * away and answers `true`, or answers `false` when there is none; `count` answers how many there
 * are. What `add` answers says nothing, and neither does an answer of `null`.
 *
 * Each element is a part of its own, and a state says how many of it there are.
 */
export function multiset(): Model<number> {
  return {
    name: 'multiset',
    summary: 'a multiset with add, remove, which answers true or false, and count',
    initial: 0,
    functions: ['add', 'remove', 'count'],
    step,
    describeState: (count) => (count === 1 ? '1 element' : `${count} elements`),
    observes: (call) =>
      call.outcome === 'fail' ||
      call.f === 'count' ||
      (call.f === 'remove' && call.outcome === 'ok' && call.output === false),
    partition: elementPart,
    object: { type: 'multiset', roles: { add: 'add', remove: 'remove', count: 'count' } },
  };
}

function step(count: number, call: Call): number | Inconsistent {
  if (call.outcome === 'fail') return count;
  if (call.f === 'add') return count + 1;
  const answer = call.outcome === 'info' ? null : call.output;
  if (call.f === 'remove') {
    if (answer === null || answer === count > 0) return Math.max(count - 1, 0);
  } else if (answer === null || equalValues(answer, count)) return count;
  return inconsistent(
    `${call.f} answered ${describeValue(answer)}, but the multiset holds ${count} of ` +
      describeValue(call.input),
  );
}
