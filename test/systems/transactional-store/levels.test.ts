/**
 * Every level of the store keeps its model, by the definition of the model: all orders of a few
 * transactions are tried. And it is a level of its own: some runs break the strongest model.
 */

import { describe, expect, test } from 'vitest';
import { levelOf } from '../../../checkers/transactions/lattice/levels.js';
import type { Axiom, CommitOrder } from '../../../checkers/transactions/levels/level.js';
import { isolations } from '../../../src/systems/transactional-store/isolation.js';
import { recordStore } from '../../../src/systems/transactional-store/record.js';
import { hasSerialOrder } from '../../checkers/oracle/transactions/serial-orders.js';
import { hasSnapshotOrder } from '../../checkers/oracle/transactions/snapshot-orders.js';
import type { OracleTransaction } from '../../checkers/oracle/transactions/transactions.js';
import { someOrderSatisfies } from '../../checkers/oracle/transactions/weak-levels.js';
import { oracleTransactions } from './oracle-transactions.js';

const RUNS = 250;

function isSatisfied(run: readonly OracleTransaction[], axiom: Axiom, order: CommitOrder): boolean {
  if (axiom === 'serializable') return hasSerialOrder(run, order);
  if (axiom === 'prefix' || axiom === 'snapshot-isolation') {
    return hasSnapshotOrder(run, axiom, order);
  }
  return someOrderSatisfies(
    run.filter(({ outcome }) => outcome !== 'fail'),
    axiom,
    order,
  );
}

function runsOf(level: string): OracleTransaction[][] {
  return Array.from({ length: RUNS }, (_, seed) =>
    oracleTransactions(
      recordStore({
        level,
        seed,
        kind: seed % 2 === 0 ? 'rw-register' : 'list-append',
        transactions: 5,
        sessions: 2,
        keys: 2,
        microsMax: 3,
      }),
    ),
  );
}

const decided = isolations.flatMap(({ model }) => {
  const level = levelOf(model);
  return level === undefined ? [] : [{ model, ...level }];
});

test('nearly all levels have a complete definition', () => {
  expect(decided.length).toBeGreaterThanOrEqual(isolations.length - 4);
});

describe.each(decided)('$model', ({ model, axiom, order }) => {
  test(`is kept by ${RUNS} runs of 5 transactions`, () => {
    const broken = runsOf(model).findIndex((run) => !isSatisfied(run, axiom, order));
    expect(broken).toBe(-1);
  });
});

const weaker = decided.filter(({ model }) => model !== 'strong-serializable');

test.each(weaker)('$model is not strict serializability', ({ model }) => {
  const broken = runsOf(model).filter((run) => !hasSerialOrder(run, 'realtime'));
  expect(broken.length).toBeGreaterThan(5);
});
