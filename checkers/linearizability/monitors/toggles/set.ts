/**
 * The monitor of sets, with elements that come and go as often as they like. An element is in the
 * set 0 or 1 times, which makes every change forced: the lazy sweep decides all histories.
 */

import { describeValue } from '../../../describe.js';
import type { SetView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { Monitor, MonitorAnswer } from '../monitor.js';
import { counted, judgeBySweep, type DeadEnd, type Telling } from './dead-end.js';
import { numberElements } from './element-numbers.js';
import { hasFailures, isCrashed, rolesOf } from './roles.js';
import { MOVE, type Tally } from './tally.js';

/**
 * Exact for histories in which every answer is `true` or `false`; declines others. O(n log n), and
 * about linear where few operations are in flight.
 */
export const setMonitor: Monitor<SetView> = {
  name: 'set toggles',
  judge(part: Part, view: SetView): MonitorAnswer {
    const tally = hasFailures(part) ? undefined : tallyOf(part, view);
    return tally && judgeBySweep(tally, 'flag', tell);
  },
};

function tallyOf(part: Part, view: SetView): Tally | undefined {
  const roles = rolesOf(part, view.roles);
  const move = new Uint8Array(part.size);
  const level = new Int32Array(part.size);
  const { values } = part.history;
  for (let member = 0; member < part.size; member++) {
    const role = roles[part.f[member]!];
    if (role === undefined) return undefined;
    const crashed = isCrashed(part, member);
    if (crashed && role === 'contains') continue;
    const answer = crashed || values.valueOf(part.output[member]!);
    if (answer !== true && answer !== false) return undefined;
    if (answer && role !== 'contains') move[member] = role === 'add' ? MOVE.up : MOVE.down;
    else {
      move[member] = MOVE.look;
      // An add that changed nothing has found the element.
      level[member] = answer || role === 'add' ? 1 : 0;
    }
  }
  return { part, ...numberElements(part.input), move, level, floor: 0, ceiling: 1 };
}

const tell: Telling = (end) => {
  const { tally, member, name, upwards } = end;
  const element = describeValue(tally.part.history.values.valueOf(tally.part.input[member]!));
  const needed = upwards ? 'in' : 'missing from';
  return {
    message: `${name}: ${element} cannot have been ${needed} the set`,
    explanation: [
      `${name} ${end.call} answered ${answerOf(end)}, so between its call and its return there ` +
        `was an instant at which ${element} was ${needed} the set.`,
      upwards ? tellMissing(end, element) : tellPresent(end, element),
    ],
  };
};

function tellMissing({ name, ups, lastUp, lastDown }: DeadEnd, element: string): string {
  if (ups === 0)
    return `No add of ${element} that can have changed the set was called before ${name} returned.`;
  return (
    `Called before ${name} returned: ${counted(ups, 'add')} of ${element} that changed the set, ` +
    'or may have done so. The answers of what had returned by then take them all, and as many ' +
    `removes, the last ones ${lastUp} and ${lastDown}, before ${name}.`
  );
}

function tellPresent({ name, downs, lastUp }: DeadEnd, element: string): string {
  const added = `${lastUp} added ${element}, and the answers of what had returned when ${name} did`;
  if (downs === 0) {
    return (
      `${added} put it before ${name}; no remove that can have changed the set was called ` +
      'by then.'
    );
  }
  return (
    `Called before ${name} returned: ${counted(downs, 'remove')} of ${element} that changed the ` +
    `set, or may have done so. ${added} take them all before that add, and that add before ${name}.`
  );
}

function answerOf({ tally: { part }, member }: DeadEnd): string {
  return describeValue(part.history.values.valueOf(part.output[member]!));
}
