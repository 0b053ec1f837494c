/**
 * Where the answers differ from those of the corpus, and why that is right. What is not listed, and
 * what is listed and no longer occurs, is a failure. The same stands in docs/transactions.md.
 */

import type { Difference, Row } from './row.js';

/** One field of some cases. */
export interface KnownDifference {
  readonly ids: readonly string[];
  readonly field: string;
  readonly reason: string;
}

const GARBAGE =
  'a value was read that nobody wrote (garbage-read), which breaks read committed; Elle passes ' +
  'over reads whose writer it does not know';

const elle: readonly KnownDifference[] = [
  {
    ids: ['elle/list-append-041.json'],
    field: 'anomaly-types',
    reason:
      "Elle's search for cycles ran out of time in one component of 1,161 transactions and left " +
      'the shorter and graver G-single-item-realtime out',
  },
  {
    ids: ['elle/list-append-047.json'],
    field: 'not',
    reason:
      'the read skew is a fractured read too, which breaks read atomic; Elle has no such kind',
  },
  {
    ids: ['elle/list-append-051.json'],
    field: 'anomaly-types',
    reason:
      'Elle tells only the dirty write of its component, and has no fractured reads; there is a ' +
      'read skew that needs none of the dirty writes',
  },
  {
    ids: ['elle/rw-register-001.json'],
    field: 'valid?',
    reason: GARBAGE,
  },
  {
    ids: ['elle/rw-register-001.json', 'elle/rw-register-025.json'],
    field: 'anomaly-types',
    reason: GARBAGE,
  },
  {
    ids: ['elle/rw-register-001.json', 'elle/rw-register-021.json', 'elle/rw-register-025.json'],
    field: 'not',
    reason: GARBAGE,
  },
  {
    ids: ['elle/rw-register-029.json'],
    field: 'anomaly-types',
    reason:
      'the same two transactions are of one process, so that the cycle breaks more as ' +
      'G1c-process ' +
      'than as G1c-realtime; besides, a value was read that nobody wrote',
  },
];

const jepsen: readonly KnownDifference[] = [
  {
    ids: ['jepsen/checkers.jsonl:2', 'jepsen/checkers.jsonl:3'],
    field: 'final-queue',
    reason: "Jepsen's is an object of its model; ours are the elements that were left",
  },
  {
    ids: ['jepsen/checkers.jsonl:29', 'jepsen/checkers.jsonl:31', 'jepsen/checkers.jsonl:41'],
    field: 'unseen',
    reason:
      'Jepsen also names messages that were polled, when no message of their key had been ' +
      'acknowledged before the poll',
  },
  {
    ids: ['jepsen/checkers.jsonl:32', 'jepsen/checkers.jsonl:43'],
    field: 'G1c-realtime',
    reason: 'of several cycles of two operations in one component, another one is shown',
  },
  {
    ids: ['jepsen/checkers.jsonl:42'],
    field: 'duplicate',
    reason: "the same duplicates; Jepsen's stand in the order of a hash table, ours by value",
  },
];

/** All of them. */
const knownDifferences: readonly KnownDifference[] = [...elle, ...jepsen];

/** The entry for a difference of a case; `undefined` when there is none. */
export function knownDifference(row: Row, { field }: Difference): KnownDifference | undefined {
  return knownDifferences.find((one) => one.ids.includes(row.id) && one.field === field);
}

/** Cases that were judged and agree in a field in which they are listed to differ. */
export function outdatedDifferences(
  rows: readonly Row[],
): readonly { readonly id: string; readonly field: string }[] {
  return knownDifferences.flatMap(({ ids, field }) =>
    rows
      .filter((row) => ids.includes(row.id) && row.differences.every((one) => one.field !== field))
      .map(({ id }) => ({ id, field })),
  );
}
