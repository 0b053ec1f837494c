/**
 * Reading transactions from streams: each format, what is said of what cannot be read, and that
 * long lists are not read twice.
 */

import { describe, expect, test } from 'vitest';
import { encodeEvents } from '../../../../src/history/codecs/encode.js';
import { HISTORY_FORMATS } from '../../../../src/history/codecs/history-format.js';
import {
  readTransactions,
  type TransactionOptions,
} from '../../../../src/history/codecs/transactions/read-transactions.js';
import { transactionAt } from '../../../../src/history/transactions/transaction-at.js';
import { seeded } from '../../../checkers/oracle/random.js';
import { randomEvents } from '../../transactions/random-events.js';
import { quickText, slowText } from './both-ways.js';

function read(
  lines: readonly string[],
  options: TransactionOptions = {},
): ReturnType<typeof readTransactions> {
  return readTransactions(piecewise(lines), options);
}

/** The lines as texts, each cut in two. */
async function* piecewise(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) {
    yield await Promise.resolve(line.slice(0, 30));
    yield `${line.slice(30)}\n`;
  }
}

function ok(process: number, value: string): string {
  return `{"type":"ok","process":${process},"f":"txn","value":${value}}`;
}

test('a text in pieces', async () => {
  const columns = await read([
    '{"type":"invoke","process":0,"f":"txn","value":[["append","é",1],["r","é",null]]}',
    ok(0, '[["append","é",1],["r","é",[1,2]]]'),
    ok(1, '[["r","é",[1]]]'),
  ]);
  expect(columns.kind).toBe('list-append');
  expect([...columns.value]).toStrictEqual([1, 2, 1]);
  expect(transactionAt(columns, 0)).toStrictEqual({
    process: 0,
    outcome: 'ok',
    micros: [
      { f: 'append', key: 'é', value: 1 },
      { f: 'r', key: 'é', value: [1, 2] },
    ],
    call: 0,
    return: 1,
    index: 1,
  });
});

describe.each(HISTORY_FORMATS.filter((format) => format !== 'operations'))('as %s', (format) => {
  test.each(['list-append', 'rw-register'] as const)('%s as of the events', async (kind) => {
    expect.hasAssertions();
    const random = seeded(7);
    for (let run = 0; run < 60; run++) {
      const events = randomEvents(random, kind === 'list-append');
      if (events.length === 0) continue;
      const text = encodeEvents(events, format);
      const expected = slowText(text, { format, kind });
      expect(expected).toContain(`kind ${kind}`);
      expect(await quickText(Buffer.from(text), [100], { format, kind })).toBe(expected);
    }
  });
});

test('as operations', async () => {
  const text = [
    '{"process":0,"f":"txn","value":[["w",1,2]],"output":[["w",1,2]],"call":1,"return":5}',
    '{"process":1,"f":"txn","value":[["r",1,null]],"output":[["r",1,2]],"call":2,"return":3}',
    '{"process":2,"f":"txn","value":[["w",1,3]],"call":4,"return":null}',
  ].join('\n');
  const expected = slowText(text, {});
  expect(expected).toContain('value 2,2,3');
  expect(await quickText(Buffer.from(text), [100], {})).toBe(expected);
});

describe('the kind', () => {
  test('is told by the first write, and nothing before it is lost', async () => {
    const reads = Array.from({ length: 50 }, (_, at) => ok(at, '[["r",1,null]]'));
    const columns = await read([...reads, ok(50, '[["w",1,2]]'), ok(51, '[["r",1,2]]')]);
    expect([columns.kind, columns.size]).toStrictEqual(['rw-register', 52]);
  });

  test('is told by the reads where nothing is written', async () => {
    expect((await read([ok(0, '[["r",1,[2]]]')])).kind).toBe('list-append');
    expect((await read([ok(0, '[["r",1,2]]')])).kind).toBe('rw-register');
  });

  test('may be given', async () => {
    const columns = await read([ok(0, '[["r",1,[2]]]')], { kind: 'rw-register' });
    expect(columns.values.valueOf(columns.value[0]!)).toStrictEqual([2]);
  });

  test('of other histories is none', async () => {
    const line = '{"type":"ok","process":0,"f":"read","value":17}';
    await expect(read([ok(0, '[]'), line])).rejects.toThrow(
      'event 1: expected a list of micro-operations such as ["r" 1 nil], ' +
        '["append" 1 2] or ["w" 1 2], found 17',
    );
    await expect(read([ok(0, '[]')])).rejects.toThrow('the history has no transactions');
  });
});

