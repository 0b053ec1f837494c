/**
 * The monitor of counters. Where all amounts are equal, up to their sign, a counter is a count of
 * such amounts, and the lazy sweep applies; other counters are hard (their reads ask for subsets of
 * given sums), and only what exceeds all bounds is refuted.
 */

import { describeValue } from '../../../describe.js';
import type { CounterView } from '../../../model.js';
import type { Part } from '../../part.js';
import type { Monitor, MonitorAnswer } from '../monitor.js';
import { refuteByBounds } from './counter-bounds.js';
import { counted, judgeBySweep, type DeadEnd, type Telling } from './dead-end.js';
import { amountOf, countOf } from './integers.js';
import { hasFailures, isCrashed, rolesOf } from './roles.js';
import { MOVE, UNBOUNDED, type Tally } from './tally.js';

/**
 * Exact when it answers: always when all additions are of one amount. With that amount and its
 * negative, it declines dead ends after a choice; with different positive ones it only refutes.
 * O(n log n).
 */
export const counterMonitor: Monitor<CounterView> = {
  name: 'counter bounds',
  judge(part: Part, view: CounterView): MonitorAnswer {
    const amount = hasFailures(part) ? undefined : amountsOf(part, view);
    if (amount === undefined) return undefined;
    const unit = unitOf(amount);
    if (unit === 0) return refuteByBounds(part, amount);
    const tally = tallyOf(part, amount, unit);
    return tally && judgeBySweep(tally, 'count', tellIn(unit));
  },
};

/** What each member adds; `NaN` for reads. `undefined` when something has no role or no number. */
function amountsOf(part: Part, view: CounterView): Float64Array | undefined {
  const roles = rolesOf(part, view.roles);
  const amount = new Float64Array(part.size);
  for (let member = 0; member < part.size; member++) {
    const role = roles[part.f[member]!];
    if (role === undefined) return undefined;
    const added = role === 'read' ? NaN : amountOf(part.history.values, part.input[member]!);
    if (added === undefined) return undefined;
    amount[member] = added;
  }
  return amount;
}

/** The size of all amounts but 0; 1 when there are none, 0 when they differ. */
function unitOf(amount: Float64Array): number {
  let unit = 0;
  for (const added of amount) {
    const size = Math.abs(added);
    if (!(size > 0)) continue;
    if (unit !== 0 && unit !== size) return 0;
    unit = size;
  }
  return unit === 0 ? 1 : unit;
}

function tallyOf(part: Part, amount: Float64Array, unit: number): Tally | undefined {
  const move = new Uint8Array(part.size);
  const level = new Int32Array(part.size);
  // Sums beyond are not exact, and the model refuses them.
  if (unit * part.size > Number.MAX_SAFE_INTEGER) return undefined;
  for (let member = 0; member < part.size; member++) {
    const added = amount[member]!;
    if (!Number.isNaN(added)) {
      move[member] = added === 0 ? MOVE.idle : added > 0 ? MOVE.up : MOVE.down;
    } else if (!isCrashed(part, member)) {
      const seen = countOf(part.history.values, part.output[member]!, unit);
      if (seen === undefined) return undefined;
      move[member] = MOVE.look;
      level[member] = seen;
    }
  }
  const element = new Int32Array(part.size);
  return { part, elements: 1, element, move, level, floor: -UNBOUNDED, ceiling: UNBOUNDED };
}

function tellIn(unit: number): Telling {
  return (end) => {
    const { tally, member, name } = end;
    const { values } = tally.part.history;
    const sum = describeValue(values.valueOf(tally.part.output[member]!));
    return {
      message: `${name} read ${sum}, which the counter cannot have been at`,
      explanation: [
        `${name} read ${sum}, so the counter was at ${sum} at an instant between the call and ` +
          'the return of it.',
        tellSum(end, unit, sum),
      ],
    };
  };
}

function tellSum({ name, upwards, ups, downs, count }: DeadEnd, unit: number, sum: string): string {
  if (upwards && downs === 0) {
    return `Called before ${name} returned: ${counted(ups, 'addition')} of ${unit}.`;
  }
  if (!upwards && downs === 0) {
    return (
      `It had passed ${sum} before ${name} was called, by what had returned then and what had ` +
      'been read; nothing takes away from it.'
    );
  }
  return (
    `Called before ${name} returned: ${counted(ups, 'addition')} of ${unit} and ` +
    `${counted(downs, 'addition')} of ${-unit}. However ` +
    'these are ordered, in agreement with what had been read by then, there is no such instant; ' +
    `taken as late as they can be, they leave ${count * unit}.`
  );
}
