/**
 * Decoding of whole files: what each format means, which fields are understood, and how options
 * act.
 */

import { describe, expect, test } from 'vitest';
import { decodeEvents } from '../../../src/history/codecs/decode.js';
import { toHistory } from '../../../src/history/history.js';
import { Keyword } from '../../../src/history/value.js';
import { sample } from './sample-histories.js';

describe('edn', () => {
  test('one map a line, with comments, discards and record tags', () => {
    const events = decodeEvents(sample('register.edn').text);
    expect(events.map(({ index, type, process, f }) => [index, type, process, f])).toEqual([
      [0, 'invoke', 0, 'write'],
      [1, 'invoke', 1, 'read'],
      [2, 'info', 'nemesis', 'start'],
      [3, 'ok', 0, 'write'],
      [4, 'ok', 1, 'read'],
      [5, 'invoke', 0, 'cas'],
      [7, 'info', 0, 'cas'],
    ]);
    expect(events[5]?.timeNs).toBe(9007199254740993n);
    expect(events[6]?.error).toEqual([new Keyword('net-timeout'), 'naïve }']);
  });

  test('one vector or list of maps, fields of other names kept', () => {
    const events = decodeEvents(sample('vector.edn').text);
    expect(events).toHaveLength(4);
    expect(events[1]?.extra).toEqual(new Map([['node', 'n1']]));
    expect(events.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(decodeEvents('(; a list\n{:type "ok" :process 0 "f" "r"})')).toEqual([
      { index: 0, type: 'ok', process: 0, f: 'r', value: null },
    ]);
  });

  test('discarded forms may stand anywhere, one behind another', () => {
    const event = '{:type :ok :process 0 :f :r}';
    const inner = `#_ #_ {:a 1} [2] ${event} #_ {:b ]`;
    expect(decodeEvents(`#_ [1] ${inner.replace(' #_ {:b ]', '')}`)).toHaveLength(1);
    expect(decodeEvents(`#_ {:x 1} [ ${event} #_ #_ ${event} ${event} #_(1) ] ; end`)).toHaveLength(
      1,
    );
    expect(() => decodeEvents(inner)).toThrow(/expected a value, found `]`/);
  });
});

describe('json', () => {
  test('an object that holds the list', () => {
    const events = decodeEvents(sample('wrapped.json').text);
    expect(events).toHaveLength(4);
    expect(Object.keys(events[3]?.value as object)).toEqual(['1', '2', '__proto__']);
  });

  test('an array', () => {
    const events = decodeEvents(sample('events.json').text);
    expect(events.map(({ f, extra }) => [f, extra?.get('latency')])).toEqual([
      ['acquire', undefined],
      ['acquire', 0.25],
      ['release', undefined],
    ]);
  });

  test('a list of operations', () => {
    const operation = '{"process":0,"f":"read","output":1,"call":1,"return":2}';
    for (const text of [`[${operation}]`, `{"operations":[${operation}]}`]) {
      expect(decodeEvents(text)).toEqual([
        { index: 0, type: 'invoke', process: 0, f: 'read', value: null, timeNs: 1 },
        { index: 1, type: 'ok', process: 0, f: 'read', value: 1, timeNs: 2 },
      ]);
    }
  });

  test('names of lists that hold no list', () => {
    const text = '{"events":2,"history":[{"type":"ok","process":0,"f":"r"}],"operations":{}}';
    expect(decodeEvents(text, { format: 'json' })).toHaveLength(1);
  });
});

describe('jsonl', () => {
  test('keys, times, escapes', () => {
    const events = decodeEvents(sample('register.jsonl').text);
    expect(events).toHaveLength(5);
    expect(events[2]).toMatchObject({ key: 'x', timeNs: 9007199254740993n });
    expect(events[3]?.value).toEqual(new Set(['é', new Keyword('a')]));
    expect(events[4]).toMatchObject({ process: 'nemesis', value: { n1: ['n2', true, -1500] } });
  });

  test('blank lines and carriage returns', () => {
    const line = '{"type":"ok","process":0,"f":"r"}';
    expect(decodeEvents(`\r\n  ${line}\r\n\r\n${line}`)).toHaveLength(2);
  });
});

describe('operations', () => {
  test('become events in the order of their times', () => {
    const events = decodeEvents(sample('stack.operations.jsonl').text);
    expect(events.map(({ type, process, f, timeNs }) => [timeNs, process, type, f])).toEqual([
      [10, 1, 'invoke', 'push'],
      [20, 0, 'invoke', 'pop'],
      [30, 3, 'invoke', 'push'],
      [40, 2, 'invoke', 'pop'],
      [40, 3, 'ok', 'push'],
      [40, 3, 'invoke', 'push'],
      [40, 2, 'fail', 'pop'],
      [60, 1, 'ok', 'push'],
      [80, 0, 'ok', 'pop'],
      [undefined, 3, 'info', 'push'],
    ]);
    expect(events.at(-1)?.error).toBe('timeout');
    expect(events[3]?.extra).toEqual(new Map([['thread', 'b']]));
    expect(toHistory(events).operations).toHaveLength(5);
  });

  test('crashed where type or return say so', () => {
    const lines = [
      '{"process":0,"f":"a","call":1}',
      '{"process":1,"f":"b","call":2,"return":3,"type":"info"}',
    ];
    const { operations } = toHistory(decodeEvents(lines.join('\n')));
    expect(operations.map(({ outcome, return: end }) => [outcome, end])).toEqual([
      ['info', Infinity],
      ['info', Infinity],
    ]);
  });
});

describe('log', () => {
  test('event lines among others', () => {
    const events = decodeEvents(sample('jepsen.log').text);
    expect(events.map(({ process, type, f, value }) => [process, type, f, value])).toEqual([
      [0, 'invoke', 'read', null],
      [1, 'invoke', 'write', 12],
      [1, 'ok', 'write', 12],
      ['nemesis', 'info', 'start', 'cut off n1'],
      [0, 'ok', 'read', 12],
      [2, 'invoke', 'cas', [12, 3]],
      [2, 'info', 'cas', [12, 3]],
      [3, 'invoke', 'write', 12],
    ]);
    expect(events[6]?.error).toEqual(new Keyword('timed-out'));
  });

  test('lines of jepsen.util that tell no event', () => {
    const other = 'INFO  jepsen.util - 5 seconds left\nINFO  jepsen.util - Waiting\n';
    expect(decodeEvents(`${other}${sample('jepsen.log').text}`)).toHaveLength(8);
  });
});

describe('fields', () => {
  const event = (rest: string): string => `{"type":"ok","process":0,"f":"r",${rest}}`;

  test('an index or time of -1 or null is absent', () => {
    for (const unknown of ['-1', 'null']) {
      expect(decodeEvents(event(`"index":${unknown},"time":${unknown}`))).toEqual([
        { index: 0, type: 'ok', process: 0, f: 'r', value: null },
      ]);
    }
  });

  test('indexes may have gaps and repeat; absent ones go on from the one before', () => {
    const lines = ['"index":3', '"value":0', '"index":7', '"index":7'].map(event);
    expect(decodeEvents(lines.join('\n')).map(({ index }) => index)).toEqual([3, 4, 7, 7]);
  });

  test('keywords in JSON mean what they mean in EDN', () => {
    const text =
      '{"type":{"$keyword":"ok"},"process":{"$keyword":"nemesis"},' + '"f":{"$keyword":"a/b"}}';
    expect(decodeEvents(text)).toEqual([
      { index: 0, type: 'ok', process: 'nemesis', f: 'a/b', value: null },
    ]);
  });

  test('many fields', () => {
    const names = Array.from({ length: 100 }, (_, at) => `"x${at}":${at}`);
    const [first] = decodeEvents(`{${names.join()},"type":"ok","process":0,"f":"r"}`);
    expect(first?.extra?.size).toBe(100);
    expect(first?.extra?.get('x99')).toBe(99);
    expect(() => decodeEvents(event(`${names.join()},"x7":1`))).toThrow(/x7 occurs twice/);
  });
});

describe('options', () => {
  test('independent splits pairs, but for explicit keys, nil and what is no client', () => {
    const text = [
      '{:type :invoke :process 0 :f :w :value [:k 1]}',
      '{:type :ok :process 0 :f :w}',
      '{:type :invoke :process 0 :f :cas :value [1 2] :key "x"}',
      '{:type :info :process :nemesis :f :start :value [1 2]}',
    ].join('\n');
    const split = decodeEvents(text, { independent: true });
    expect(split.map(({ key, value }) => [key, value])).toEqual([
      [new Keyword('k'), 1],
      [undefined, null],
      ['x', [1, 2]],
      [undefined, [1, 2]],
    ]);
    expect(decodeEvents(text)[0]).not.toHaveProperty('key');
  });

  test('independent operations', () => {
    const line = '{"process":0,"f":"r","value":["k",null],"output":["k",5],"call":1,"return":2}';
    const [operation] = toHistory(decodeEvents(line, { independent: true })).operations;
    expect(operation).toMatchObject({ key: 'k', input: null, output: 5 });
  });

  test('missing says what an absent field means', () => {
    const missing = { f: 'txn', process: 0 };
    expect(decodeEvents('{:type :ok :value [[:r 1 2]]}', { missing })).toMatchObject([
      { process: 0, f: 'txn' },
    ]);
    expect(decodeEvents('{"type":"ok","f":"x","process":1}', { missing })).toMatchObject([
      { process: 1, f: 'x' },
    ]);
  });

  test('a byte order mark is passed over', () => {
    const { text } = sample('events.json');
    expect(decodeEvents(`\uFEFF${text}`)).toEqual(decodeEvents(text));
  });
});
