/**
 * Each kind of error of the log checker, on the smallest history that shows it.
 */

import { describe, expect, test } from 'vitest';
import { kafka } from '../../../checkers/jepsen/kafka/kafka.js';
import { analyseLogs } from '../../../checkers/jepsen/kafka/kafka-analysis.js';
import type { Event } from '../../../src/history/event.js';
import { HistoryError } from '../../../src/history/history-error.js';
import { Keyword, type Value } from '../../../src/history/value.js';
import { record, type Line } from './record.js';

const send = (process: number, key: Value, ...messages: [number | null, Value][]): Line[] => [
  [process, 'invoke', 'send', messages.map(([, value]) => ['send', key, value])],
  [
    process,
    'ok',
    'send',
    messages.map(([at, value]) => ['send', key, at === null ? value : [at, value]]),
  ],
];

const poll = (process: number, key: string, ...messages: [number, Value][]): Line[] => [
  [process, 'invoke', 'poll', [['poll']]],
  [process, 'ok', 'poll', [['poll', { [key]: messages }]]],
];

const errorsOf = (...lines: Line[]): Record<string, Value> =>
  analyseLogs(record(...lines), false).errors;

const single = (process: number, f: string, value: Value): Line[] => [
  [process, 'invoke', f, value],
  [process, 'ok', f, value],
];

