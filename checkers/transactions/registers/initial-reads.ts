/**
 * Reads of the initial state of a key after it was written: by the reader's own process, or by a
 * transaction that had completed before the reader was invoked. Both are cycles of two, and this
 * finds all of them, where a search for cycles stops at the first of its kind.
 */

import { OPEN, OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { describeKey, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { explainCycle } from '../explain/cycle.js';
import { EDGE } from '../graph/dependency-graph.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import { INITIAL } from '../observation.js';
import type { RegisterEvidence } from './register-evidence.js';
import type { RegisterObservation } from './register-observation.js';

/**
 * Adds a case of `stale-initial-read-process`, or else of `stale-initial-read-realtime`, for each
 * such read. The first breaks read your writes and every strong-session level from consistent view
 * on, the second the strong ones. Linear.
 */
export function findStaleInitialReads(
  observation: RegisterObservation,
  evidence: RegisterEvidence,
  found: AnomalyCollector,
): void {
  const { columns, size, transaction, readStart, readKey, readWriter } = observation;
  const own = ownWriters(observation);
  const firstWriter = firstReturned(observation);
  for (let reader = INITIAL + 1; reader < size; reader++) {
    for (let read = readStart[reader]!; read < readStart[reader + 1]!; read++) {
      if (readWriter[read] !== INITIAL) continue;
      const before = own[read]!;
      if (before !== INITIAL) {
        found.add('stale-initial-read-process', 0, () =>
          tell(observation, evidence, reader, before, readKey[read]!, EDGE.process),
        );
        continue;
      }
      const writer = firstWriter[readKey[read]!]!;
      if (writer === INITIAL) continue;
      const call = columns.call[transaction[reader]!]!;
      if (columns.return[transaction[writer]!]! >= call) continue;
      found.add('stale-initial-read-realtime', 0, () =>
        tell(observation, evidence, reader, writer, readKey[read]!, EDGE.realtime),
      );
    }
  }
}

/** For each read the first writer of the key in the reader's process before it, or the initial. */
function ownWriters(observation: RegisterObservation): Int32Array {
  const { columns, size, transaction, previous, readKey, readStart } = observation;
  const { writeStart, writeKey } = observation;
  const next = new Int32Array(size);
  for (let node = INITIAL + 1; node < size; node++) next[previous[node]!] = node;
  const found = new Int32Array(readKey.length);
  const writer = new Int32Array(columns.keys.length);
  const writtenBy = new Int32Array(columns.keys.length);
  for (let head = INITIAL + 1; head < size; head++) {
    if (previous[head] !== INITIAL || columns.outcome[transaction[head]!] !== OUTCOME.ok) continue;
    for (let node = head; node !== INITIAL; node = next[node]!) {
      for (let read = readStart[node]!; read < readStart[node + 1]!; read++) {
        if (writtenBy[readKey[read]!] === head) found[read] = writer[readKey[read]!]!;
      }
      for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
        if (writtenBy[writeKey[version]!] === head) continue;
        writtenBy[writeKey[version]!] = head;
        writer[writeKey[version]!] = node;
      }
    }
  }
  return found;
}

/** For each key the writer that returned first, or the initial one. */
function firstReturned(observation: RegisterObservation): Int32Array {
  const { columns, size, transaction, writeStart, writeKey } = observation;
  const first = new Int32Array(columns.keys.length);
  const earliest = new Int32Array(columns.keys.length).fill(OPEN);
  for (let node = INITIAL + 1; node < size; node++) {
    if (columns.outcome[transaction[node]!] !== OUTCOME.ok) continue;
    const end = columns.return[transaction[node]!]!;
    for (let version = writeStart[node]!; version < writeStart[node + 1]!; version++) {
      if (end >= earliest[writeKey[version]!]!) continue;
      earliest[writeKey[version]!] = end;
      first[writeKey[version]!] = node;
    }
  }
  return first;
}

function tell(
  observation: RegisterObservation,
  evidence: RegisterEvidence,
  reader: number,
  writer: number,
  key: number,
  order: number,
): TransactionAnomaly {
  const { columns, transaction } = observation;
  const suffix = order === EDGE.process ? 'process' : 'realtime';
  const cycle = {
    name: `stale-initial-read-${suffix}`,
    nodes: [writer, reader],
    kinds: [order, EDGE.rw],
  };
  const when = order === EDGE.process ? 'of its own process' : 'that had completed';
  return {
    ...explainCycle(observation, evidence, cycle),
    message:
      `${reference(transaction[reader]!)} read the initial state` +
      `${describeKey(columns.keys[key])} after a write ${when}, ${reference(transaction[writer]!)}`,
  };
}
