/**
 * The audit of transactions: what it says where nothing is certain, and what does not change it.
 */

import { describe, expect, test } from 'vitest';
import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import type { TransactionAudit } from '../../../../checkers/transactions/audit/transaction-audit.js';
import { seeded } from '../../oracle/random.js';
import type { OracleTransaction } from '../../oracle/transactions/transactions.js';
import { concurrent, sequential } from '../lists/tiny-history.js';
import { eventsOf } from '../lists/random-lists.js';
import { oneByOne } from '../registers/short-history.js';
import { columnsOf, randomAudited } from './random-audited.js';

function standing(audit: TransactionAudit, model: string): string | undefined {
  return audit.standings.find((one) => one.model === model)?.standing;
}

describe('consistent view of lists', () => {
  test('holds where the orders of the appends make no read skew', () => {
    const audit = auditTransactions(concurrent('ax1az1', 'ay1', 'az2', 'rx1ry', 'ry1rx'));
    expect(standing(audit, 'consistent-view')).toBe('holds');
  });

  test('is not claimed where each order of appends that nobody read would make one', () => {
    const audit = auditTransactions(concurrent('ax1az1', 'ay1az2', 'rx1ry', 'ry1rx'));
    expect(standing(audit, 'consistent-view')).toBe('undecided');
  });
});

test('who has read from another by way of a third need not see all of it', () => {
  const audit = auditTransactions(concurrent('ax1ay1', 'rx1ax2', 'rx12ry', 'rx12ry1'));
  expect(audit.anomalies.map(({ kind }) => kind)).not.toContain('fractured-read');
  expect(standing(audit, 'read-atomic')).toBe('holds');
  expect(standing(audit, 'causal-cerone')).toBe('violated');
});

test('who appended twice, with another in between, is no reason to give up', () => {
  const audit = auditTransactions(concurrent('ax1ax3', 'ax2', 'rx123'));
  expect(standing(audit, 'serializable')).toBe('violated');
});

test('anomalies say what they break', () => {
  const { anomalies } = auditTransactions(sequential('ax1', 'rx', 'rx1'));
  const [first] = anomalies;
  expect(first?.kind).toBe('G-single-item-realtime');
  expect(first?.breaks).toContain('strong-snapshot-isolation');
});

test('what rests on a promise says so', () => {
  const history = oneByOne('w x 1', 'w x 2', 'r x 1');
  const { anomalies } = auditTransactions(history, { linearizableKeys: true });
  expect(anomalies[0]?.examples[0]?.message).toMatch(/, given that every key is linearizable$/);
});

