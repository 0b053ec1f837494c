/**
 * The benchmark of transactions measures what it says: its runs keep what their store promises, and
 * what is put into them is there and nothing else.
 */

import { describe, expect, test } from 'vitest';
import { transactionLines } from '../../bench/histories/transactions/generate-transactions.js';
import { INJECTIONS, usualRun, wideRun } from '../../bench/histories/transactions/run.js';
import type { Injection, Run } from '../../bench/histories/transactions/run.js';
import type { Measurement } from '../../bench/transactions/measurement.js';
import { allRows } from '../../bench/transactions/rows.js';
import { standingOf } from '../../bench/transactions/table.js';
import { auditTransactions } from '../../checkers/transactions/audit/audit-transactions.js';
import type { TransactionAudit } from '../../checkers/transactions/audit/transaction-audit.js';
import { decodeEvents } from '../../src/history/codecs/index.js';
import type { TransactionKind } from '../../src/history/transactions/transaction-columns.js';
import { transactionsOf } from '../../src/history/transactions/transactions-of.js';

const KINDS: readonly TransactionKind[] = ['list-append', 'rw-register'];

const textOf = (run: Run): string => [...transactionLines(run)].join('');

function audit(run: Run): TransactionAudit {
  const events = decodeEvents(textOf(run), { file: 'run', format: 'jsonl' });
  return auditTransactions(transactionsOf(events, run.kind));
}

const standing = ({ standings }: TransactionAudit, model: string): string | undefined =>
  standings.find((one) => one.model === model)?.standing;

describe.each(KINDS)('runs of %s', (kind) => {
  test('are the same for the same seed, and others for another', () => {
    const run = usualRun({ kind, transactions: 200, seed: 1 });
    expect(textOf(run)).toBe(textOf(run));
    expect(textOf(run)).not.toBe(textOf({ ...run, seed: 2 }));
  });

  test('have the shares that were asked for', () => {
    const run = usualRun({ kind, transactions: 4000, seed: 3 });
    const events = decodeEvents(textOf(run), { file: 'run', format: 'jsonl' });
    const share = (type: string): number =>
      events.filter((event) => event.type === type).length / run.transactions;
    expect(share('invoke')).toBe(1);
    expect(Math.abs(share('fail') - 0.03)).toBeLessThan(0.01);
    expect(Math.abs(share('info') - 0.01)).toBeLessThan(0.005);
    const micros = events
      .filter(({ type }) => type === 'invoke')
      .flatMap(({ value }) => value as readonly (readonly [string, number, number])[]);
    expect(micros.length / run.transactions).toBeCloseTo(3, 0);
    const reads = micros.filter(([f]) => f === 'r').length;
    expect(reads / micros.length).toBeCloseTo(0.5, 1);
  });

  test('keep strict serializability when nothing is put into them', () => {
    for (let seed = 0; seed < 10; seed++) {
      const result = audit(usualRun({ kind, transactions: 300, keys: 10, seed }));
      expect([seed, standing(result, 'strong-serializable')]).toEqual([seed, 'holds']);
      expect(result.anomalies).toEqual([]);
    }
  });

  test('of a snapshot-isolated store keep that, and often no more', () => {
    let skewed = 0;
    for (let seed = 0; seed < 10; seed++) {
      const run = usualRun({ kind, transactions: 300, keys: 5, isolation: 'snapshot', seed });
      const result = audit(run);
      expect([seed, standing(result, 'snapshot-isolation')]).toEqual([seed, 'holds']);
      expect(standing(result, 'strong-snapshot-isolation')).not.toBe('violated');
      if (standing(result, 'serializable') === 'violated') skewed++;
    }
    expect(skewed).toBeGreaterThan(5);
  });

  test.each(INJECTIONS)('break just what %s breaks', (injection) => {
    const { broken, kept } = EFFECTS[injection];
    for (let seed = 0; seed < 5; seed++) {
      const result = audit(usualRun({ kind, transactions: 100, injection, seed }));
      expect([seed, standing(result, broken)]).toEqual([seed, 'violated']);
      if (kept !== undefined) expect([seed, standing(result, kept)]).toEqual([seed, 'holds']);
    }
  });
});

/** The weakest model that an anomaly breaks in both kinds of histories, and one that it leaves. */
const EFFECTS: Readonly<Record<Injection, { broken: string; kept?: string }>> = {
  G0: { broken: 'read-atomic' },
  G1a: { broken: 'read-committed' },
  G1c: { broken: 'read-committed' },
  'G-single': { broken: 'read-atomic', kept: 'monotonic-atomic-view' },
  'G2-item': { broken: 'serializable', kept: 'snapshot-isolation' },
  'lost-update': { broken: 'snapshot-isolation' },
  stale: { broken: 'strong-snapshot-isolation', kept: 'serializable' },
};

test("PolySI's runs have transactions of one length in 25 sessions, and hold", () => {
  const run = wideRun({ kind: 'rw-register', transactions: 500, seed: 1, isolation: 'snapshot' });
  const events = decodeEvents(textOf(run), { file: 'run', format: 'jsonl' });
  expect(new Set(events.map(({ process }) => process)).size).toBe(25);
  expect(new Set(events.map(({ value }) => (value as readonly unknown[]).length))).toEqual(
    new Set([8]),
  );
  expect(standing(audit(run), 'strong-session-snapshot-isolation')).toBe('holds');
});

describe('what a row comes to', () => {
  const row = allRows().find(({ run }) => run.injection === 'G-single')!;
  const measurement: Measurement = {
    standings: { [row.model]: 'violated' },
    anomalies: [['G-single-item', 1]],
    transactions: 100_000,
    configurations: 0,
    totalSeconds: 1,
    loadSeconds: 0.5,
    checkSeconds: 0.5,
    peakMb: 100,
  };
  const standingWith = (more: Partial<Measurement>): string =>
    standingOf({ row, measurement: { ...measurement, ...more } });

  test('is ok with the injected anomaly within the limits', () => {
    expect(standingWith({})).toBe('ok');
  });

  test('is wrong without it, or with another verdict', () => {
    expect(standingWith({ anomalies: [['G1a', 1]] })).toBe('WRONG');
    expect(standingWith({ standings: { [row.model]: 'holds' } })).toBe('WRONG');
    expect(standingWith({ standings: { [row.model]: 'undecided' } })).toBe('UNKNOWN');
    expect(standingOf({ row, remark: 'it crashed' })).toBe('FAILED');
  });

  test('is over beyond a limit', () => {
    expect(standingWith({ totalSeconds: 1.51 })).toBe('OVER');
    expect(standingWith({ peakMb: 301 })).toBe('OVER');
  });

  test('is wrong when a run that keeps its promise shows an anomaly', () => {
    const kept = allRows().find(({ expected }) => expected === 'holds')!;
    const shown = { ...measurement, standings: { [kept.model]: 'holds' } };
    expect(standingOf({ row: kept, measurement: shown })).toBe('WRONG');
    expect(standingOf({ row: kept, measurement: { ...shown, anomalies: [] } })).toBe('ok');
  });
});
