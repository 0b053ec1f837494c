/**
 * The timeline notation: what lines and labels mean, errors with their places, and drawings that
 * read back as the history they show.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ParseError } from '../../src/history/codecs/parse-error.js';
import { fromTimedOperations } from '../../src/history/timed-operations.js';
import { formatTimeline } from '../../src/history/timeline-format.js';
import { history, parseTimeline } from '../../src/history/timeline.js';
import { Float, Keyword } from '../../src/history/value.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { drawableValue, eventKeys } from './arbitrary-values.js';
import { toEvents } from '../../src/history/history.js';

function messageOf(drawing: string): string {
  try {
    return formatTimeline(parseTimeline(drawing));
  } catch (error) {
    return (error as Error).message;
  }
}

function only({ operations }: History): Partial<Operation> {
  expect(operations).toHaveLength(1);
  const { id: _id, call: _call, return: _return, ...rest } = operations[0] as Operation;
  return rest;
}

describe('lines', () => {
  test('columns give the order, over several lines', () => {
    const { operations } = history`
      ; two clients on a register
      c0: |--w 1--|     |--r 2-----|

      c1:     |--cas 1 2--|   |--w 3--?
      c0:                             |--r 3--|
    `;
    const rows = operations.map(({ process, f, call, return: end }) => [process, f, call, end]);
    expect(rows).toEqual([
      [0, 'write', 0, 2],
      [1, 'cas', 1, 4],
      [0, 'read', 3, 6],
      [1, 'write', 5, Infinity],
      [0, 'read', 7, 8],
    ]);
  });

  test('outcomes', () => {
    const { operations } = history`c0: |--w 1--| |--w 2--x |--w 3--? |--w 4--|`;
    expect(operations.map(({ outcome }) => outcome)).toEqual(['ok', 'fail', 'info', 'ok']);
  });

  test('processes: c0, 0, names', () => {
    expect(only(history`c12: |--r 1--|`).process).toBe(12);
    expect(only(history`12: |--r 1--|`).process).toBe(12);
    const named = [{ process: 'a', f: 'f', input: 1, output: null, call: 0, return: 1 }] as const;
    const drawn = formatTimeline({ operations: [{ ...named[0], id: 0, outcome: 'ok' }] });
    expect(drawn).toBe('a: |--f 1--|\n');
  });

  test('inserted values', () => {
    expect(only(history`c${1}: |--w ${7}--|`)).toMatchObject({ process: 1, input: 7 });
  });
});

describe('labels', () => {
  test.each<[string, object]>([
    ['|--r 1--|', { f: 'read', input: null, output: 1 }],
    ['|--r x 1--|', { f: 'read', key: 'x', input: null, output: 1 }],
    ['|--r--?', { f: 'read', input: null, output: null }],
    ['|--r x--x', { f: 'read', key: 'x', input: null, output: null }],
    ['|--w -1--|', { f: 'write', input: -1, output: null }],
    ['|--write "a b"--|', { f: 'write', input: 'a b', output: null }],
    ['|--cas 1 nil--|', { f: 'cas', input: [1, null], output: null }],
    ['|--cas x 1 2--|', { f: 'cas', key: 'x', input: [1, 2] }],
    ['|--get x "--|"--|', { f: 'get', key: 'x', output: '--|' }],
    ['|--put x 1.0--|', { f: 'put', key: 'x', input: new Float(1) }],
    ['|--append x [a "b" :c]--|', { key: 'x', input: ['a', 'b', new Keyword('c')] }],
    ['|--delete x--|', { f: 'delete', key: 'x', input: null }],
    ['|--acquire--|', { f: 'acquire', input: null, output: null }],
    ['|--release 7--|', { f: 'release', key: 7 }],
    ['|--enqueue 1--|', { f: 'enqueue', input: 1, output: null }],
    ['|--dequeue -> 1--|', { f: 'dequeue', input: null, output: 1 }],
    ['|--txn [[r x nil]] -> [[r x 1]]--|', { f: 'txn', output: [['r', 'x', 1]] }],
    ['|--w 1 -> done--|', { f: 'write', input: 1, output: 'done' }],
    ['|--add @set 1--|', { f: 'add', key: 'set', input: 1 }],
    ['|--w 1 !:timeout--x', { f: 'write', input: 1, error: new Keyword('timeout') }],
    ['|--"r" 1--|', { f: 'r', input: 1, output: null }],
    ['|  r 1  |', { f: 'read', output: 1 }],
    ['|-r 1-|', { f: 'read', output: 1 }],
    ['|--a-x 1--|', { f: 'a-x', input: 1 }],
  ])('%s', (drawing, expected) => {
    expect(only(parseTimeline(`c0: ${drawing}`))).toMatchObject(expected);
  });
});

describe('errors say where', () => {
  test.each<[string, string]>([
    ['hello', 'line 1, column 1: expected a process and a colon, found `hello`'],
    ['\n  c0 |--r 1--|', 'line 2, column 3: expected a process and a colon, found `c0`'],
    ['c0: --r 1--|', 'line 1, column 5: expected a | where an operation begins, found `--r`'],
    [
      'c0: |--r 1--',
      'line 1, column 13: expected an end, --|, --x or --?, found the end of the line',
    ],
    [
      'c0: |--r 1--||--r 1--|',
      'line 1, column 14: expected a blank after the operation, found `|--r`',
    ],
    ['c0: |--r "1--|', 'line 1, column 15: expected a closing ", found the end of the line'],
    [
      'c0: |--cas 1--|',
      'line 1, column 13: expected 2 values after cas, or a key and 2, found the end of the label',
    ],
    [
      'c0: |--f 1 2--|',
      'line 1, column 13: expected one input, then -> and an output, found the end of the label',
    ],
    ['c0: |--r [1)--|', 'line 1, column 12: expected a closing ], found `)`'],
    ['c0: |----|', 'line 1, column 6: expected a value, found the end of the label'],
    ['c0: |--:r 1--|', 'line 1, column 8: expected the name of a function, found `:r`'],
    ['c0: |--f ->--|', 'line 1, column 12: expected a value, found the end of the label'],
  ])('%s', (drawing, message) => {
    expect(() => parseTimeline(drawing)).toThrow(ParseError);
    expect(messageOf(drawing)).toBe(message);
  });

  test('a process that overlaps itself', () => {
    const drawing = 'c0: |--r 1--|\nc0:    |--r 1--|';
    expect(() => parseTimeline(drawing)).toThrow(/process 0 invokes read while its read is still/);
  });
});

test('a drawing', () => {
  const drawing = [
    'c0: |--w 1--| |--cas 1 2--x',
    'c1:   |--r x 1-------------|  |--r nil--|',
    'c2:                           |--append x [1 "a b"]--?',
    '',
  ].join('\n');
  expect(formatTimeline(parseTimeline(drawing))).toMatchInlineSnapshot(`
    "c0: |--w 1--| |--cas 1 2--x
    c1:  |--r x 1--------------| |--r nil--|
    c2:                           |--append x [1 "a b"]--?
    "
  `);
});

test('an empty history is an empty drawing', () => {
  expect(formatTimeline({ operations: [] })).toBe('');
  expect(parseTimeline('').operations).toEqual([]);
});

const words = ['read', 'write', 'cas', 'get', 'delete', 'acquire', 'r', 'a b', 'add-all', '->'];

const operation = fc.record({
  process: fc.oneof(fc.integer({ min: -1, max: 2 }), fc.constant(7)),
  f: fc.constantFrom(...words),
  input: fc.oneof(fc.constant(null), drawableValue, fc.tuple(fc.nat(), drawableValue)),
  output: fc.oneof(fc.constant(null), drawableValue),
  outcome: fc.constantFrom('ok' as const, 'fail' as const, 'info' as const),
  key: fc.option(drawableValue, { nil: undefined }),
  error: fc.option(drawableValue, { nil: undefined }),
  length: fc.nat(4),
});

const drawable: fc.Arbitrary<History> = fc.array(operation, { maxLength: 8 }).map((drafts) => {
  const clocks = new Map<number, number>();
  return fromTimedOperations(
    drafts.map(({ length, key, error, ...rest }, at) => {
      const call = Math.max(at, (clocks.get(rest.process) ?? -1) + 1);
      clocks.set(rest.process, call + length);
      const isOpen = rest.outcome === 'info';
      return {
        ...rest,
        ...(key === undefined ? {} : { key }),
        ...(error === undefined ? {} : { error }),
        call,
        return: isOpen ? null : call + length,
      };
    }),
  );
});

test('what is drawn reads back as the same history', () => {
  fc.assert(
    fc.property(drawable, (of) => {
      const back = parseTimeline(formatTimeline(of));
      const order = ({ operations }: History): Value[] =>
        operations.map(({ call, return: end }) => [call, end]);
      expect(order(back)).toEqual(order(of));
      expect(eventKeys(toEvents(back))).toEqual(eventKeys(toEvents(of)));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('long operations take no long time', () => {
  const dashes = '-'.repeat(200_000);
  expect(parseTimeline(`c0: |--r 1${dashes}|\nc1: |${dashes}w 1--|`).operations).toHaveLength(2);
});
