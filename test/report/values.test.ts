/**
 * Values, operations, faults and quantities in words.
 */

import { describe, expect, test } from 'vitest';
import {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from '../../src/history/value.js';
import { describeOperation } from '../../src/report/operations.js';
import {
  decimalsFor,
  formatCount,
  formatDuration,
  formatPpm,
  formatShare,
} from '../../src/report/quantities.js';
import { readable } from '../../src/report/references.js';
import { describeKey, describeValue } from '../../src/report/values.js';

describe('describeValue', () => {
  test.each<[Value, string]>([
    [null, 'null'],
    [1.5, '1.5'],
    [2n ** 70n, '1180591620717411303424'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    [new Keyword('a/b'), ':a/b'],
    [new EdnSymbol('sym'), 'sym'],
    [new Character('a'), '\\a'],
    [new Float(1), '1.0'],
    [new Float(-0), '-0.0'],
    [new ExactNumber('1/3'), '1/3'],
    [new Tagged('inst', 'now'), '#inst "now"'],
    [[1, [2], {}], '[1, [2], {}]'],
    [new Set([1, 2]), '#{1, 2}'],
    [new Map<Value, Value>([[new Keyword('a'), 1]]), '{:a: 1}'],
    [JSON.parse('{"__proto__":1,"b":null}') as Value, '{"__proto__": 1, "b": null}'],
  ])('%#', (value, text) => expect(describeValue(value)).toBe(text));

  test('counts what it leaves out', () => {
    expect(describeValue('x'.repeat(1 << 20), { lengthMax: 10 })).toBe(
      '"xxxxxxxxxx"… (1048566 more characters)',
    );
    expect(describeValue([...Array(1000).keys()], { lengthMax: 10 })).toBe('[0, 1, 2, … 997 more]');
  });

  test('is quick for what is deep, wide or long', () => {
    let deep: Value = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(describeValue(deep)).toBe(`${'['.repeat(13)}…${']'.repeat(13)}`);
    expect(describeValue(1n << 1_000_000n)).toMatch(/^\(an integer of about \d+ bits\)$/);
    expect(describeValue([deep, deep], { lengthMax: 1 })).toBe('[… 2 more]');
  });

  test('writes keys bare where they read as names', () => {
    expect(['x', 'user/7', '7', 'a b', ''].map((key) => describeKey(key))).toEqual([
      'x',
      'user/7',
      '"7"',
      '"a b"',
      '""',
    ]);
  });
});

describe('describeOperation', () => {
  const base = { f: 'read', input: null, output: null, outcome: 'ok' } as const;
  test.each([
    [{ ...base, key: 'x' }, 'read x → null'],
    [{ ...base, f: 'write', key: 'x', input: 1, output: 1 }, 'write x: 1 → ok'],
    [{ ...base, f: 'acquire' }, 'acquire → ok'],
    [{ ...base, f: 'enqueue', input: 5 }, 'enqueue 5 → ok'],
    [
      { ...base, f: 'cas', key: 3, input: [0, 1], outcome: 'fail', error: 'busy' },
      'cas 3: [0, 1] → failed: busy',
    ],
    [{ ...base, outcome: 'info', error: new Keyword('timeout') }, 'read → no answer: :timeout'],
    [{ ...base, outcome: 'info' }, 'read → no answer'],
  ] as const)('%#', (operation, text) => expect(describeOperation(operation)).toBe(text));
});

describe('readable', () => {
  test.each([
    ['#0 then #12, (#3).', '#1 then #13, (#4).'],
    ['read "#0 \\"#1" by #2', 'read "#0 \\"#1" by #3'],
    ['cut "abc…, then #0', 'cut "abc…, then #1'],
    ['#inst "x" #{1 2} a#3', '#inst "x" #{1 2} a#3'],
    ['tab\t#0', 'tab\\t#1'],
  ])('%j', (text, shown) => expect(readable(text)).toBe(shown));
});

describe('quantities', () => {
  test('durations', () => {
    expect([0, 50, 1000, 12_300, 10_000_000].map(formatDuration)).toEqual([
      '0 ms',
      '0.05 ms',
      '1 ms',
      '12.3 ms',
      '10000 ms',
    ]);
    expect(decimalsFor([0, 1000, 2999])).toBe(0);
    expect(decimalsFor([1000, 1100])).toBe(1);
    expect(decimalsFor([1001, 1002, 1002])).toBe(3);
  });

  test('counts and shares', () => {
    expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([0, 1, 5, 995, 999, 1000].map((part) => formatShare(part, 1000))).toEqual([
      '0 %',
      '<1 %',
      '1 %',
      '>99 %',
      '>99 %',
      '100 %',
    ]);
    expect(formatShare(0, 0)).toBe('- %');
    expect([0, 1, 15_000, 1_000_000].map(formatPpm)).toEqual(['0 %', '0.0001 %', '1.5 %', '100 %']);
  });
});
