/**
 * The monitor of semaphores and locks: the count of permits taken, from 0 to as many as there are,
 * which nobody looks at. Without looks there is no choice, so the lazy sweep decides all histories.
 */

import type { SemaphoreView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { Monitor, MonitorAnswer } from '../monitor.js';
import { counted, judgeBySweep, type Telling } from './dead-end.js';
import { hasFailures, rolesOf } from './roles.js';
import { MOVE, type Tally } from './tally.js';

/** Exact; declines only histories with failed operations that saw something. O(n log n). */
export const semaphoreMonitor: Monitor<SemaphoreView> = {
  name: 'semaphore toggles',
  judge(part: Part, view: SemaphoreView): MonitorAnswer {
    const tally = hasFailures(part) ? undefined : tallyOf(part, view);
    return tally && judgeBySweep(tally, 'permits', tell);
  },
};

function tallyOf(part: Part, view: SemaphoreView): Tally | undefined {
  const roles = rolesOf(part, view.roles);
  const move = new Uint8Array(part.size);
  for (let member = 0; member < part.size; member++) {
    const role = roles[part.f[member]!];
    if (role === undefined) return undefined;
    move[member] = role === 'acquire' ? MOVE.up : MOVE.down;
  }
  const none = new Int32Array(part.size);
  return { part, elements: 1, element: none, move, level: none, floor: 0, ceiling: view.permits };
}

const tell: Telling = ({ tally, name, call, upwards, count, ups, downs }) => {
  if (upwards) {
    return {
      message: `${name}: ${call} when nothing was acquired`,
      explanation: [
        ups === 0
          ? `No acquire was called before ${name} returned.`
          : `Called before ${name} returned: ${counted(ups, 'acquire')}; as many other releases ` +
            'had to take effect before it.',
      ],
    };
  }
  return {
    message: `${name}: ${call} while ${permitsOf(tally.ceiling)} taken`,
    explanation: [
      `Apart from ${name}, ${counted(count + downs, 'acquire')} had to take effect before it ` +
        'returned.',
      `However ${downs === 0 ? 'no release was' : `only ${counted(downs, 'release')} had been`} ` +
        `called by then, and ${counted(tally.ceiling, 'permit')} ` +
        `${tally.ceiling === 1 ? 'is' : 'are'} all there is: a contradiction.`,
    ],
  };
};

function permitsOf(count: number): string {
  return count === 1 ? 'the one permit was' : `all ${count} permits were`;
}
