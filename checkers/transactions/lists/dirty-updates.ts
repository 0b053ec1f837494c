/**
 * Dirty updates: a committed transaction appended to a version that an aborted one had made, so
 * that what failed has become a part of what holds (Elle's `dirty-update`).
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import type { ListObservation } from './list-observation.js';

/**
 * Adds a case of `dirty-update` for each committed append that follows an aborted one in a longest
 * list, with none but crashed ones between. Linear in the elements.
 */
export function findDirtyUpdates(observation: ListObservation, found: AnomalyCollector): void {
  const { columns, writers } = observation;
  const { start } = columns.lists;
  for (let key = 0; key < columns.keys.length; key++) {
    let aborted = -1;
    for (let place = start[key]!; place < start[key + 1]!; place++) {
      if (writers.index.repeated.has(place)) continue;
      const writer = writers.transaction[place]!;
      const outcome = writer < 0 ? undefined : columns.outcome[writer]!;
      if (outcome === OUTCOME.info) continue;
      if (outcome === OUTCOME.ok && aborted >= 0) {
        const from = aborted;
        found.add('dirty-update', place - from, () => tell(observation, key, from, place));
      }
      aborted = outcome === OUTCOME.fail ? place : -1;
    }
  }
}

function tell(
  { columns, writers }: ListObservation,
  on: number,
  aborted: number,
  committed: number,
): TransactionAnomaly {
  const operations = [writers.transaction[aborted]!, writers.transaction[committed]!];
  const key = columns.keys[on]!;
  const where = keyName(key);
  const [before, after] = [aborted, committed].map((place) =>
    describeValue(columns.values.valueOf(writers.index.elementOf(place))),
  );
  return {
    kind: 'dirty-update',
    message:
      `dirty update: ${reference(operations[1]!)} appended ${after} to ${where} after ${before}, ` +
      `which ${reference(operations[0]!)} failed to append`,
    operations,
    key,
    explanation: [
      ...introductions(columns, operations),
      `T2 appended ${after} after T1 appended ${before} to ${where}, but T1 failed: ` +
        'a dirty update!',
    ],
  };
}
