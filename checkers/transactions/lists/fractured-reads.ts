/**
 * Fractured reads (Bailis and others, SIGMOD 2014, section 3.2): a transaction saw one append of
 * another, and in a different key missed one. Elle reports such a circle as G-single; the name says
 * more, above all when the writer crashed: then what was seen proves that it took effect.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { describeValue, reference } from '../../describe.js';
import { INITIAL } from '../observation.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from './anomaly-collector.js';
import type { ListObservation } from './list-observation.js';
import type { VersionOrder } from './version-order.js';

/** Unread appends that are looked at for all reads together. */
const UNREAD_MAX = 2 ** 24;

/**
 * Adds a case of `fractured-read` for each pair of a reader and a writer. Of the writers only those
 * are looked at of which the reader saw the last element of a list, or missed the one that follows
 * it: with others between there is a cycle all the same. Linear but for transactions with many
 * writes, each of which is looked at for every reader.
 */
export function findFracturedReads(
  observation: ListObservation,
  order: VersionOrder,
  found: AnomalyCollector,
): void {
  new FractureSearch(observation, order, found).run();
}

class FractureSearch {
  /** The first external read of each key, of the reader at hand or of one before. */
  readonly #read: Int32Array;
  /** The last reader for whom each writer was looked at. */
  readonly #asked: Int32Array;
  #room = UNREAD_MAX;

  constructor(
    readonly observation: ListObservation,
    readonly order: VersionOrder,
    readonly found: AnomalyCollector,
  ) {
    this.#read = new Int32Array(observation.columns.keys.length).fill(-1);
    this.#asked = new Int32Array(observation.size);
  }

  run(): void {
    const { columns, size, transaction, readStart, readKey, readMicro } = this.observation;
    for (let reader = 1; reader < size; reader++) {
      const from = readStart[reader]!;
      const end = readStart[reader + 1]!;
      if (end - from < 2) continue;
      const first = columns.start[transaction[reader]!]!;
      for (let at = from; at < end; at++) {
        if (this.#read[readKey[at]!]! < first) this.#read[readKey[at]!] = readMicro[at]!;
      }
      for (let at = from; at < end; at++) this.#askWriters(reader, at, first);
    }
  }

  #askWriters(reader: number, at: number, first: number): void {
    const { versions, readKey, readWriter, readMicro } = this.observation;
    this.#ask(reader, readWriter[at]!, first);
    const next = this.order.afterRead(readMicro[at]!);
    if (next >= 0) this.#ask(reader, versions.writer[next]!, first);
    if (next !== -1) return;
    const { unreadStart, unreadNode } = this.observation;
    for (let one = unreadStart[readKey[at]!]!; one < unreadStart[readKey[at]! + 1]!; one++) {
      if (this.#room-- > 0) this.#ask(reader, unreadNode[one]!, first);
    }
  }

  /** Whether the reader, whose micro-operations begin at `first`, saw one write and missed one. */
  #ask(reader: number, writer: number, first: number): void {
    if (writer === INITIAL || writer === reader || this.#asked[writer] === reader) return;
    this.#asked[writer] = reader;
    const { columns, writers, writeStart, writeKey, writeMicro } = this.observation;
    const { start } = columns.lists;
    if (writeStart[writer + 1]! - writeStart[writer]! < 2) return;
    let seen = -1;
    let missed = -1;
    for (let at = writeStart[writer]!; at < writeStart[writer + 1]!; at++) {
      const key = writeKey[at]!;
      const read = this.#read[key]!;
      if (read < first || columns.value[read]! < 0) continue;
      const append = writeMicro[at]!;
      const version = writers.index.find(key, columns.value[append]!);
      if (version >= 0 && writers.micro[version] !== append) continue;
      if (version >= 0 && writers.transaction[version]! < 0) continue;
      if (version >= 0 && version < start[key]! + columns.value[read]!) seen = append;
      else if (version < writers.index.longestSize) missed = append;
    }
    if (seen < 0 || missed < 0) return;
    const { transaction, readStart } = this.observation;
    const operations = [transaction[writer]!, transaction[reader]!];
    const weight = readStart[reader + 1]! - readStart[reader]!;
    this.found.add('fractured-read', weight, () =>
      tell(this.observation, operations, seen, missed),
    );
  }
}

function tell(
  { columns }: ListObservation,
  operations: readonly number[],
  seen: number,
  missed: number,
): TransactionAnomaly {
  const [writer, reader] = [operations[0]!, operations[1]!];
  const appends = [seen, missed].map((micro) => {
    const element = describeValue(columns.values.valueOf(columns.value[micro]!));
    return `${element} to ${keyName(columns.keys[columns.key[micro]!]!)}`;
  });
  const isCrashed = columns.outcome[writer] === OUTCOME.info;
  const crashed = isCrashed ? ', which crashed,' : '';
  const proof = isCrashed ? ' T1 got no answer, but what was seen proves that it took effect.' : '';
  return {
    kind: 'fractured-read',
    message:
      `fractured read: ${reference(reader)} saw that ${reference(writer)}${crashed} appended ` +
      `${appends[0]!}, but not that it appended ${appends[1]!}`,
    operations,
    explanation: [
      ...introductions(columns, operations),
      `T2 observed T1's append of ${appends[0]!}, but not its append of ${appends[1]!}: it saw a ` +
        `part of T1!${proof}`,
    ],
  };
}
