/**
 * Appends of one transaction that took effect in another order than it made them. Elle does not
 * look for these: they are on no cycle, since a transaction does not depend on itself.
 */

import { describeValue, reference } from '../../describe.js';
import { INITIAL } from '../observation.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import type { ListObservation } from './list-observation.js';

/**
 * Adds a case of `reordered-appends` for each pair of neighbours in a longest list that one
 * transaction appended the other way round. Linear in the elements.
 */
export function findReorderedAppends(observation: ListObservation, found: AnomalyCollector): void {
  const { versions, writers } = observation;
  const { start, writer } = versions;
  for (let key = 0; key + 1 < start.length; key++) {
    let previous = -1;
    for (let place = start[key]!; place < start[key + 1]!; place++) {
      if (writer[place]! <= INITIAL) continue;
      if (writers.index.repeated.size > 0 && writers.index.repeated.has(place)) continue;
      const before = previous;
      previous = place;
      if (before < 0 || writer[before] !== writer[place]) continue;
      if (writers.micro[before]! < writers.micro[place]!) continue;
      found.add('reordered-appends', 1, () => tell(observation, key, before, place));
    }
  }
}

function tell(
  { columns, writers }: ListObservation,
  on: number,
  before: number,
  place: number,
): TransactionAnomaly {
  const at = writers.transaction[place]!;
  const key = columns.keys[on]!;
  const where = keyName(key);
  const [first, second] = [before, place].map((one) =>
    describeValue(columns.values.valueOf(writers.index.elementOf(one))),
  );
  return {
    kind: 'reordered-appends',
    message:
      `${reference(at)} appended ${second} before ${first} to ${where}, ` +
      `which has ${first} first`,
    operations: [at],
    key,
    explanation: [
      ...introductions(columns, [at]),
      `T1 appended ${second} and then ${first} to ${where}, but lists have ${first} before ` +
        `${second}!`,
    ],
  };
}
