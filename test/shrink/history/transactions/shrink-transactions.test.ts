/**
 * What is left of a history of transactions: the same kind of anomaly, proven by a certificate that
 * the verifier accepts, illegal by brute force, and nothing in it that could go.
 */

import { describe, expect, test } from 'vitest';
import { levelOf } from '../../../../checkers/transactions/lattice/levels.js';
import { transactionalVerdict } from '../../../../checkers/transactions/transactional.js';
import { verifyTransactions } from '../../../../checkers/verify/transactions/verify-transactions.js';
import type { Event } from '../../../../src/history/event.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import type { TransactionKind } from '../../../../src/history/transactions/transaction-columns.js';
import { recordedTransactions } from '../../../../src/shrink/history/transactions/recorded-transaction.js';
import {
  shrinkTransactions,
  type ShrunkTransactions,
} from '../../../../src/shrink/history/transactions/shrink-transactions.js';
import { recordStore } from '../../../../src/systems/index.js';
import { seeded } from '../../../checkers/oracle/random.js';
import { randomAudited } from '../../../checkers/transactions/audit/random-audited.js';
import { isOfLevel } from './removal-steps.js';

const AUDIT = { wfrKeys: true };
const STRONG: ReadonlySet<string> = new Set(['prefix', 'snapshot-isolation', 'serializable']);

describe('small histories of lists and registers', () => {
  test('what is left breaks the same model, by proof and by brute force', () => {
    const counts = { none: 0, shrunk: 0, bruteForced: 0, kinds: new Set<string>() };
    for (let seed = 0; seed < 90; seed++) {
      const random = seeded(seed);
      const { kind, events } = randomAudited(random, 4 + random.below(8));
      const result = shrinkTransactions(events, kind, { audit: AUDIT });
      if (result.kind === 'none') {
        counts.none += 1;
        continue;
      }
      counts.shrunk += 1;
      counts.kinds.add(result.anomaly);
      expect(result.minimality).toBe('1-minimal');
      expectSame(result, events, kind);
      if (isIllegalByBruteForce(result)) counts.bruteForced += 1;
    }
    expect(counts.none).toBeGreaterThan(20);
    expect(counts.shrunk).toBeGreaterThan(40);
    expect(counts.bruteForced).toBeGreaterThan(15);
    expect(counts.kinds.size).toBeGreaterThan(6);
  });
});

describe('long histories', () => {
  test.each<TransactionKind>(['list-append', 'rw-register'])('2,000 of %s', (kind) => {
    const events = storeOf(kind);
    const result = shrinkTransactions(events, kind, { audit: AUDIT }) as ShrunkTransactions;
    expect(result.from).toBe(2_000);
    expect(result.size).toBeLessThanOrEqual(4);
    expect(result.micros.left).toBeLessThanOrEqual(8);
    expect(result.minimality).toBe('1-minimal');
    expectSame(result, events, kind);
    expect(isIllegalByBruteForce(result)).toBe(true);
  });

  test('a budget that ends is said', () => {
    const options = { audit: AUDIT, checksMax: 2 };
    const result = shrinkTransactions(storeOf('list-append'), 'list-append', options);
    expect(result).toMatchObject({ kind: 'shrunk', minimality: 'budget', checks: 2 });
  });

  test('only what is expected is looked for', () => {
    const events = storeOf('list-append');
    const asked = (model: string): unknown =>
      shrinkTransactions(events, 'list-append', { audit: AUDIT, expect: [model] });
    expect(asked('serializable')).toMatchObject({ kind: 'shrunk' });
    expect(asked('snapshot-isolation')).toMatchObject({ kind: 'none' });
  });
});

/** A store that promises snapshot isolation, which has write skew. */
function storeOf(kind: TransactionKind): readonly Event[] {
  return recordStore({ level: 'snapshot-isolation', kind, seed: 1, transactions: 2_000 });
}

function expectSame(
  { anomaly, model, audit, events, size }: ShrunkTransactions,
  whole: readonly Event[],
  kind: TransactionKind,
): void {
  expect(audit.anomalies.map((group) => group.kind)).toContain(anomaly);
  expect(recordedTransactions(events)).toHaveLength(size);
  const times = new Set(whole.map(({ index, process, type }) => `${index} ${process} ${type}`));
  for (const { index, process, type } of events) {
    expect(times).toContain(`${index} ${process} ${type}`);
  }
  if (model === undefined) return;
  const verdict = transactionalVerdict(audit, [model]);
  expect(verdict.kind).toBe('illegal');
  const columns = transactionsOf(events, kind);
  const problems = verifyTransactions(columns, verdict);
  expect(problems.filter((problem) => !('isLimit' in problem))).toEqual([]);
}

/**
 * Where few enough are left, and an oracle knows the level: those of weak levels know only what was
 * read of others, which is what cores are made of.
 */
function isIllegalByBruteForce({ model, audit, events, size }: ShrunkTransactions): boolean {
  const level = model === undefined ? undefined : levelOf(model);
  if (model === undefined || level === undefined || size > 5) return false;
  const verdict = transactionalVerdict(audit, [model]);
  const isCore = verdict.kind === 'illegal' && verdict.certificate.kind === 'core';
  if (!STRONG.has(level.axiom) && !isCore) return false;
  expect(isOfLevel(recordedTransactions(events), level.axiom, level.order)).toBe(false);
  return true;
}
