/**
 * Random steps on random legal histories of transactions, judged before and after by trying all
 * orders: what `npm test` does to some thousands of histories and the campaign to 20,000.
 */

import type { ModelStanding } from '../../../../checkers/audit/standings.js';
import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import type { Axiom } from '../../../../checkers/transactions/levels/level.js';
import type { Event } from '../../../../src/history/event.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import type { TransactionKind } from '../../../../src/history/transactions/transaction-columns.js';
import {
  eventsOf,
  microsOf,
  recordedTransactions,
  type RecordedTransaction,
} from '../../../../src/shrink/history/transactions/recorded-transaction.js';
import {
  isRead,
  versionsIn,
  withoutRead,
  withoutTransactions,
  withoutVersions,
  type RemovalRules,
} from '../../../../src/shrink/history/transactions/transaction-removal.js';
import { readsStates } from '../../../../src/shrink/history/transactions/transaction-search.js';
import { seeded, type Random } from '../../../checkers/oracle/random.js';
import { hasSerialOrder } from '../../../checkers/oracle/transactions/serial-orders.js';
import { hasSnapshotOrder } from '../../../checkers/oracle/transactions/snapshot-orders.js';
import type {
  OracleMicro,
  OracleOrder,
  OracleTransaction,
} from '../../../checkers/oracle/transactions/transactions.js';
import { someOrderSatisfies } from '../../../checkers/oracle/transactions/weak-levels.js';
import { randomAudited } from '../../../checkers/transactions/audit/random-audited.js';

const AXIOMS: readonly Axiom[] = [
  'read-committed',
  'monotonic-atomic-view',
  'read-atomic',
  'causal',
  'prefix',
  'snapshot-isolation',
  'serializable',
];
const ORDERS: readonly OracleOrder[] = ['none', 'session', 'realtime'];

type Transactions = readonly RecordedTransaction[];

/** How transactions go; the tests put wrong ways in its place. */
export type TransactionRemoval = typeof withoutTransactions;

/** What was seen. */
export interface RemovalTally {
  legal: number;
  illegal: number;
  /** Legal histories of which something went, by kind. */
  readonly shorter: Map<TransactionKind, number>;
  /** What was legal and is not any more; the first one only. */
  readonly broken: unknown[];
}

/** Takes steps on `count` histories that are of the level they are judged by. */
export function takeRandomSteps(
  count: number,
  seed: number,
  removal: TransactionRemoval = withoutTransactions,
): RemovalTally {
  const random = seeded(seed);
  const tally: RemovalTally = { legal: 0, illegal: 0, shorter: new Map(), broken: [] };
  while (tally.legal < count && tally.broken.length === 0) {
    const { kind, events } = randomAudited(random, 3 + random.below(3));
    const axiom = random.pick(AXIOMS);
    const order = random.pick(ORDERS);
    const whole = recordedTransactions(events);
    if (!isOfLevel(whole, axiom, order)) {
      tally.illegal += 1;
      continue;
    }
    tally.legal += 1;
    const rules = { kind, readsStates: readsStates(axiom) };
    const left = someSteps(whole, rules, random, removal);
    if (left.length === 0 || microCount(left) === microCount(whole)) continue;
    tally.shorter.set(kind, (tally.shorter.get(kind) ?? 0) + 1);
    if (!isOfLevel(left, axiom, order)) {
      tally.broken.push([axiom, order, valuesOf(whole), valuesOf(left)]);
    }
  }
  return tally;
}

/**
 * The same, judged by the audit: what it says holds of the whole, it must not call violated in what
 * is left. Answers the first contradiction, and how many standings were compared.
 */
export function compareStandings(
  count: number,
  seed: number,
  removal: TransactionRemoval = withoutTransactions,
): { readonly compared: number; readonly broken: readonly unknown[] } {
  const random = seeded(seed);
  let compared = 0;
  for (let at = 0; at < count; at++) {
    const { kind, events } = randomAudited(random, 3 + random.below(5));
    const whole = recordedTransactions(events);
    const rules = { kind, readsStates: random.chance(0.5) };
    const left = someSteps(whole, rules, random, removal);
    if (left.length === 0) continue;
    const before = standingsOf(whole, kind);
    const after = standingsOf(left, kind);
    for (const { model, standing } of before) {
      if (standing !== 'holds' || (rules.readsStates && !readsStates(model))) continue;
      compared += 1;
      if (after.find((one) => one.model === model)?.standing !== 'violated') continue;
      return { compared, broken: [kind, model, valuesOf(whole), valuesOf(left)] };
    }
  }
  return { compared, broken: [] };
}

function standingsOf(transactions: Transactions, kind: TransactionKind): readonly ModelStanding[] {
  const columns = transactionsOf(eventsOf(transactions), kind);
  return auditTransactions(columns, { wfrKeys: true }).standings;
}

/** Whether some order of commits shows that the transactions are of the level. */
export function isOfLevel(transactions: Transactions, axiom: Axiom, order: OracleOrder): boolean {
  const plain = transactions.map(plainOf);
  if (axiom === 'serializable') return hasSerialOrder(plain, order);
  if (axiom === 'prefix' || axiom === 'snapshot-isolation') {
    return hasSnapshotOrder(plain, axiom, order);
  }
  return someOrderSatisfies(plain, axiom, order);
}

function someSteps(
  whole: Transactions,
  rules: RemovalRules,
  random: Random,
  removal: TransactionRemoval,
): Transactions {
  let left = whole;
  for (let count = 1 + random.below(3); count > 0 && left.length > 0; count--) {
    const step = random.below(3);
    if (step === 0) {
      const chosen = left.filter(() => random.chance(0.4));
      left = removal(left, rules, new Set(chosen));
    } else if (step === 1) {
      const versions = left.flatMap(microsOf).flatMap((micro) => versionsIn(micro, rules.kind));
      left = withoutVersions(left, rules, new Set([random.pick(versions)]));
    } else {
      const reader = random.pick(left);
      const places = microsOf(reader).flatMap((micro, at) => (isRead(micro) ? [at] : []));
      if (places.length > 0) left = withoutRead(left, reader, random.pick(places));
    }
  }
  return left;
}

/** As the oracles take it: an order of ranks, and what the completion said. */
function plainOf({ events }: RecordedTransaction): OracleTransaction {
  const [first, last] = [events[0]!, events.at(-1)!];
  const outcome = last.event.type === 'invoke' ? 'info' : last.event.type;
  return {
    process: first.event.process as number,
    outcome,
    call: first.at,
    return: last.at,
    micros: (last.event.value as unknown as [string, number, unknown][]).map(
      ([f, key, value]) => ({ f, key, value }) as OracleMicro,
    ),
  };
}

function microCount(transactions: Transactions): number {
  return JSON.stringify(valuesOf(transactions)).length;
}

function valuesOf(transactions: Transactions): readonly Event['value'][] {
  return eventsOf(transactions).map(({ value }) => value);
}
