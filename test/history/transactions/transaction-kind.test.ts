/**
 * Which histories are taken for transactions, and of which kind.
 */

import { expect, test } from 'vitest';
import type { Event } from '../../../src/history/event.js';
import { guessTransactionKind } from '../../../src/history/transactions/transaction-kind.js';
import { Keyword } from '../../../src/history/value.js';
import type { Value } from '../../../src/history/value.js';

function kindOf(...values: readonly (Value | Partial<Event>)[]): string | undefined {
  return guessTransactionKind(
    values.map((value, index): Event => {
      const event = { index, type: 'ok', process: 0, f: 'txn', value: null } as const;
      const isEvent = typeof value === 'object' && value !== null && 'type' in value;
      return isEvent ? { ...event, ...value } : { ...event, value };
    }),
  );
}

test('the first write tells', () => {
  expect(kindOf([['r', 1, [2]]], [[new Keyword('append'), 1, 2]])).toBe('list-append');
  expect(kindOf(null, [], [['r', 1, [2]]], [['w', 1, 2]], [['append', 1, 2]])).toBe('rw-register');
  expect(kindOf([['write', 1, 2]], 17)).toBe('rw-register');
});

test('without writes, what was read tells', () => {
  expect(kindOf([['r', 1, null]], [['read', 1, []]])).toBe('list-append');
  expect(kindOf([['r', 1, null]], [['r', 1]])).toBe('rw-register');
});

test('other values of clients are no transactions', () => {
  expect(kindOf()).toBeUndefined();
  expect(kindOf(null, [])).toBeUndefined();
  expect(kindOf(17, [['w', 1, 2]])).toBeUndefined();
  expect(kindOf([1, 2], [['w', 1, 2]])).toBeUndefined();
  expect(kindOf([['poll', 1]], [['w', 1, 2]])).toBeUndefined();
  expect(kindOf([['r', 1, 2, 3]], [['w', 1, 2]])).toBeUndefined();
  expect(kindOf([['r']], [['w', 1, 2]])).toBeUndefined();
});

test('those of others, and of what did not happen, may be anything', () => {
  const nemesis = { type: 'info', process: 'nemesis', value: ['n1'] } as const;
  const failed = { type: 'fail', value: 'timeout' } as const;
  expect(kindOf(nemesis, failed, [['w', 1, 2]])).toBe('rw-register');
});
