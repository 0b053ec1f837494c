/**
 * Rechecks anomalies that single reads show, each by its definition, from the micro-operations of
 * the few transactions that a verdict names.
 */

import type { Anomaly } from '../../verdict.js';
import type { Problem } from '../specification.js';
import { overwritesWhatWasRead } from './dependencies.js';
import { contradiction } from './internal-reads.js';
import { hasDirtyUpdate, hasDuplicates, hasIncompatibleReads } from './list-anomalies.js';
import type { PlainHistory, PlainRead } from './plain-history.js';
import {
  readOfAborted,
  readOfIntermediate,
  readOfNothing,
  readOfOwnFuture,
  sees,
} from './wrong-reads.js';
import { SEVERAL } from './write-index.js';

/** Whether some of the transactions show the anomaly. */
type Test = (history: PlainHistory, operations: readonly number[]) => boolean;

/** Such that one of the transactions alone shows it. */
function some(test: (history: PlainHistory, id: number) => boolean): Test {
  return (history, operations) => operations.some((id) => test(history, id));
}

const TESTS: Readonly<Record<string, Test>> = {
  G1a: readOfAborted,
  G1b: readOfIntermediate,
  'garbage-read': some(readOfNothing),
  'future-read': some(readOfOwnFuture),
  internal: some(({ columns }, id) => contradiction(columns, id) !== -1),
  'duplicate-elements': some(hasDuplicates),
  'incompatible-order': hasIncompatibleReads,
  'dirty-update': hasDirtyUpdate,
  'lost-update': (history, operations) =>
    pairs(operations).some(([first, second]) => updateSame(history, first, second)),
  'fractured-read': (history, operations) =>
    pairs(operations).some(([writer, reader]) => isTorn(history, writer, reader)),
};

/**
 * Problems of an anomaly as evidence; empty when its transactions show it. Which models it breaks
 * is a matter of definition. About linear in the history.
 */
export function verifyAnomaly(history: PlainHistory, { kind, operations }: Anomaly): Problem[] {
  const test = TESTS[kind];
  if (test === undefined) return [{ message: `the verifier has no test of its own for ${kind}` }];
  for (const id of operations) {
    if (!(Number.isInteger(id) && id >= 0 && id < history.columns.size)) {
      return [{ message: `there is no transaction #${id}` }];
    }
  }
  if (test(history, operations)) return [];
  return [{ message: `${operations.map((id) => `#${id}`).join(', ')} show no ${kind}` }];
}

function pairs(operations: readonly number[]): (readonly [number, number])[] {
  return operations.flatMap((first) =>
    operations.filter((second) => second !== first).map((second) => [first, second] as const),
  );
}

/** Whether both read the same version of a key, and then wrote the key. */
function updateSame(history: PlainHistory, first: number, second: number): boolean {
  const { columns } = history;
  const wrote = (id: number, key: number, read: number): boolean => history.writeOf(id, key) > read;
  return history
    .readsOf(first)
    .some(
      (one) =>
        one.isExternal &&
        isKnown(history, one) &&
        wrote(first, one.key, one.micro) &&
        history
          .readsOf(second)
          .some(
            (other) =>
              other.isExternal &&
              other.key === one.key &&
              columns.value[other.micro] === columns.value[one.micro] &&
              wrote(second, one.key, other.micro),
          ),
    );
}

/** Whether equal values are one version: a list is one whoever made it, a value may be two. */
function isKnown({ columns, index }: PlainHistory, { micro, key }: PlainRead): boolean {
  return columns.kind === 'list-append' || index.find(key, columns.value[micro]!) !== SEVERAL;
}

/** Whether one saw a write of the other, and of another key what was there before it. */
function isTorn(history: PlainHistory, writer: number, reader: number): boolean {
  if (!history.tookEffect(writer)) return false;
  const { columns } = history;
  const rule = { order: 'none', readsCommitted: true } as const;
  const isSeen = history.readsOf(reader).some((read) => sees(history, writer, read));
  return (
    isSeen &&
    history
      .lastWrites(writer)
      .some((micro) => overwritesWhatWasRead(history, reader, writer, columns.key[micro]!, rule))
  );
}
