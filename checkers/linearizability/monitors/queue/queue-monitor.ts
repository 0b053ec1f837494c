/**
 * The monitor of FIFO queues whose values are each enqueued once: exact, in linear time, crashed
 * operations included.
 *
 * The pairs that a wrong order shows are those of Henzinger, Sezgin & Vafeiadis (*Aspect-oriented
 * linearizability proofs*, CONCUR 2013); that pairs are enough for complete histories is in
 * Bouajjani, Emmi, Enea & Hamza (*On reducing linearizability to state reachability*, ICALP 2015).
 */

import { describeValue, reference } from '../../../describe.js';
import type { ContainerView } from '../../../model.js';
import type { Part } from '../../part.js';
import { matchValues, type ContainerValues } from '../containers/container-values.js';
import { placeEmpties } from '../containers/coverage.js';
import type { Monitor, MonitorAnswer, Refutation } from '../monitor.js';
import { assignTakers } from './overtaking.js';
import { queueItems } from './queue-items.js';
import { queueOrder } from './queue-order.js';
import { queueSequence } from './queue-sequence.js';

/**
 * Declines only histories that enqueue a value twice or `null`, or that observe failures. A history
 * is legal exactly when
 *
 * 1. each value that came out went in, once, and not too late;
 * 2. each dequeue that found nothing overlaps a free gap (coverage.ts);
 * 3. values that were overtaken were taken by crashed dequeues called in time (overtaking.ts);
 * 4. no value was in before another and out after it (queue-sequence.ts).
 *
 * Each is necessary, and from all four comes an order (queue-order.ts). That the second and the
 * third go together: they are conditions on how many crashed dequeues were called by some time, one
 * for each dequeue and each gap, and the same assignment, first to first, serves all. So the gap of
 * one empty dequeue does not matter to another, and the first free one will do.
 */
export const queueMonitor: Monitor<ContainerView> = {
  name: 'queue intervals',
  judge(part, view): MonitorAnswer {
    const matching = matchValues(part, view);
    if (matching?.kind !== 'matched') return matching;
    const { values } = matching;
    const empties = placeEmpties(part, values);
    if (empties.kind === 'illegal') return empties;
    const { gaps } = empties;
    const assignment = assignTakers(part, values, gaps);
    if (assignment.kind === 'illegal') return assignment;
    const items = queueItems(part, values, gaps, assignment.takers);
    const found = queueSequence(items);
    if (found.kind === 'overtaken') {
      const first = items.value[found.first]!;
      const second = items.value[found.second]!;
      return { kind: 'illegal', refutation: overtaken(part, values, first, second) };
    }
    const order = queueOrder({ values, gaps, items, sequence: found.items });
    return { kind: 'legal', order };
  },
};

function overtaken(part: Part, values: ContainerValues, first: number, second: number): Refutation {
  const name = (member: number): string => reference(part.place[member]!);
  const textOf = (value: number): string =>
    describeValue(part.history.values.valueOf(values.code[value]!));
  const enqueues = [values.insert[first]!, values.insert[second]!] as const;
  const dequeues = [values.remove[second]!, values.remove[first]!] as const;
  const [a, b] = [textOf(first), textOf(second)];
  return {
    rule: 'fifo',
    groups: [enqueues, dequeues],
    message: `${a} was enqueued before ${b} and dequeued after it: not first in, first out`,
    explanation: [
      `${a} was in the queue before ${b}: ${name(enqueues[0])} had returned when ` +
        `${name(enqueues[1])} was called.`,
      `${b} was out before ${a}: ${name(dequeues[0])} had returned when ${name(dequeues[1])} ` +
        `was called.`,
    ],
  };
}