describe('laws', () => {
  const ROUNDS = 100;

  function standings(
    transactions: readonly OracleTransaction[],
    kind: 'list-append' | 'rw-register',
  ) {
    const audit = auditTransactions(columnsOf({ kind, events: eventsOf(transactions) }));
    return Object.fromEntries(audit.standings.map((one) => [one.model, one.standing]));
  }

  /** How many histories keep strict serializability, of those on which `change` was tried. */
  function compare(
    change: (
      transactions: readonly OracleTransaction[],
    ) => readonly OracleTransaction[] | undefined,
  ): { readonly legal: number; readonly changed: number } {
    let legal = 0;
    let changed = 0;
    for (let seed = 0; seed < ROUNDS; seed++) {
      const { kind, transactions } = randomAudited(seeded(seed), 4 + (seed % 4));
      const other = change(transactions);
      if (other === undefined) continue;
      changed++;
      const before = standings(transactions, kind);
      if (before['strong-serializable'] === 'holds') legal++;
      expect(standings(other, kind), `seed ${seed}`).toEqual(before);
    }
    return { legal, changed };
  }

  test('names of keys, values and processes do not matter', () => {
    const value = (one: number): number => 1000 - one;
    const { legal } = compare((transactions) =>
      transactions.map(({ micros, process, ...rest }) => ({
        ...rest,
        process: 50 - process,
        micros: micros.map((micro) => ({
          ...micro,
          key: 7 - micro.key,
          value:
            typeof micro.value === 'number'
              ? value(micro.value)
              : (micro.value?.map(value) ?? null),
        })) as OracleTransaction['micros'],
      })),
    );
    expect(legal).toBeGreaterThan(ROUNDS / 5);
    expect(legal).toBeLessThan((ROUNDS * 4) / 5);
  });

  test('a crashed transaction of which nobody saw anything does not matter', () => {
    const { changed } = compare((transactions) => {
      const seen = new Set(
        transactions.flatMap(({ micros, outcome }) =>
          outcome !== 'ok'
            ? []
            : micros.flatMap(({ f, key, value }) =>
                f === 'r' ? [value ?? []].flat().map((one) => `${key} ${one}`) : [],
              ),
        ),
      );
      const isUnseen = ({ outcome, micros }: OracleTransaction): boolean =>
        outcome === 'info' &&
        micros.every(({ f, key, value }) => f === 'r' || !seen.has(`${key} ${String(value)}`));
      const at = transactions.findIndex(isUnseen);
      return at < 0 ? undefined : transactions.filter((_, place) => place !== at);
    });
    expect(changed).toBeGreaterThan(20);
  });

  /** The first histories that are strictly serializable, with their audits. */
  function* legal(count: number): Iterable<{
    readonly kind: 'list-append' | 'rw-register';
    readonly transactions: readonly OracleTransaction[];
    readonly audit: TransactionAudit;
  }> {
    for (let seed = 0, found = 0; found < count; seed++) {
      const { kind, transactions } = randomAudited(seeded(seed), 4 + (seed % 4));
      const audit = auditTransactions(columnsOf({ kind, events: eventsOf(transactions) }));
      if (standing(audit, 'strong-serializable') !== 'holds') continue;
      found++;
      yield { kind, transactions, audit };
    }
  }

  const lastRank = (transactions: readonly OracleTransaction[]): number =>
    Math.max(...transactions.flatMap((one) => [one.call, one.return]));

  test('two legal histories on other keys, one after the other, are a legal one', () => {
    const before = new Map<string, readonly OracleTransaction[]>();
    let merged = 0;
    for (const { kind, transactions } of legal(40)) {
      const first = before.get(kind);
      before.set(kind, transactions);
      if (first === undefined) continue;
      const shift = lastRank(first) + 1;
      const second = transactions.map(({ micros, process, ...one }) => ({
        ...one,
        process: process + 1000,
        call: one.call + shift,
        return: one.return + shift,
        micros: micros.map((micro) => ({ ...micro, key: micro.key + 10 })),
      }));
      expect(standings([...first, ...second], kind)['strong-serializable']).toBe('holds');
      merged++;
    }
    expect(merged).toBeGreaterThan(30);
  });

  test('a last transaction that reads what is there keeps a history legal', () => {
    for (const { kind, transactions, audit } of legal(40)) {
      const because = audit.standings.find(({ model }) => model === 'strong-serializable')!.because;
      const certificate = because.kind === 'certificate' ? because.certificate : undefined;
      const order = certificate?.kind === 'commit-order' ? [...certificate.order] : [];
      const state = new Map<number, number[]>();
      for (const { f, key, value } of order.flatMap((at) => transactions[at]!.micros)) {
        if (f !== 'r') state.set(key, [...(state.get(key) ?? []), value]);
      }
      const rank = lastRank(transactions) + 1;
      const reads = Array.from(state, ([key, values]) => ({
        f: 'r' as const,
        key,
        value: kind === 'list-append' ? values : values.at(-1)!,
      }));
      const last = {
        process: 99,
        outcome: 'ok',
        micros: reads,
        call: rank,
        return: rank + 1,
      } as const;
      expect(standings([...transactions, last], kind)['strong-serializable']).toBe('holds');
    }
  });
});
