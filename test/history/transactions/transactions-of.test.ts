/**
 * Columns of transactions against the plainest reading of the same events, and what is said of
 * events that are no transactions.
 */

import { describe, expect, test } from 'vitest';
import { OPEN } from '../../../src/history/columns/operation-columns.js';
import { NO_VALUE, NULL_CODE } from '../../../src/history/columns/value-table.js';
import { canonicalKey } from '../../../src/history/equality.js';
import type { Event, EventType } from '../../../src/history/event.js';
import { toEvents, toHistory } from '../../../src/history/history.js';
import { listOf, transactionAt } from '../../../src/history/transactions/transaction-at.js';
import {
  MICRO,
  NO_CALL,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import {
  transactionsOf,
  transactionsOfHistory,
} from '../../../src/history/transactions/transactions-of.js';
import { Keyword } from '../../../src/history/value.js';
import type { Value } from '../../../src/history/value.js';
import { seeded } from '../../checkers/oracle/random.js';
import { columnsText } from './columns-text.js';
import { plainTransactions, type PlainTransaction } from './plain-transactions.js';
import { randomEvents } from './random-events.js';

const CASES = 2000;

function eventsOf(...all: readonly (readonly [EventType, number, Value])[]): Event[] {
  return all.map(([type, process, value], index) => ({ index, type, process, f: 'txn', value }));
}

/** A transaction as the columns have it, in the terms of the plain one. */
function plainAt(columns: TransactionColumns, at: number): PlainTransaction {
  const { process, outcome, micros, call, return: returned, index } = transactionAt(columns, at);
  return {
    process: process as number,
    outcome,
    micros: micros.map(({ f, key, value }, place) => {
      const isUnknown = columns.value[columns.start[at]! + place] === NO_VALUE;
      return { f, key, value: isUnknown ? undefined : value };
    }),
    call: call === NO_CALL ? null : call,
    return: returned === OPEN ? null : returned,
    index,
  };
}

function textOf({ micros, ...others }: PlainTransaction): string {
  const listed = micros.map(
    ({ f, key, value }) =>
      `${f} ${canonicalKey(key)} ${value === undefined ? '?' : canonicalKey(value)}`,
  );
  return `${JSON.stringify(others)} ${listed.join('; ')}`;
}

/** What transaction-columns.ts promises beyond the transactions themselves. */
function expectInOrder(columns: TransactionColumns): void {
  const { f, key, value, lists, keys, start, size } = columns;
  expect([start.length, start[0], start[size]]).toStrictEqual([size + 1, 0, f.length]);
  const firsts = [...new Set(key)];
  expect(firsts).toStrictEqual(keys.map((_, number) => number));
  expect(new Set(keys.map(canonicalKey)).size).toBe(keys.length);
  if (columns.kind === 'rw-register') return;
  const longest = new Map<number, number>();
  f.forEach((micro, at) => {
    if (micro === MICRO.write || value[at] === NO_VALUE) return;
    const length = listOf(columns, at)!.length;
    const before = longest.get(key[at]!);
    if (before === undefined || length > listOf(columns, before)!.length) longest.set(key[at]!, at);
  });
  keys.forEach((_, number) => {
    const own = lists.elements.subarray(lists.start[number], lists.start[number + 1]);
    const at = longest.get(number);
    if (at === undefined) expect(own).toHaveLength(0);
    // The first of the longest is told by its length, and so is the one that is written out.
    else expect(value[at]).toBe(own.length);
  });
  const canonical = keys.map((_, number) =>
    lists.elements.subarray(lists.start[number], lists.start[number + 1]),
  );
  for (const { key: number, elements } of lists.others) {
    const beginning = canonical[number]!.subarray(0, elements.length);
    expect(String(elements)).not.toBe(String(beginning));
  }
}

describe.each(['list-append', 'rw-register'] as const)('%s', (kind) => {
  test('random events are the transactions that they plainly are', () => {
    const random = seeded(kind === 'list-append' ? 1 : 2);
    const seen = { others: 0, unseenCalls: 0, open: 0, named: 0 };
    for (let run = 0; run < CASES; run++) {
      const events = randomEvents(random, kind === 'list-append');
      const columns = transactionsOf(events, kind);
      const expected = plainTransactions(events, kind === 'list-append').map(textOf);
      const actual = expected.map((_, at) => textOf(plainAt(columns, at)));
      expect(actual).toStrictEqual(expected);
      expect(columns.size).toBe(expected.length);
      expectInOrder(columns);
      seen.others += columns.lists.others.length;
      seen.unseenCalls += columns.call.includes(NO_CALL) ? 1 : 0;
      seen.open += columns.return.includes(OPEN) ? 1 : 0;
      seen.named += columns.processNames.length;
    }
    expect(seen.others > CASES / 5).toBe(kind === 'list-append');
    expect(Math.min(seen.unseenCalls, seen.open, seen.named)).toBeGreaterThan(CASES / 20);
  });

  test('strict histories are the same by their operations', () => {
    const random = seeded(3);
    let compared = 0;
    for (let run = 0; run < CASES / 3; run++) {
      const events = randomEvents(random, kind === 'list-append').filter(
        ({ process }) => typeof process === 'number',
      );
      const history = strict(events);
      if (history === undefined) continue;
      const ofHistory = transactionsOfHistory(history, kind);
      const ofEvents = transactionsOf(toEvents(history), kind);
      // Operations do not know the indexes of their events.
      expect(columnsText({ ...ofHistory, index: ofEvents.index })).toBe(columnsText(ofEvents));
      expect(ofHistory.size).toBe(history.operations.length);
      compared++;
    }
    expect(compared).toBeGreaterThan(CASES / 10);
  });
});

function strict(events: readonly Event[]): ReturnType<typeof toHistory> | undefined {
  try {
    return toHistory(events);
  } catch {
    return undefined;
  }
}

describe('lists', () => {
  test('a longer list that does not fit takes the place of the one before', () => {
    const columns = transactionsOf(
      eventsOf(
        ['ok', 0, [['r', 'x', [1, 2]]]],
        ['ok', 0, [['r', 'x', [1]]]],
        ['ok', 0, [['r', 'x', [3, 4]]]],
        ['ok', 0, [['r', 'x', [1, 5, 6]]]],
        ['ok', 0, [['r', 'x', [1, 5]]]],
        ['ok', 0, [['r', 'x', []]]],
        ['ok', 0, [['r', 'x', [1, 2]]]],
      ),
      'list-append',
    );
    expect([...columns.value]).toStrictEqual([-2, 1, -3, 3, 2, 0, -2]);
    expect([...columns.lists.elements]).toStrictEqual([1, 5, 6]);
    expect(columns.lists.others.map(({ elements }) => [...elements])).toStrictEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('of equally long lists the first counts', () => {
    const columns = transactionsOf(
      eventsOf(['ok', 0, [['r', 0, [2, 1]]]], ['ok', 1, [['r', 0, [1, 2]]]]),
      'list-append',
    );
    expect([...columns.value]).toStrictEqual([2, -2]);
    expect([...columns.lists.elements]).toStrictEqual([2, 1]);
  });

  test('what only failed and crashed transactions read is not known', () => {
    const columns = transactionsOf(
      eventsOf(['fail', 0, [['r', 0, [2, 1]]]], ['info', 1, [['r', 0, 5]]]),
      'list-append',
    );
    expect([...columns.value]).toStrictEqual([NO_VALUE, NO_VALUE]);
    expect(listOf(columns, 0)).toBeUndefined();
    expect(transactionAt(columns, 0).micros).toStrictEqual([{ f: 'r', key: 0, value: null }]);
  });

  test('many different lists of one key take no more than linear time', () => {
    const events = Array.from({ length: 50_000 }, (_, index): Event => {
      return { index, type: 'ok', process: 0, f: 'txn', value: [['r', 0, [index]]] };
    });
    const columns = transactionsOf(events, 'list-append');
    expect(columns.lists.others).toHaveLength(49_999);
  });
});

test('a register that was never written reads as null', () => {
  const columns = transactionsOf(
    eventsOf(['ok', 0, [['r', 0, null]]], ['ok', 0, [['r', 0]]], ['ok', 0, [['r', 0, 0]]]),
    'rw-register',
  );
  expect([...columns.value]).toStrictEqual([NULL_CODE, NULL_CODE, 0]);
  expect([...columns.lists.start]).toStrictEqual([0, 0]);
});

test('whoever invokes twice leaves the first transaction open', () => {
  const columns = transactionsOf(
    eventsOf(
      ['invoke', 0, [['w', 'x', 1]]],
      ['invoke', 0, [['w', 'x', 2]]],
      ['ok', 0, [['w', 'x', 2]]],
      ['ok', 0, [['w', 'x', 3]]],
    ),
    'rw-register',
  );
  expect([...columns.call]).toStrictEqual([0, 1, NO_CALL]);
  expect([...columns.return]).toStrictEqual([OPEN, 2, 3]);
  expect(columns.ranks).toBe(4);
});

describe('what is refused', () => {
  const r = new Keyword('r');

  test.each([
    ['list-append', 'ok', null, 'a list of micro-operations, found nil'],
    ['list-append', 'ok', 'done', 'a list of micro-operations, found "done"'],
    ['list-append', 'invoke', 5, 'a list of micro-operations, found 5'],
    ['list-append', 'ok', [5], 'a micro-operation, [function key value], found 5'],
    ['list-append', 'ok', [[r]], 'a micro-operation, [function key value], found [:r]'],
    ['list-append', 'info', [[r, 1, 2, 3]], '[function key value], found [:r 1 2 3]'],
    ['list-append', 'ok', [['w', 1, 2]], 'r or append as function of a micro-operation on lists'],
    ['list-append', 'ok', [[7, 1, 2]], 'r or append as function of a micro-operation on lists'],
    ['rw-register', 'fail', [['append', 1, 2]], 'r or w as function of a micro-operation on reg'],
    ['list-append', 'ok', [[r, 1, 7]], 'a list as what was read, found [:r 1 7]'],
    ['list-append', 'invoke', [['append', 1]], 'a value to write, other than null, found'],
    ['rw-register', 'invoke', [['w', 1, null]], 'a value to write, other than null, found'],
    ['list-append', 'ok', [[r, null, []]], 'a key in second place, found [:r nil []]'],
  ] as const)('%s %s %j', (kind, type, value, message) => {
    const events = eventsOf(['invoke', 3, null], [type, 3, value]);
    expect(() => transactionsOf(events, kind)).toThrow(
      expect.objectContaining({
        name: 'HistoryError',
        index: 1,
        process: 3,
        message: expect.stringContaining(message) as string,
      }),
    );
    expect(() => transactionsOf(events, kind)).toThrow(/^event 1: expected /);
  });

  test('the first mistake is named, with an excerpt', () => {
    const events = eventsOf(['ok', 0, 'x'.repeat(1000)], ['ok', 0, 1]);
    expect(() => transactionsOf(events, 'rw-register')).toThrow(/^event 0: .{1,120}\.\.\.$/);
  });

  test('events of several keys', () => {
    const event = { type: 'ok', process: 0, f: 'txn', value: [[r, 0, null]] } as const;
    const events: Event[] = [
      { ...event, index: 0, key: 'a' },
      { ...event, index: 1 },
      { ...event, index: 2, key: 'a' },
    ];
    expect(transactionsOf(events, 'list-append').size).toBe(3);
    events.push({ ...event, index: 3, key: 'b' });
    expect(() => transactionsOf(events, 'list-append')).toThrow(/^event 3: expected events of one/);
  });

  test('operations of strict histories', () => {
    const history = toHistory(eventsOf(['invoke', 0, null], ['ok', 0, 7]));
    expect(() => transactionsOfHistory(history, 'rw-register')).toThrow(
      'operation 0: expected a list of micro-operations, found 7',
    );
  });
});