describe('what is refused', () => {
  test('a line that is none, with its place', async () => {
    const lines = [ok(0, '[["w",1,2]]'), ok(0, '[["w",1,2]'), ok(0, '[["w",1,2]]')];
    await expect(read(lines, { file: 'run.jsonl' })).rejects.toThrow(
      expect.objectContaining({ name: 'ParseError', file: 'run.jsonl', line: 2, column: 54 }),
    );
  });

  test('a wrong micro-operation, with its event, but only if all can be read', async () => {
    const lines = [ok(0, '[["w",1,2]]'), ok(0, '[["append",1,2]]')];
    await expect(read(lines)).rejects.toThrow(
      'event 1: expected r or w as function of a micro-operation on registers, ' +
        'found ["append" 1 2]',
    );
    await expect(read([...lines, '{'])).rejects.toThrow(/^line 3, column 2: /);
  });

  test('events of several keys', async () => {
    const keyed = (key: number): string => ok(0, `[["w",1,2]],"key":${key}`);
    expect((await read([keyed(1), keyed(1)])).size).toBe(2);
    await expect(read([keyed(1), keyed(2)])).rejects.toThrow(
      'event 1: expected events of one key, or of none: other keys are other histories, found 2',
    );
  });

  test('nothing', async () => {
    await expect(read([], { format: 'jsonl' })).rejects.toThrow(
      'line 1, column 1: expected at least one event, found the end of the file',
    );
  });
});

describe('long lists', () => {
  const long = Array.from({ length: 3000 }, (_, at) => String((at * 7919) % 100_003));

  test.each([
    ['jsonl', ',', ''],
    ['jsonl', ', ', ' '],
    ['edn', ' ', ''],
    ['edn', ',', ' '],
  ] as const)('in %s with %j between', async (format, separator, blank) => {
    const lengths = [3000, 0, 1, 2999, 1500, 3000, 17, 2];
    const lines = lengths.map((length) => {
      const list = `[${blank}${long.slice(0, length).join(separator)}${blank}]`;
      if (format === 'jsonl') return ok(0, `[["r",1,${list}]]`);
      return `{:type :ok, :process 0, :f :txn, :value [[:r 1 ${list}]]}`;
    });
    const columns = await read(lines, { kind: 'list-append' });
    expect([...columns.value]).toStrictEqual(lengths);
    expect([...columns.lists.elements].map(String)).toStrictEqual(long);
    expect(columns.lists.others).toHaveLength(0);
  });

  test('that fork late, and are longer than those before', async () => {
    const fork = [...long.slice(0, 2000), 'x', 'y', 'z'].map((each) => JSON.stringify(each));
    const plain = long.slice(0, 2001).map((each) => JSON.stringify(each));
    const texts = [plain, fork, plain.slice(0, 2000), fork.slice(0, 2002), fork];
    const lines = texts.map((list) => ok(0, `[["r",1,[${list.join(',')}]]]`));
    const columns = await read(lines, { kind: 'list-append' });
    expect([...columns.value]).toStrictEqual([-2, 2003, 2000, 2002, 2003]);
    expect(columns.lists.others.map(({ elements }) => elements.length)).toStrictEqual([2001]);
  });
});

test('an EDN map that goes on in the next line', async () => {
  const text = [
    '{:type :ok, :process 0, :f :txn, :value [[:append 1 2] [:r 1 [2]]]}',
    '{:type :ok, :process 1, :f :txn,',
    ' :value [[:append 1 3] [:r 1 [2 3]]]}',
    '{:type :ok, :process 2, :f :txn, :value [[:r 1 [2 3]]]}',
  ];
  const columns = await read(text);
  expect([...columns.value]).toStrictEqual([2, 1, 3, 2, 2]);
});
