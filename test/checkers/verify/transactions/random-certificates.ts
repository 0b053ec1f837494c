/**
 * Random histories of a few transactions, their truth by brute force, and certificates for them:
 * those that checks give, and those that chance gives.
 */

import type { CycleCertificate } from '../../../../checkers/certificate.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import type { Random } from '../../oracle/random.js';
import { hasSerialOrder } from '../../oracle/transactions/serial-orders.js';
import { hasSnapshotOrder } from '../../oracle/transactions/snapshot-orders.js';
import type { OracleOrder, OracleTransaction } from '../../oracle/transactions/transactions.js';
import { someOrderSatisfies } from '../../oracle/transactions/weak-levels.js';
import { eventsOf, randomLists } from '../../transactions/lists/random-lists.js';
import type { Columns } from '../../transactions/registers/columns-of.js';
import { oracleColumns } from '../../transactions/registers/oracle-columns.js';
import { runStore, smallShape } from '../../transactions/registers/random-stores.js';

/** A history both ways. */
export interface RandomHistory {
  readonly transactions: readonly OracleTransaction[];
  readonly columns: Columns;
}

const AXIOMS = [
  ['read-committed', 'read-committed'],
  ['monotonic-atomic-view', 'monotonic-atomic-view'],
  ['read-atomic', 'read-atomic'],
  ['causal-cerone', 'causal'],
  ['prefix', 'prefix'],
  ['snapshot-isolation', 'snapshot-isolation'],
  ['serializable', 'serializable'],
] as const;

/** A model that brute force decides. */
export interface OracleModel {
  readonly name: string;
  readonly axiom: (typeof AXIOMS)[number][1];
  readonly order: OracleOrder;
}

/** Each axiom with no order, that of processes and real time. */
export const MODELS: readonly OracleModel[] = AXIOMS.flatMap(([name, axiom]): OracleModel[] => [
  { name, axiom, order: 'none' },
  { name: `strong-session-${name}`, axiom, order: 'session' },
  { name: `strong-${name}`, axiom, order: 'realtime' },
]);

/** Registers of a store that may go wrong in any way. */
export function randomRegisterHistory(random: Random): RandomHistory {
  const transactions = runStore(random, smallShape(random));
  return { transactions, columns: oracleColumns(transactions) };
}

/** Lists of a store that may go wrong in any way. */
export function randomListHistory(random: Random): RandomHistory {
  const all = randomLists(random, { transactions: 4, keys: 2, micros: 3 });
  const columns = transactionsOf(eventsOf(all), 'list-append');
  // What a transaction read that is not ok is not known to anybody.
  const transactions = all.map((one) => ({
    ...one,
    micros: one.micros.filter(({ f }) => one.outcome === 'ok' || f !== 'r'),
  }));
  return { transactions, columns };
}

/**
 * Whether the history satisfies a model, by trying everything; `undefined` where the oracle means
 * something else: that lists are merged on commit, so that who appends to an old snapshot may read
 * a list that never was.
 */
export function isTrue(
  { transactions, columns }: RandomHistory,
  { axiom, order }: OracleModel,
): boolean | undefined {
  if (axiom === 'serializable') return hasSerialOrder(transactions, order);
  if (axiom === 'prefix' || axiom === 'snapshot-isolation') {
    const isMerged = axiom === 'prefix' && columns.kind === 'list-append';
    if (isMerged && transactions.some(readsOwnAppends)) return undefined;
    return hasSnapshotOrder(transactions, axiom, order);
  }
  const isAtomic = axiom === 'read-atomic' || axiom === 'causal';
  if (isAtomic && transactions.some(contradictsItself)) return false;
  // It also passes over what lists say that were read behind an append of one's own.
  if (columns.kind === 'list-append' && transactions.some(contradictsItself)) return undefined;
  return someOrderSatisfies(transactions, axiom, order);
}

function readsOwnAppends({ micros }: OracleTransaction): boolean {
  return micros.some(({ f, key }, at) => {
    const before = micros.slice(0, at).some((one) => one.f === 'append' && one.key === key);
    return f === 'r' && before;
  });
}

/** Whether a read is not what the transaction knew of the key, with what it wrote since. */
function contradictsItself({ micros, outcome }: OracleTransaction): boolean {
  return micros.some(({ f, key, value }, at) => {
    const before = micros.slice(0, at).filter((one) => one.key === key);
    if (outcome !== 'ok' || f !== 'r' || before.length === 0) return false;
    if (!Array.isArray(value)) return before.at(-1)!.value !== value;
    const read = before.findLastIndex((one) => one.f === 'r');
    const own = before.slice(read + 1).map((one) => one.value);
    const known = read < 0 ? [] : (before[read]!.value as number[]);
    const tail = read < 0 ? value.slice(Math.max(0, value.length - own.length)) : value;
    return JSON.stringify(tail) !== JSON.stringify([...known, ...own]);
  });
}

/** Some of the numbers below `size`, in any order. */
export function someOf(random: Random, size: number, count: number): number[] {
  const left = Array.from({ length: size }, (_, at) => at);
  return Array.from({ length: Math.min(count, size) }, () => {
    return left.splice(random.below(left.length), 1)[0]!;
  });
}

const KINDS = ['ww', 'wr', 'rw', 'rw', 'process', 'realtime'] as const;

/** Two or three transactions in a circle, for reasons that chance names. */
export function randomCycle(
  random: Random,
  { columns }: RandomHistory,
  model: string,
): CycleCertificate {
  const nodes = someOf(random, columns.size, 2 + random.below(2));
  const steps = nodes.map((from, at) => {
    const kind = random.pick(KINDS);
    const to = nodes[(at + 1) % nodes.length]!;
    const isOrder = kind === 'process' || kind === 'realtime';
    return isOrder ? { from, to, kind } : { from, to, kind, key: random.pick(columns.keys) };
  });
  return { kind: 'cycle', model, steps };
}
