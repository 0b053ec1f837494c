/**
 * Fractured reads of crashed transactions: somebody saw one write of a transaction without answer,
 * which therefore took effect, and the initial state of another key that it wrote, too. That breaks
 * read atomicity. Elle takes no writes of crashed transactions into account.
 */

import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import { INITIAL } from '../observation.js';
import type { RegisterObservation } from './register-observation.js';

/** Adds a case for each transaction that saw a part of a crashed one. Linear without such. */
export function findFracturedReads(
  observation: RegisterObservation,
  found: AnomalyCollector,
): void {
  const { size, readStart, readWriter, crashed } = observation;
  if (crashed.length === 0) return;
  const keysOf = new Map<number, ReadonlySet<number>>();
  for (const node of crashed) keysOf.set(node, writtenBy(observation, node));
  for (let reader = INITIAL + 1; reader < size; reader++) {
    const seen = new Set<number>();
    for (let read = readStart[reader]!; read < readStart[reader + 1]!; read++) {
      const writer = readWriter[read]!;
      if (seen.has(writer) || !keysOf.has(writer)) continue;
      seen.add(writer);
      const missed = initialRead(observation, reader, keysOf.get(writer)!);
      if (missed < 0) continue;
      found.add('fractured-read', 0, () => tell(observation, writer, reader, read, missed));
    }
  }
}

function writtenBy(
  { writeStart, writeKey }: RegisterObservation,
  node: number,
): ReadonlySet<number> {
  return new Set(writeKey.subarray(writeStart[node], writeStart[node + 1]));
}

/** A read of the initial state of one of some keys; -1 when there is none. */
function initialRead(
  { readStart, readWriter, readKey }: RegisterObservation,
  reader: number,
  keys: ReadonlySet<number>,
): number {
  for (let read = readStart[reader]!; read < readStart[reader + 1]!; read++) {
    if (readWriter[read] === INITIAL && keys.has(readKey[read]!)) return read;
  }
  return -1;
}

function tell(
  { columns, transaction, readKey, readMicro }: RegisterObservation,
  writer: number,
  reader: number,
  read: number,
  missed: number,
): TransactionAnomaly {
  const operations = [transaction[writer]!, transaction[reader]!];
  const [seenIn, missedIn] = [read, missed].map((at) => describeValue(columns.keys[readKey[at]!]!));
  const value = describeValue(columns.values.valueOf(columns.value[readMicro[read]!]!));
  const claim = (first: string, second: string): string =>
    `${second} read ${value} from ${seenIn}, which ${first} wrote, ` +
    `but of ${missedIn}, which ${first} wrote as well, the initial state`;
  return {
    kind: 'fractured-read',
    message: claim(reference(operations[0]!), reference(operations[1]!)),
    operations,
    explanation: [
      ...introductions(columns, operations),
      'T1 had no answer, but it took effect, since T2 saw a write of it.',
      `${claim('T1', 'T2')}: a transaction must be seen whole or not at all!`,
    ],
  };
}
