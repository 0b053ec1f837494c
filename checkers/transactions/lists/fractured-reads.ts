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
import type { AnomalyCollector } from '../anomaly-collector.js';
import type { ListObservation } from './list-observation.js';

/**
 * Adds a case of `fractured-read` for each pair of a reader and a writer. The reader must have seen
 * the very version of the writer: through a longer list it has read from whoever appended last, and
 * read atomicity does not say that it has seen what that one had. There is a cycle all the same.
 * Linear but for transactions with many writes, each of which is looked at for every reader.
 */
export function findFracturedReads(observation: ListObservation, found: AnomalyCollector): void {
  new FractureSearch(observation, found).run();
}

class FractureSearch {
  /** The first external read of each key, of the reader at hand or of one before. */
  readonly #read: Int32Array;
  /** The last reader for whom each writer was looked at. */
  readonly #asked: Int32Array;

  constructor(
    readonly observation: ListObservation,
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
      for (let at = from; at < end; at++) this.#ask(reader, at, first);
    }
  }

  /** Whether the reader, whose micro-operations begin at `first`, missed a write of whom it saw. */
  #ask(reader: number, from: number, first: number): void {
    const { columns, readKey, readWriter, writers, writeStart, writeKey, writeMicro } =
      this.observation;
    const writer = readWriter[from]!;
    if (writer === INITIAL || this.#asked[writer] === reader) return;
    this.#asked[writer] = reader;
    const { start } = columns.lists;
    let seen = -1;
    let missed = -1;
    for (let at = writeStart[writer]!; at < writeStart[writer + 1]!; at++) {
      const key = writeKey[at]!;
      const append = writeMicro[at]!;
      if (key === readKey[from]) {
        seen = append;
        continue;
      }
      const read = this.#read[key]!;
      if (read < first || columns.value[read]! < 0) continue;
      const version = writers.index.find(key, columns.value[append]!);
      if (version >= 0 && writers.micro[version] !== append) continue;
      if (version >= 0 && writers.transaction[version]! < 0) continue;
      const isSeen = version >= 0 && version < start[key]! + columns.value[read]!;
      if (!isSeen && version < writers.index.longestSize) missed = append;
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
