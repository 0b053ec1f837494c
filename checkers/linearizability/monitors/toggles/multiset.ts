/**
 * The monitor of multisets: the lazy sweep over the count of each element, which is 0 or more.
 */

import { describeValue } from '../../../describe.js';
import type { MultisetView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { Monitor, MonitorAnswer } from '../monitor.js';
import { counted, judgeBySweep, type DeadEnd, type Telling } from './dead-end.js';
import { numberElements } from './element-numbers.js';
import { countOf } from './integers.js';
import { hasFailures, isCrashed, rolesOf } from './roles.js';
import { MOVE, UNBOUNDED, type Tally } from './tally.js';

/**
 * Exact when it answers. It answers for elements that are never removed, for those whose removes
 * all found one and that nobody counted, and wherever else the sweep meets no choice since the
 * element was last left alone; and it finds most other orders. It declines what tells no answers,
 * and dead ends after a choice. O(n log n).
 */
export const multisetMonitor: Monitor<MultisetView> = {
  name: 'multiset counts',
  judge(part: Part, view: MultisetView): MonitorAnswer {
    const tally = hasFailures(part) ? undefined : tallyOf(part, view);
    return tally && judgeBySweep(tally, 'count', tell);
  },
};

function tallyOf(part: Part, view: MultisetView): Tally | undefined {
  const roles = rolesOf(part, view.roles);
  const move = new Uint8Array(part.size);
  const level = new Int32Array(part.size);
  const { values } = part.history;
  for (let member = 0; member < part.size; member++) {
    const role = roles[part.f[member]!];
    if (role === undefined) return undefined;
    const crashed = isCrashed(part, member);
    if (role === 'add') {
      move[member] = MOVE.up;
    } else if (role === 'count') {
      if (crashed) continue;
      const seen = countOf(values, part.output[member]!, 1);
      if (seen === undefined) return undefined;
      move[member] = MOVE.look;
      level[member] = seen;
    } else {
      const answer = crashed || values.valueOf(part.output[member]!);
      if (answer !== true && answer !== false) return undefined;
      // A remove that found none has seen the count 0, the level that stands there.
      move[member] = answer ? MOVE.down : MOVE.look;
    }
  }
  return { part, ...numberElements(part.input), move, level, floor: 0, ceiling: UNBOUNDED };
}

const tell: Telling = (end) => {
  const { tally, member, name, call } = end;
  const { input, output } = tally.part;
  const { values } = tally.part.history;
  const element = describeValue(values.valueOf(input[member]!));
  const answer = describeValue(values.valueOf(output[member]!));
  const held =
    tally.move[member] === MOVE.look
      ? `exactly ${tally.level[member] === 0 ? 0 : answer}`
      : 'at least 1';
  return {
    message: `${name}: there cannot have been ${held} of ${element}`,
    explanation: [
      `${name} ${call} answered ${answer}, so between its call and its return there was an ` +
        `instant at which the multiset held ${held} of ${element}.`,
      tellCount(end, element),
    ],
  };
};

function tellCount({ name, upwards, ups, downs, count }: DeadEnd, element: string): string {
  if (!upwards && downs === 0) {
    return (
      `There was more of it all that time: no remove of ${element} that can have found one was ` +
      `called before ${name} returned.`
    );
  }
  const adds = `${counted(ups, 'add')} of ${element}`;
  if (upwards && downs === 0) {
    return `Called before ${name} returned: ${adds}.`;
  }
  return (
    `Called before ${name} returned: ${adds}, and ${counted(downs, 'remove')} that found one, or ` +
    'may have. However these are ordered, in agreement with the answers of what had returned by ' +
    `then, there is no such instant; taken as late as they can be, they leave ${count}.`
  );
}
