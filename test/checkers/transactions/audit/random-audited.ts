/**
 * Random histories of lists and registers for audits: of stores that keep one level of isolation or
 * break it in one way, and some of them spoiled: without invocations, or with values written twice.
 */

import type { Event } from '../../../../src/history/event.js';
import type { TransactionColumns } from '../../../../src/history/transactions/transaction-columns.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import type { Random } from '../../oracle/random.js';
import type { OracleTransaction } from '../../oracle/transactions/transactions.js';
import { randomSnapshots } from '../levels/polygraph/random-snapshots.js';
import { randomTransactions, randomShape } from '../levels/weak/random-transactions.js';
import { eventsOf, randomLists } from '../lists/random-lists.js';
import { runStore, smallShape } from '../registers/random-stores.js';

/** A history, and what was done to it. */
export interface Audited {
  readonly kind: TransactionColumns['kind'];
  readonly transactions: readonly OracleTransaction[];
  readonly events: readonly Event[];
  readonly isSpoiled: boolean;
}

/** Its columns. */
export function columnsOf({ events, kind }: Pick<Audited, 'events' | 'kind'>): TransactionColumns {
  return transactionsOf(events, kind);
}

/** A history of about `size` transactions, as it was recorded. */
export function randomAudited(random: Random, size: number): Audited {
  const kind = random.pick(['list-append', 'rw-register'] as const);
  const transactions = kind === 'list-append' ? lists(random, size) : registers(random, size);
  return { kind, transactions, events: eventsOf(transactions), isSpoiled: false };
}

/** The same, but some miss invocations, and some have values that were written twice. */
export function randomSpoiled(random: Random, size: number): Audited {
  const { kind, transactions } = randomAudited(random, size);
  const spoil = random.pick(['calls', 'some calls', 'values', 'both'] as const);
  const changed = spoil.endsWith('calls') ? transactions : transactions.map(withFewerValues);
  const all = eventsOf(changed);
  const share = spoil === 'values' ? 0 : spoil === 'some calls' ? 0.3 : 1;
  const kept = all.filter(({ type }) => type !== 'invoke' || !random.chance(share));
  const events = kept.map((event, index) => ({ ...event, index }));
  return { kind, transactions: changed, events, isSpoiled: true };
}

function lists(random: Random, size: number): readonly OracleTransaction[] {
  if (random.chance(0.3)) {
    return randomSnapshots(random, { kind: 'list-append', transactionsMax: Math.max(3, size) });
  }
  return randomLists(random, { transactions: size, keys: 1 + random.below(3), micros: 3 });
}

function registers(random: Random, size: number): readonly OracleTransaction[] {
  const way = random.below(3);
  if (way === 0) {
    return randomSnapshots(random, { kind: 'rw-register', transactionsMax: Math.max(3, size) });
  }
  if (way === 1) {
    const shape = { ...randomShape(random), kind: 'rw-register', transactionsMax: size } as const;
    return randomTransactions(random, shape);
  }
  return runStore(random, { ...smallShape(random), transactions: size });
}

function withFewerValues(transaction: OracleTransaction): OracleTransaction {
  const micros = transaction.micros.map((micro) => {
    const { value } = micro;
    const fewer = (one: number): number => (one % 5 === 0 ? one - 1 : one);
    const changed = typeof value === 'number' ? fewer(value) : (value?.map(fewer) ?? null);
    return { ...micro, value: changed } as typeof micro;
  });
  return { ...transaction, micros };
}
