/**
 * Transactions that contradict themselves (the axiom INT of Cerone, Bernardi and Gotsman, CONCUR
 * 2015): a read must return what the transaction last knew of the key, with its own appends since.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import { listOf } from '../../../src/history/transactions/transaction-at.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import type { Value } from '../../../src/history/value.js';
import { reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { describeList, introductions, keyName } from '../explain/describe-transaction.js';
import type { AnomalyCollector } from '../anomaly-collector.js';
import { MicroChains } from './micro-chains.js';

/** Adds a case of `internal` for each transaction that has one, its first. Linear. */
export function findInternalReads(columns: TransactionColumns, found: AnomalyCollector): void {
  const { size, start, f, outcome } = columns;
  const chains = new MicroChains(columns);
  for (let at = 0; at < size; at++) {
    if (outcome[at] !== OUTCOME.ok) continue;
    chains.begin(at);
    for (let micro = start[at]!; micro < start[at + 1]!; micro++) {
      const before = chains.take(micro);
      if (before < 0 || f[micro] !== MICRO.read || agrees(columns, chains, micro)) continue;
      const expected = expectedList(columns, chains, micro);
      found.add('internal', start[at + 1]! - start[at]!, () => tell(columns, at, micro, expected));
      break;
    }
  }
}

/** Whether a read ends with the appends since the last read of the key, after what that saw. */
function agrees(columns: TransactionColumns, chains: MicroChains, micro: number): boolean {
  const { f, value } = columns;
  let length = lengthOf(columns, micro);
  let before = chains.before(micro);
  for (; before >= 0 && f[before] === MICRO.write; before = chains.before(before)) {
    if (length === 0 || elementAt(columns, micro, --length) !== value[before]) return false;
  }
  if (before < 0) return true;
  if (lengthOf(columns, before) !== length) return false;
  if (value[before]! >= 0 && value[micro]! >= 0) return true;
  for (let place = 0; place < length; place++) {
    if (elementAt(columns, before, place) !== elementAt(columns, micro, place)) return false;
  }
  return true;
}

function lengthOf({ value, lists }: TransactionColumns, micro: number): number {
  const length = value[micro]!;
  return length >= 0 ? length : lists.others[-2 - length]!.elements.length;
}

function elementAt({ key, value, lists }: TransactionColumns, micro: number, place: number) {
  const length = value[micro]!;
  if (length < 0) return lists.others[-2 - length]!.elements[place];
  return lists.elements[lists.start[key[micro]!]! + place];
}

/** What the read should have returned, or ended with when `isWhole` is false. */
interface ExpectedList {
  readonly elements: readonly Value[];
  readonly isWhole: boolean;
}

function expectedList(
  columns: TransactionColumns,
  chains: MicroChains,
  micro: number,
): ExpectedList {
  const own: Value[] = [];
  let before = chains.before(micro);
  for (; before >= 0 && columns.f[before] === MICRO.write; before = chains.before(before)) {
    own.push(columns.values.valueOf(columns.value[before]!));
  }
  const known = before < 0 ? [] : (listOf(columns, before) ?? []);
  return { elements: known.concat(own.toReversed()), isWhole: before >= 0 };
}

function tell(
  columns: TransactionColumns,
  at: number,
  micro: number,
  { elements, isWhole }: ExpectedList,
): TransactionAnomaly {
  const key = columns.keys[columns.key[micro]!]!;
  const where = keyName(key);
  const actual = describeList(listOf(columns, micro) ?? []);
  const expected = describeList(elements);
  const wish = isWhole ? `as ${expected}` : `with ${expected} at its end`;
  return {
    kind: 'internal',
    message: `${reference(at)} contradicts itself: it read ${where} as ${actual}, not ${wish}`,
    operations: [at],
    key,
    explanation: [
      ...introductions(columns, [at]),
      `By what T1 itself had read and appended before, it must read ${where} ${wish}, but it ` +
        `observed ${actual}!`,
    ],
  };
}
