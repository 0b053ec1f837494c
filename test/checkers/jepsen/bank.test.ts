/**
 * The bank checker: its kinds of errors, and banks that tear transfers or overdraw accounts.
 */

import { describe, expect, test } from 'vitest';
import { bank } from '../../../checkers/jepsen/bank.js';
import type { Event } from '../../../src/history/event.js';
import { HistoryError } from '../../../src/history/history-error.js';
import { Keyword, type Value } from '../../../src/history/value.js';
import { seeded } from '../oracle/random.js';
import { record, simulate } from './record.js';

const reads = (...balances: Value[]): Event[] =>
  record(...balances.map((value, process) => [process, 'ok', 'read', value] as const));

describe('bank', () => {
  test('sorts errors by what is wrong first', () => {
    const events = reads(
      { 0: 60, 1: 40 },
      { 0: 60, 2: 40 },
      { 0: 60, 1: null },
      { 0: 60, 1: 50 },
      { 0: 60, 1: 10 },
      { 0: 110, 1: -10 },
    );
    const checker = bank({ accounts: ['0', '1'], totalAmount: 100 });
    const { verdict, result } = checker.check(events);
    expect(result).toMatchObject({
      'valid?': false,
      'read-count': 6,
      'error-count': 5,
      'first-error': { type: 'unexpected-key', unexpected: ['2'], op: { index: 1 } },
      errors: {
        'unexpected-key': { count: 1 },
        'nil-balance': { count: 1, first: { nils: new Map([['1', null]]) } },
        'wrong-total': {
          count: 2,
          first: { total: 110 },
          worst: { total: 70 },
          last: { total: 70 },
          lowest: { total: 70 },
          highest: { total: 110 },
        },
        'negative-value': { count: 1, first: { negative: [-10] } },
      },
    });
    expect(verdict.kind === 'illegal' && verdict.anomalies.map(({ kind }) => kind)).toEqual([
      'unexpected-key',
      'nil-balance',
      'wrong-total',
      'negative-value',
    ]);
  });

  test('may be told that debts are fine, and infers what it is not told', () => {
    const events = reads({}, { a: 12, b: -2 }, new Map([[new Keyword('a'), 10]]));
    expect(bank().check(events).result['valid?']).toBe(false);
    expect(bank({ negativeBalances: true }).check(events).verdict.kind).toBe('legal');
    expect(bank({ totalAmount: 10, negativeBalances: true }).check(events).verdict.kind).toBe(
      'illegal',
    );
  });

  test('refuses what is no map of integers', () => {
    expect(() => bank().check(reads([1, 2]))).toThrow(HistoryError);
    expect(() => bank().check(reads({ a: 'much' }))).toThrow('balances that are integers');
  });
});

/** Transfers take money in one step and give it in another when the bank is `torn`. */
function runBank(seed: number, defect: 'none' | 'torn' | 'overdrawn'): Event[] {
  const random = seeded(seed);
  const balances = [10, 10, 10, 10];
  let held: { to: number; amount: number } | undefined;
  return simulate(
    random,
    { processes: 3, operations: 40, crash: 0.05, fail: 0.05 },
    {
      next: () =>
        random.chance(0.5)
          ? { f: 'transfer', value: { from: random.below(4), to: random.below(4), amount: 5 } }
          : { f: 'read', value: null },
      apply(f, value) {
        if (held !== undefined && random.chance(0.5)) {
          balances[held.to]! += held.amount;
          held = undefined;
        }
        if (f === 'read') return Object.fromEntries(balances.entries());
        const { from, to, amount } = value as { from: number; to: number; amount: number };
        if (balances[from]! < amount && defect !== 'overdrawn') return value;
        balances[from]! -= amount;
        if (defect === 'torn' && held === undefined) held = { to, amount };
        else balances[to]! += amount;
        return value;
      },
    },
  );
}

test('a bank that tears transfers or overdraws accounts is found out', () => {
  const found = { torn: 0, overdrawn: 0 };
  for (let seed = 0; seed < 100; seed++) {
    const checker = bank({ totalAmount: 40 });
    expect(checker.check(runBank(seed, 'none')).verdict.kind).toBe('legal');
    for (const [defect, kind] of [
      ['torn', 'wrong-total'],
      ['overdrawn', 'negative-value'],
    ] as const) {
      const { verdict } = checker.check(runBank(seed, defect));
      if (verdict.kind !== 'illegal') continue;
      expect(verdict.anomalies[0].kind).toBe(kind);
      found[defect]++;
    }
  }
  expect(Math.min(found.torn, found.overdrawn)).toBeGreaterThan(60);
});
