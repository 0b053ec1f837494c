/**
 * The set of add, remove and contains, with answers that say what was found. An element may come
 * and go as often as it likes.
 */

import { describeValue } from '../describe.js';
import { inconsistent, type Call, type Inconsistent, type Model } from '../model.js';
import { elementPart } from './element-part.js';

/**
 * A set, empty at first. The input is the element; `add` and `remove` answer whether they changed
 * the set, `contains` whether the element is there. An answer of `null` tells nothing: the call
 * took effect, whatever it found.
 *
 * Elements do not influence each other, so each is a part of its own, and a state says whether the
 * element is in the set.
 */
export function set(): Model<boolean> {
  return {
    name: 'set',
    summary: 'a set with add, remove and contains, which answer true or false',
    initial: false,
    functions: ['add', 'remove', 'contains'],
    step,
    describeState: (present) => (present ? 'in the set' : 'not in the set'),
    observes: (call) => call.outcome === 'fail' || call.f === 'contains' || saysUnchanged(call),
    partition: elementPart,
    object: { type: 'set', roles: { add: 'add', remove: 'remove', contains: 'contains' } },
  };
}

function step(present: boolean, call: Call): boolean | Inconsistent {
  if (call.outcome === 'fail') return present;
  const answer = call.outcome === 'info' ? null : call.output;
  const expected = call.f === 'add' ? !present : present;
  if (answer === null || answer === expected)
    return call.f === 'contains' ? present : call.f === 'add';
  return inconsistent(
    `${call.f} answered ${describeValue(answer)}, but ${describeValue(call.input)} is ` +
      `${present ? '' : 'not '}in the set`,
  );
}

function saysUnchanged({ outcome, output }: Call): boolean {
  return outcome === 'ok' && output === false;
}
