/**
 * What may be taken out of a history of transactions that cannot be run again: reads, and writes
 * together with every trace of them. A transaction goes as all its writes do.
 *
 * Why that is sound, for every level that asks for an order of commits: take one that the whole
 * history allows, and leave out what goes. A read that goes asks nothing any more. A version that
 * goes was the last for no read that stays: those go too. So each read that stays is still of the
 * same writer, the last before it that is left; from the lists that were read the element goes, as
 * it was never appended. What a transaction must have seen, and whom it must not overlap with, can
 * only become less. The order of sessions and of real time is the same among those that stay.
 *
 * Where a level has every transaction read a state, and not versions of others, a list may lose its
 * last element as well, and the read stays.
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

/** What is removed from, and for which level. */
export interface RemovalRules {
  readonly kind: TransactionKind;
  /** Prefix consistency and what is stronger: every transaction reads the state of one moment. */
  readonly readsStates: boolean;
}

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
  rules: RemovalRules,
  chosen: ReadonlySet<RecordedTransaction>,
): readonly RecordedTransaction[] {
  const versions = new Set([...chosen].flatMap(versionsWritten));
  const stays = transactions.filter((transaction) => !chosen.has(transaction));
  return withoutVersions(stays, rules, versions);
}

/**
 * What is left without some versions: without their writes, without reads that saw them as the
 * last, and without their elements in lists. Transactions of which nothing is left go. Linear.
 */
export function withoutVersions(
  transactions: readonly RecordedTransaction[],
  rules: RemovalRules,
  versions: ReadonlySet<string>,
): readonly RecordedTransaction[] {
  if (versions.size === 0) return transactions;
  const left = transactions.map((transaction) => {
    const micros = microsOf(transaction);
    const gone = placesThatGo(micros, rules, versions);
    return withMicros(transaction, (list) => {
      // What an invocation asks to read has no value: it goes with its place.
      const own = list.length === micros.length ? gone : placesThatGo(list, rules, versions);
      return list.filter((_, at) => !own.has(at));
    });
  });
  const shorter =
    rules.kind === 'rw-register'
      ? left
      : left.map((transaction) =>
          withMicros(transaction, (list) => list.map((micro) => withoutElements(micro, versions))),
        );
  return shorter.filter(hasMicros);
}

/**
 * Places of the writes of `versions`, of the reads that saw one of them as the last, and of the
 * reads that such a write of the same transaction hid from what others wrote: levels below read
 * atomic ask nothing of these, as long as they are hidden.
 */
function placesThatGo(
  micros: readonly Micro[],
  { kind, readsStates }: RemovalRules,
  versions: ReadonlySet<string>,
): ReadonlySet<number> {
  const bared = new Set<string>();
  const places = new Set<number>();
  for (const [at, micro] of micros.entries()) {
    const isState = readsStates && isRead(micro) && kind === 'list-append';
    const isTrace = !isState && versions.has(versionOf(keyOf(micro), lastOf(micro, kind)));
    const key = canonicalKey(keyOf(micro));
    if (!isRead(micro)) {
      if (!isTrace) continue;
      bared.add(key);
      places.add(at);
    } else if (bared.has(key) || isTrace) {
      places.add(at);
    }
  }
  return places;
}

/** The value that was written, or the last one that was there when it was read. */
function lastOf(micro: Micro, kind: TransactionKind): Value {
  const value = valueOf(micro);
  const isList = kind === 'list-append' && isRead(micro) && Array.isArray(value);
  return isList ? ((value as readonly Value[]).at(-1) ?? null) : value;
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