describe('errors of logs', () => {
  test('a run without any', () => {
    const events = record(...send(0, 'x', [0, 'a'], [1, 'b']), ...poll(1, 'x', [0, 'a'], [1, 'b']));
    const { verdict, result } = kafka().check(events);
    expect(result).toMatchObject({ 'valid?': true, 'error-types': [], 'bad-error-types': [] });
    expect(verdict.kind).toBe('legal');
  });

  test('an offset with two messages, and a lost write', () => {
    const errors = errorsOf(
      ...send(0, 'x', [0, 'a']),
      ...send(0, 'x', [0, 'b'], [2, 'c']),
      ...poll(1, 'x', [0, 'b'], [2, 'c']),
    );
    expect(errors).toMatchObject({
      'inconsistent-offsets': [{ key: 'x', offset: 0, index: 0, values: new Set(['a', 'b']) }],
      'lost-write': [
        {
          value: 'a',
          index: 0,
          'max-read-index': 1,
          writer: { index: 1 },
          'max-read': { index: 5 },
        },
      ],
      unseen: { unseen: new Map([['x', 1]]), messages: new Map([['x', new Set(['a'])]]) },
    });
  });

  test('a message at two offsets', () => {
    const errors = errorsOf(...send(0, 'x', [0, 1]), ...poll(1, 'x', [0, 1], [5, 1]));
    expect(errors['duplicate']).toEqual([{ key: 'x', value: 1, count: 2, offsets: [0, 5] }]);
  });

  test('polls that skip or go back, within an operation and between two', () => {
    const sends = send(0, 'x', [0, 'a'], [1, 'b'], [2, 'c']);
    const within = errorsOf(...sends, ...poll(1, 'x', [0, 'a'], [2, 'c'], [1, 'b']));
    expect(within).toMatchObject({
      'int-poll-skip': [{ values: ['a', 'c'], delta: 2, skipped: ['b'], op: { index: 3 } }],
      'int-nonmonotonic-poll': [{ values: ['c', 'b'], delta: -1 }],
    });
    const between = [
      ...poll(1, 'x', [0, 'a']),
      ...poll(1, 'x', [2, 'c']),
      ...poll(1, 'x', [1, 'b']),
    ];
    expect(errorsOf(...sends, ...between)).toMatchObject({
      'poll-skip': [{ key: 'x', delta: 2, skipped: ['b'], ops: [{ index: 3 }, { index: 5 }] }],
      'nonmonotonic-poll': [{ values: ['c', 'b'], delta: -1, ops: [{ index: 5 }, { index: 7 }] }],
    });
  });

  test('a consumer that gets other keys may go back on those it gave up', () => {
    const sends = send(0, 'x', [0, 'a'], [1, 'b']);
    const twice = (keys: Value): Record<string, Value> =>
      errorsOf(
        ...sends,
        ...poll(1, 'x', [0, 'a'], [1, 'b']),
        ...single(1, 'assign', keys),
        ...poll(1, 'x', [0, 'a']),
      );
    expect(twice(['y'])).toEqual({});
    expect(twice(['x', 'y'])).toHaveProperty('nonmonotonic-poll');
  });

  test('an aborted poll leaves its process where it was', () => {
    const sends = send(0, 'x', [0, 0], [1, 1], [2, 2]);
    const aborted: Line[] = [
      [1, 'invoke', 'txn', [['poll']]],
      [1, 'fail', 'txn', [['poll', { x: [[1, 1]] }]]],
    ];
    const rest = poll(1, 'x', [1, 1], [2, 2]);
    expect(errorsOf(...sends, ...poll(1, 'x', [0, 0]), ...aborted, ...rest)).toEqual({});
  });

  test('sends that land in another order', () => {
    expect(errorsOf(...send(0, 'x', [3, 'c'], [1, 'a']))).toMatchObject({
      'int-nonmonotonic-send': [{ values: ['c', 'a'], delta: -1 }],
    });
    expect(errorsOf(...send(0, 'x', [3, 'c']), ...send(0, 'x', [1, 'a']))).toMatchObject({
      'nonmonotonic-send': [{ values: ['c', 'a'], delta: -1 }],
    });
    const between = [...send(0, 'x', [1, 'a'], [3, 'c']), ...send(1, 'x', [2, 'b'])];
    expect(errorsOf(...between)).toMatchObject({ 'int-send-skip': [{ skipped: ['b'] }] });
    expect(kafka().check(record(...between)).result['bad-error-types']).toEqual(['unseen']);
  });

  test('aborted, precommitted and invented messages', () => {
    const aborted: Line[] = [
      [0, 'invoke', 'send', [['send', 'x', 2]]],
      [0, 'fail', 'send', [['send', 'x', 2]]],
    ];
    expect(errorsOf(...aborted, ...poll(1, 'x', [0, 2]))).toMatchObject({
      G1a: [{ key: 'x', value: 2, writer: { index: 1 }, reader: { index: 3 } }],
    });
    // The same message sent again may be the one that was polled.
    const again = send(2, 'x', [0, 2]);
    expect(errorsOf(...aborted, ...again, ...poll(1, 'x', [0, 2]))).toEqual({});
    const own: Line = [
      0,
      'ok',
      'txn',
      [
        ['send', 'x', [0, 'a']],
        ['poll', { x: [[0, 'a']] }],
      ],
    ];
    expect(errorsOf(own)).toMatchObject({ 'precommitted-read': [{ key: 'x', value: 'a' }] });
    expect(errorsOf(...poll(1, 'x', [0, 'ghost']))).toMatchObject({
      'never-sent': [{ value: 'ghost', reader: { index: 1 } }],
    });
    const open: Line = [0, 'invoke', 'send', [['send', 'x', 'late']]];
    expect(errorsOf(open, ...poll(1, 'x', [0, 'late']))).toEqual({});
  });

  test('a crashed send counts once somebody reads it', () => {
    const crashed: Line = [
      0,
      'info',
      'send',
      [
        ['send', 'x', 'a'],
        ['send', 'y', [0, 'b']],
      ],
    ];
    const later = [...send(2, 'y', [1, 'c']), ...poll(3, 'y', [1, 'c'])];
    expect(errorsOf(crashed, ...later)).not.toHaveProperty('lost-write');
    expect(errorsOf(crashed, ...poll(1, 'x', [0, 'a']), ...later)).toMatchObject({
      'lost-write': [{ key: 'y', value: 'b' }],
    });
  });

  test('two operations that poll what the other sent', () => {
    const events = record(
      [0, 'invoke', 'txn', [['send', 'x', 'a'], ['poll']]],
      [1, 'invoke', 'txn', [['send', 'y', 'b'], ['poll']]],
      [
        0,
        'ok',
        'txn',
        [
          ['send', 'x', [0, 'a']],
          ['poll', { y: [[0, 'b']] }],
        ],
      ],
      [
        1,
        'ok',
        'txn',
        [
          ['send', 'y', [0, 'b']],
          ['poll', { x: [[0, 'a']] }],
        ],
      ],
    );
    const { verdict, result } = kafka().check(events);
    expect(analyseLogs(events, false).errors).toMatchObject({
      'PL-2-cycle-exists': [{ not: 'read-committed', 'scc-size': 2, scc: new Set([2, 3]) }],
      G1c: [{ type: 'G1c', steps: [{ type: 'wr' }, { type: 'wr' }] }],
    });
    expect(result['bad-error-types']).toEqual(['G1c', 'PL-2-cycle-exists']);
    expect(verdict).toMatchObject({ kind: 'illegal', anomalies: [{ kind: 'G1c' }] });
    expect(kafka({ wwDeps: true }).check(events).verdict.kind).toBe('legal');
  });

  test('a message polled before its send began', () => {
    const errors = errorsOf(...poll(1, 'x', [0, 'a']), ...send(0, 'x', [0, 'a']));
    expect(errors).toMatchObject({
      'G1c-realtime': [{ steps: [{ type: 'wr', key: 'x', value: 'a' }, { type: 'realtime' }] }],
      'strong-PL-2-cycle-exists': [{ 'scc-size': 2 }],
    });
  });

  test('senders that a log orders both ways', () => {
    const both = (process: number, x: number, y: number): Line[] => [
      [
        process,
        'invoke',
        'txn',
        [
          ['send', 'x', process],
          ['send', 'y', process],
        ],
      ],
      [
        process,
        'ok',
        'txn',
        [
          ['send', 'x', [x, process]],
          ['send', 'y', [y, process]],
        ],
      ],
    ];
    const [first, second] = [both(0, 0, 1), both(1, 1, 0)];
    const events = record(first[0]!, second[0]!, first[1]!, second[1]!);
    expect(analyseLogs(events, true).errors).toMatchObject({
      G0: [{ steps: [{ type: 'ww' }, { type: 'ww' }] }],
      'PL-1-cycle-exists': [{ 'scc-size': 2 }],
    });
    expect(analyseLogs(events, false).errors).not.toHaveProperty('G0');
  });

  test('a message that nobody polled is a doubt, not an error', () => {
    const { verdict, result } = kafka().check(record(...send(0, 'x', [0, 'a'])));
    expect(result['valid?']).toBe(false);
    expect(verdict).toMatchObject({
      kind: 'unknown',
      reason: 'nobody polled 1 acknowledged message; end the run with polls',
    });
  });

  test('polls of a subscriber may skip and go back', () => {
    const events = record(
      ...send(0, 'x', [0, 'a'], [1, 'b']),
      ...single(1, 'subscribe', ['x']),
      ...poll(1, 'x', [0, 'a'], [1, 'b']),
      ...poll(1, 'x', [0, 'a']),
    );
    expect(kafka().check(events).verdict.kind).toBe('legal');
    expect(kafka({ subscribes: false }).check(events).verdict.kind).toBe('illegal');
  });

  test('keys of a poll are texts in JSON, names may be keywords', () => {
    const events = record(...send(0, 7, [0, 'a']), ...poll(1, '7', [0, 'a']));
    expect(kafka().check(events).verdict.kind).toBe('legal');
    const polled: Value = [[new Keyword('poll'), new Map([[7, [[0, 'a']]]])]];
    const edn = record(...send(0, 7, [0, 'a']), [1, 'ok', 'poll', polled]);
    expect(kafka().check(edn).verdict.kind).toBe('legal');
  });

  test('the worst lag of a poll is told in seconds', () => {
    const events = record(
      ...single(1, 'assign', ['x']),
      ...send(0, 'x', [0, 'a']),
      ...single(2, 'assign', []),
      ...poll(1, 'x'),
    );
    const { lag } = analyseLogs(events, false).worstRealtimeLag;
    expect(lag).toBeCloseTo(0.003);
  });

  test.each([
    [[0, 'ok', 'send', 7]],
    [[0, 'ok', 'txn', [['r', 'x', 1]]]],
    [[0, 'ok', 'poll', [['poll', 7]]]],
    [[0, 'ok', 'poll', [['poll', { x: [['a', 1]] }]]]],
    [[0, 'ok', 'poll', [['poll', { x: [[-1, 1]] }]]]],
  ] as [Line][])('refuses what is none of a log', (line) => {
    expect(() => kafka().check(record(line))).toThrow(HistoryError);
  });
});

test('errors of the events of no client are of no interest', () => {
  const events: Event[] = record(['nemesis', 'info', 'send', 7], ...send(0, 'x', [0, 'a']));
  expect(kafka().check(events).verdict.kind).toBe('unknown');
});
