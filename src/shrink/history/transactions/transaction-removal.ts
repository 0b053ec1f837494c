/**
 * What may be taken out of a history of transactions that cannot be run again: reads, and writes
 * together with every trace of them. A transaction goes as all its writes do.
 *
 * Why that is sound, for every level that asks for an order of commits: take one that the whole
 * history allows, and leave out what goes. A read that goes asks nothing any more. A version that
 * goes was read by nobody who stays: reads of a register that saw it go too, and in lists its
 * element goes from every list that was read. So each read that stays still sees the last version
 * before it that is left; what a transaction must have seen, and whom it must not overlap with, can
 * only become less. The order of sessions and of real time is the same among those that stay.
 */

import { canonicalKey } from '../../../history/equality.js';
import { functionNameOf } from '../../../history/transactions/micro-values.js';
import type { TransactionKind } from '../../../history/transactions/transaction-columns.js';
import type { Value } from '../../../history/value.js';
import {
  microsOf,
  withMicros,
  type Micro,
  type RecordedTransaction,
} from './recorded-transaction.js';

/** The name of a version of a key: the same for equal keys and values. */
function versionOf(key: Value, value: Value): string {
  return `${canonicalKey(key)} ${canonicalKey(value)}`;
}

/** The versions that a micro-operation speaks of: one for each element of a list that was read. */
export function versionsIn(micro: Micro, kind: TransactionKind): readonly string[] {
  const value = valueOf(micro);
  const isList = kind === 'list-append' && isRead(micro) && Array.isArray(value);
  const values = isList ? (value as readonly Value[]) : [value];
  return values.map((each) => versionOf(keyOf(micro), each));
}

/** The versions that a transaction wrote or may have written. */
export function versionsWritten(transaction: RecordedTransaction): readonly string[] {
  return microsOf(transaction)
    .filter((micro) => !isRead(micro))
    .map((micro) => versionOf(keyOf(micro), valueOf(micro)));
}

/** Whether a micro-operation reads. */
export function isRead(micro: Micro): boolean {
  const name = functionNameOf(micro);
  return name === 'r' || name === 'read';
}

/** What is left without the `chosen` transactions, and without every trace of what they wrote. */
export function withoutTransactions(
  transactions: readonly RecordedTransaction[],
  kind: TransactionKind,
  chosen: ReadonlySet<RecordedTransaction>,
): readonly RecordedTransaction[] {
  const versions = new Set([...chosen].flatMap(versionsWritten));
  const stays = transactions.filter((transaction) => !chosen.has(transaction));
  return withoutVersions(stays, kind, versions);
}

/**
 * What is left without some versions: without their writes, without reads of registers that saw
 * them, and without their elements in lists. Transactions of which nothing is left go. Linear.
 */
export function withoutVersions(
  transactions: readonly RecordedTransaction[],
  kind: TransactionKind,
  versions: ReadonlySet<string>,
): readonly RecordedTransaction[] {
  if (versions.size === 0) return transactions;
  const goes = (micro: Micro): boolean =>
    !(kind === 'list-append' && isRead(micro)) &&
    versions.has(versionOf(keyOf(micro), valueOf(micro)));
  const left = transactions.map((transaction) => {
    const micros = microsOf(transaction);
    const gone = new Set([...micros.keys()].filter((at) => goes(micros[at]!)));
    return withMicros(transaction, (list) =>
      // What an invocation asks to read has no value: it goes with its place.
      list.filter((micro, at) => !(list.length === micros.length ? gone.has(at) : goes(micro))),
    );
  });
  const shorter =
    kind === 'rw-register'
      ? left
      : left.map((transaction) =>
          withMicros(transaction, (list) => list.map((micro) => withoutElements(micro, versions))),
        );
  return shorter.filter(hasMicros);
}

/** What is left without one micro-operation that reads. */
export function withoutRead(
  transactions: readonly RecordedTransaction[],
  reader: RecordedTransaction,
  place: number,
): readonly RecordedTransaction[] {
  const { length } = microsOf(reader);
  const shorter = withMicros(reader, (list) =>
    list.length === length ? list.filter((_, at) => at !== place) : list,
  );
  return transactions.map((one) => (one === reader ? shorter : one)).filter(hasMicros);
}

/** The key of a micro-operation. */
export function keyOf(micro: Micro): Value {
  return micro[1] ?? null;
}

/** What a micro-operation wrote or read; `null` where that is not known, or where nothing was. */
function valueOf(micro: Micro): Value {
  return micro[2] ?? null;
}

function withoutElements(micro: Micro, versions: ReadonlySet<string>): Micro {
  const list = valueOf(micro);
  if (!isRead(micro) || !Array.isArray(list)) return micro;
  const key = keyOf(micro);
  const left = (list as readonly Value[]).filter((each) => !versions.has(versionOf(key, each)));
  return left.length === list.length ? micro : [micro[0]!, key, left];
}

function hasMicros(transaction: RecordedTransaction): boolean {
  return microsOf(transaction).length > 0;
}
