/**
 * Lost updates: several transactions read the same version of a key and then append to it, so that
 * all but one act on a version that is no longer the last. Elle's rule, which needs no order.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { listOf } from '../../../src/history/transactions/transaction-at.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import { reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { enumerate } from '../explain/cycle.js';
import { describeList, introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';

const SHOWN_MAX = 4;

/** Who read one version of a key before appending to it. */
interface Group {
  readonly micro: number;
  readonly transactions: number[];
}

/** Adds a case of `lost-update` for each version that two or more act on. Linear. */
export function findLostUpdates(columns: TransactionColumns, found: AnomalyCollector): void {
  const groups = new UpdateGroups(columns);
  const { size, start, f, key, outcome } = columns;
  /** The first read of each key, and that acted on last: of this transaction or of one before. */
  const firstRead = new Int32Array(columns.keys.length).fill(-1);
  const actedOn = new Int32Array(columns.keys.length).fill(-1);
  for (let at = 0; at < size; at++) {
    if (outcome[at] !== OUTCOME.ok) continue;
    const first = start[at]!;
    for (let micro = first; micro < start[at + 1]!; micro++) {
      const on = key[micro]!;
      const read = firstRead[on]!;
      if (f[micro] === MICRO.read) {
        if (read < first) firstRead[on] = micro;
      } else if (read >= first && actedOn[on] !== read) {
        actedOn[on] = read;
        groups.add(at, read);
      }
    }
  }
  for (const group of groups.several()) {
    found.add('lost-update', group.transactions.length, () => tell(columns, group));
  }
}

/** Transactions by the version that they act on; an object only for versions with several. */
class UpdateGroups {
  readonly #columns: TransactionColumns;
  /** By length of each longest list: the place of the transaction + 1. */
  readonly #first: Int32Array;
  readonly #several = new Map<number, Group>();
  readonly #diverging = new Map<string, Group>();

  constructor(columns: TransactionColumns) {
    this.#columns = columns;
    this.#first = new Int32Array(columns.lists.elements.length + columns.keys.length);
  }

  add(at: number, micro: number): void {
    const { key, value, lists } = this.#columns;
    const length = value[micro]!;
    if (length < 0) {
      this.#addDiverging(at, micro);
      return;
    }
    const slot = lists.start[key[micro]!]! + key[micro]! + length;
    const first = this.#first[slot]! - 1;
    if (first < 0) {
      this.#first[slot] = at + 1;
      return;
    }
    const group = this.#several.get(slot);
    if (group === undefined) this.#several.set(slot, { micro, transactions: [first, at] });
    else group.transactions.push(at);
  }

  several(): Group[] {
    const diverging = [...this.#diverging.values()];
    return [...this.#several.values(), ...diverging.filter((one) => one.transactions.length > 1)];
  }

  #addDiverging(at: number, micro: number): void {
    const { key, value, lists } = this.#columns;
    const version = `${key[micro]!}: ${lists.others[-2 - value[micro]!]!.elements.join()}`;
    const group = this.#diverging.get(version);
    if (group === undefined) this.#diverging.set(version, { micro, transactions: [at] });
    else group.transactions.push(at);
  }
}

function tell(columns: TransactionColumns, { micro, transactions }: Group): TransactionAnomaly {
  const operations = transactions.slice(0, SHOWN_MAX);
  const key = columns.keys[columns.key[micro]!]!;
  const where = keyName(key);
  const list = describeList(listOf(columns, micro) ?? []);
  const names = operations.map((_, at) => `T${at + 1}`);
  const others = transactions.length - operations.length;
  if (others > 0) names.push(`${others} more`);
  return {
    kind: 'lost-update',
    message:
      `lost update: ${transactions.length} transactions, among them ` +
      `${enumerate(operations.slice(0, 2).map(reference))}, read ${where} as ${list} and appended`,
    operations,
    key,
    explanation: [
      ...introductions(columns, operations),
      `${enumerate(names)} all read ${where} as ${list} and then appended to it, but only the ` +
        'first of them to commit can have acted on the latest version!',
    ],
  };
}
