/**
 * No removal makes a history of transactions illegal that was legal, at any level and in any order
 * of commits; and the same test with removals that are not sound, which have to be found out.
 */

import { expect, test } from 'vitest';
import { withMicros } from '../../../../src/shrink/history/transactions/recorded-transaction.js';
import {
  isRead,
  withoutTransactions,
} from '../../../../src/shrink/history/transactions/transaction-removal.js';
import { compareStandings, takeRandomSteps, type TransactionRemoval } from './removal-steps.js';

const LEGAL = 4_000;

test(`over ${LEGAL} legal histories of lists and registers at every level`, () => {
  const { legal, illegal, shorter, broken } = takeRandomSteps(LEGAL, 1);
  expect(broken).toEqual([]);
  expect(legal).toBe(LEGAL);
  expect(illegal).toBeGreaterThan(LEGAL / 4);
  expect(shorter.get('list-append')).toBeGreaterThan(LEGAL / 4);
  expect(shorter.get('rw-register')).toBeGreaterThan(LEGAL / 4);
});

test('what the audit says holds of the whole, it does not call violated in a part', () => {
  const { compared, broken } = compareStandings(300, 5);
  expect(broken).toEqual([]);
  expect(compared).toBeGreaterThan(1_000);
});

test.each<[string, TransactionRemoval]>([
  [
    'a transaction goes and what it wrote is still read',
    (transactions, _, chosen) => transactions.filter((one) => !chosen.has(one)),
  ],
  [
    'only reads of single values go with it',
    (transactions, rules, chosen) =>
      withoutTransactions(transactions, { ...rules, kind: 'rw-register' }, chosen),
  ],
  [
    'what was read becomes what was there at first',
    (transactions, rules, chosen) =>
      withoutTransactions(transactions, rules, chosen).map((one) =>
        withMicros(one, (micros) =>
          micros.map((micro) => (isRead(micro) ? [micro[0]!, micro[1]!, null] : micro)),
        ),
      ),
  ],
])('the test finds out that %s', (_, removal) => {
  expect(takeRandomSteps(LEGAL, 1, removal).broken).not.toEqual([]);
  expect(compareStandings(300, 5, removal).broken).not.toEqual([]);
});
