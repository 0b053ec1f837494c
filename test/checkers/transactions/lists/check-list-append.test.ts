/**
 * What the result says besides the anomalies: orders of commits, what is not known, how many cases
 * there are, and that long histories take no more than their share.
 */

import { describe, expect, test } from 'vitest';
import {
  checkListAppend,
  type ListAppendOptions,
} from '../../../../checkers/transactions/lists/check-list-append.js';
import type { Event } from '../../../../src/history/event.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import { concurrent, sequential, type ListHistory } from './tiny-history.js';

function kinds(columns: ListHistory, options?: ListAppendOptions): string[] {
  return [...checkListAppend(columns, options).anomalies.keys()];
}

describe('orders of commits', () => {
  test('of a serial history', () => {
    const { dependencies } = checkListAppend(concurrent('rx12', 'ax2', 'ax1', 'rx1'));
    expect(dependencies).toHaveLength(1);
    expect([...dependencies[0]!.commits!]).toEqual([3, 4, 2, 1]);
  });

  test('of snapshots, where there is a write skew', () => {
    const { dependencies } = checkListAppend(concurrent('rxay1', 'ryax1'));
    expect(dependencies[0]!.commits).toBeUndefined();
    const { order, snapshots } = dependencies[0]!.snapshots!;
    expect(new Set(order)).toEqual(new Set([1, 2]));
    expect([...snapshots]).toEqual([0, 0]);
  });

  test('not of snapshots where two writers of a key would overlap', () => {
    const { dependencies } = checkListAppend(concurrent('rxay1az1', 'ryax1az2'));
    expect(dependencies[0]).toMatchObject({ order: 'realtime' });
    expect(dependencies[0]!.snapshots).toBeUndefined();
  });

  test('none where something is wrong that is no cycle', () => {
    const { dependencies } = checkListAppend(concurrent('ax1!', 'rx1'));
    expect(dependencies[0]!.commits).toBeUndefined();
  });
});

describe('orders', () => {
  const stale = sequential('0:ax1', '0:rx', '1:rx1');

  test('each has its own classes', () => {
    expect(kinds(stale, { orders: ['none'] })).toEqual([]);
    expect(kinds(stale, { orders: ['session'] })).toContain('G-single-item-process');
    expect(kinds(stale)).toContain('G-single-item-realtime');
    const { anomalies, dependencies } = checkListAppend(stale, { orders: ['session', 'realtime'] });
    expect(dependencies.map(({ order }) => order)).toEqual(['session', 'realtime']);
    expect([...anomalies.keys()]).toEqual([
      'G-single-item-process',
      'initial-state-read',
      'G-single-item-realtime',
    ]);
  });

  test('a class is told that exists only through an order that a dependency joins too', () => {
    // In real time: x 1, then a read of it as empty, then x 2; and lists have 2 before 1.
    const columns = sequential('ax1', 'rx', 'ax2', 'rx2', 'rx21');
    expect(kinds(columns)).toEqual(
      expect.arrayContaining(['G-single-item-realtime', 'G0-realtime']),
    );
  });
});

describe('what is not known', () => {
  test('an element that was appended twice proves nothing', () => {
    const columns = concurrent('ax1ay1', 'ax1', 'rx1ry');
    const { anomalies, ambiguous, dependencies } = checkListAppend(columns);
    expect([...anomalies.keys()]).toEqual([]);
    expect(dependencies[0]!.commits).toBeUndefined();
    expect(ambiguous).toBe(
      '1 was appended 2 times to key "x", so that it is not known which append was read; ' +
        'elements must be unique within their key',
    );
  });

  test('as often as it was appended it may be read', () => {
    expect(kinds(concurrent('ax1', 'ax1', 'rx11'))).toEqual([]);
    expect(kinds(concurrent('ax1', 'ax1', 'rx111'))).toEqual(['duplicate-elements']);
  });

  test('unread, it does not matter', () => {
    const { ambiguous, dependencies } = checkListAppend(concurrent('ax1', 'ax1', 'rx'));
    expect(ambiguous).toBeUndefined();
    expect(dependencies[0]!.commits).toBeDefined();
  });
});

test('elements and keys may be any values', () => {
  const elements = Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? `e${at}` : [-at, at]));
  const values = [
    ...elements.map((element) => [['append', ['k'], element]]),
    [['r', ['k'], elements]],
    [['r', ['k'], elements.slice(0, 100)]],
    [['r', ['k'], elements.slice(0, 7)]],
  ];
  const events = values.map((value, index): Event => ({
    index,
    type: 'ok',
    process: index,
    f: 'txn',
    value,
  }));
  const { anomalies, dependencies, observation } = checkListAppend(
    transactionsOf(events, 'list-append'),
    { orders: ['none'] },
  );
  expect(anomalies.size).toBe(0);
  expect(dependencies[0]!.commits).toHaveLength(303);
  expect([...observation.readWriter]).toEqual([300, 100, 7]);
});

describe('lists that diverge', () => {
  test('show what is in them', () => {
    expect(kinds(concurrent('ax1', 'ax2!', 'ax3', 'rx132', 'rx2'))).toContain('G1a');
    expect(kinds(concurrent('ax1', 'ax3', 'rx13', 'rx8'))).toContain('garbage-read');
    expect(kinds(concurrent('ax1', 'ax3', 'rx13', 'rx33'))).toContain('duplicate-elements');
    expect(kinds(concurrent('ax1', 'ax2', 'rx12', 'rx2rx'))).toContain('internal');
    expect(kinds(concurrent('ax1', 'ax2', 'rx12', 'rx2rx2'))).not.toContain('internal');
    expect(kinds(concurrent('ax1', 'rx12', 'rx2ax2'))).toContain('future-read');
  });

  test('may be what two transactions acted on', () => {
    const columns = concurrent('ax1', 'ax2', 'rx12', 'rx2ax3', 'rx2ax4');
    expect(kinds(columns)).toContain('lost-update');
  });
});

describe('how many', () => {
  test('all are counted, eight are told, the shortest first', () => {
    const reads = Array.from({ length: 30 }, (_, at) => 'ry'.repeat(30 - at) + 'rx1');
    const { count, examples } = checkListAppend(concurrent('ax1!', ...reads)).anomalies.get('G1a')!;
    expect(count).toBe(30);
    expect(examples.map(({ operations }) => operations)).toEqual(
      [30, 29, 28, 27, 26, 25, 24, 23].map((at) => [0, at]),
    );
  });

  test('a long history, with one transaction of very many micro-operations', () => {
    const size = 20_000;
    const events: Omit<Event, 'index'>[] = [];
    const lists = new Map<number, number[]>();
    for (let at = 0; at < size; at++) {
      const key = at >> 6;
      const list = lists.get(key) ?? [];
      lists.set(key, [...list, at]);
      const value = [
        ['r', key, list],
        ['append', key, at],
      ];
      events.push({ type: 'invoke', process: at % 9, f: 'txn', value });
      events.push({ type: 'ok', process: at % 9, f: 'txn', value });
    }
    const value = Array.from({ length: size }, (_, at) => ['r', at % 300, lists.get(at % 300)!]);
    events.push({ type: 'ok', process: 10, f: 'txn', value });
    const columns = transactionsOf(
      events.map((event, index) => ({ ...event, index })),
      'list-append',
    );
    const { anomalies, dependencies } = checkListAppend(columns);
    expect(anomalies.size).toBe(0);
    expect(dependencies[0]!.commits).toHaveLength(size + 1);
  });
});
