/**
 * Intermediate reads (G1b, Adya 1999, section 4.2.3): the last element of a list that somebody read
 * is not the last that its writer appended to the key.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { MICRO } from '../../../src/history/transactions/transaction-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import { versionRead, type ListObservation } from './list-observation.js';

/** Adds a case of `G1b` for each such read. Linear. */
export function findIntermediateReads(observation: ListObservation, found: AnomalyCollector): void {
  const { columns, writers } = observation;
  const { size, start, f, outcome } = columns;
  if (!writers.intermediate.includes(1)) return;
  for (let at = 0; at < size; at++) {
    if (outcome[at] !== OUTCOME.ok) continue;
    for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
      if (f[micro] !== MICRO.read) continue;
      const version = versionRead(columns, writers, micro);
      if (version < 0 || writers.intermediate[version] === 0) continue;
      const writer = writers.transaction[version]!;
      if (writer < 0 || writer === at) continue;
      const weight = start[at + 1]! - start[at]! + start[writer + 1]! - start[writer]!;
      found.add('G1b', weight, () => tell(observation, writer, at, version, micro));
    }
  }
}

function tell(
  { columns, writers }: ListObservation,
  writer: number,
  reader: number,
  version: number,
  micro: number,
): TransactionAnomaly {
  const operations = [writer, reader];
  const key = columns.keys[columns.key[micro]!]!;
  const element = describeValue(columns.values.valueOf(writers.index.elementOf(version)));
  const where = keyName(key);
  return {
    kind: 'G1b',
    message:
      `intermediate read by ${reference(reader)}: it saw ${element} at the end of ${where}, ` +
      `to which ${reference(writer)} appended more`,
    operations,
    key,
    explanation: [
      ...introductions(columns, operations),
      `T2 observed T1's append of ${element} to ${where} as the last, but T1 appended more to ` +
        'that key: an intermediate read!',
    ],
  };
}
