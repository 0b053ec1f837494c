/**
 * The monitor of priority queues whose numbers are each inserted once, in log-linear time. Without
 * crashed polls it is exact: a history is legal exactly when each number that came out went in,
 * once and not too late, each poll that found nothing overlaps a free gap (coverage.ts), and each
 * other poll overlaps a gap without anything that comes before its number (poll-gaps.ts); then
 * priority-order.ts has an order.
 *
 * With crashed polls these conditions are necessary, counting what crashed polls may have taken. If
 * for the first gaps that satisfy them the crashed polls can serve what must have been taken, there
 * is an order. If not, other gaps might do, and the monitor declines.
 *
 * Lee & Mathur (*Efficient decrease-and-conquer linearizability monitoring*, OOPSLA 2025) decide
 * complete histories of priority queues within the same bound.
 */

import { describeValue, reference } from '../../../describe.js';
import type { ContainerView } from '../../../model.js';
import type { Part } from '../../part.js';
import { matchValues, type ContainerValues } from '../containers/container-values.js';
import { coverEvidence, describeCover, placeEmpties } from '../containers/coverage.js';
import type { Monitor, MonitorAnswer, Refutation } from '../monitor.js';
import { pollGaps } from './poll-gaps.js';
import { priorityOrder } from './priority-order.js';
import { prioritize, type Priorities } from './priorities.js';
import { takeValues } from './taken-values.js';

/**
 * Declines histories that insert a value twice or one that is not a number, that observe failures,
 * and some with crashed polls.
 */
export const priorityQueueMonitor: Monitor<ContainerView> = {
  name: 'priority queue coverage',
  judge(part, view): MonitorAnswer {
    const matching = matchValues(part, view);
    if (matching?.kind !== 'matched') return matching;
    const { values } = matching;
    const priorities = prioritize(part, values, view.order);
    if (priorities === undefined) return undefined;
    const empties = placeEmpties(part, values);
    if (empties.kind === 'illegal') return empties;
    const polls = pollGaps(part, values, priorities);
    if (polls.kind === 'outranked') {
      return { kind: 'illegal', refutation: outranked(part, values, priorities, polls.value) };
    }
    const placed = { gapOf: polls.gapOf, empties: empties.gaps };
    const taken = takeValues(part, values, priorities, placed);
    if (taken === undefined) return undefined;
    const order = priorityOrder(part, values, priorities, taken, empties.gaps);
    return { kind: 'legal', order };
  },
};

const SHOWN_MAX = 12;

function outranked(
  part: Part,
  values: ContainerValues,
  priorities: Priorities,
  value: number,
): Refutation {
  const { placeOf } = priorities;
  const { cover, members } = coverEvidence(part, values, {
    from: values.removeCall[value]!,
    to: values.removeReturn[value]!,
    counts: (other) => placeOf[other]! < placeOf[value]!,
  });
  const remove = values.remove[value]!;
  const insert = values.insert[value]!;
  const text = describeValue(part.history.values.valueOf(values.code[value]!));
  const f = part.history.functions[part.f[remove]!]!;
  return {
    rule: 'outranked',
    groups: [[remove, insert], members],
    message: `${f} answered ${text}, but something that comes before it was inside all the while`,
    explanation: [
      `${reference(part.place[remove]!)} answered ${text}, but from its call to its return ` +
        `something that comes before it was certainly inside.`,
      ...describeCover(part, values, cover),
    ],
    shown: [remove, ...members.slice(0, SHOWN_MAX)],
  };
}
