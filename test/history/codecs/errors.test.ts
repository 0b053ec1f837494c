/**
 * Malformed files: the place and the words of every complaint.
 */

import { describe, expect, test } from 'vitest';
import { decodeEvents, type DecodeOptions } from '../../../src/history/codecs/decode.js';
import { ParseError } from '../../../src/history/codecs/parse-error.js';

type Case = readonly [text: string, message: string];

function complaint(text: string, options: DecodeOptions = {}): string {
  try {
    decodeEvents(text, { file: 'h', ...options });
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
  return 'no complaint';
}

const A_PROCESS = 'a process: an integer, or a name such as nemesis for what is no client';

const ok = '{:type :ok :process 0 :f :r}';

describe('edn', () => {
  test.each<Case>([
    [`[${ok}\n ${ok}`, 'h:2:30: expected a closing ], found the end of the file'],
    [`[${ok}\n ; end`, 'h:2:7: expected a closing ], found the end of the file'],
    [`[${ok})`, 'h:1:30: expected a closing ], found `)`'],
    [`[${ok}}`, 'h:1:30: expected a closing ], found `}`'],
    [`[${ok}] ${ok}`, 'h:1:32: expected the end of the file, found `{`'],
    [`[${ok}]]`, 'h:1:31: expected the end of the file, found `]`'],
    [`${ok}\n[${ok}]`, 'h:2:1: expected an event, as a map, found `[`'],
    [`${ok} 12`, 'h:1:30: expected an event, as a map, found `12`'],
    [`${ok}\n]`, 'h:2:1: expected an event, as a map, found `]`'],
    [`${ok}\n{:type :ok`, 'h:2:11: expected a closing }, found the end of the file'],
    [`${ok} #_`, 'h:1:32: expected a value, found the end of the file'],
    [`${ok} #_ {:a`, 'h:1:36: expected a value, found the end of the file'],
    [`[${ok} #_]`, 'h:1:33: expected a value, found `]`'],
    ['[#a [1]]', 'h:1:5: expected an event, as a map, found `[`'],
    ['{:type :ok :process 0 :f}', 'h:1:25: expected a value for the last key, found `}`'],
    ['{:type :ok 1 2}', 'h:1:12: expected the name of a field: a keyword or a string, found `1`'],
    ['{:f :r :f :w}', 'h:1:8: expected each field once, but f occurs twice, found `:f`'],
    ['{:f :r "f" :w}', 'h:1:8: expected each field once, but f occurs twice, found "f"'],
    ['{:a ##Foo}', 'h:1:5: expected ##NaN, ##Inf or ##-Inf, found `##Foo`'],
    ['[]', 'h:1:3: expected at least one event, found the end of the file'],
    ['; nothing\n', 'h:2:1: expected at least one event, found the end of the file'],
  ])('%s', (text, message) => {
    expect(complaint(text, { format: 'edn' })).toBe(message);
  });
});

describe('fields', () => {
  test.each<Case>([
    ['\n {:type :ok :f :r}', 'h:2:2: expected a field process, found none'],
    ['{:type :ok :process nil :f :r}', 'h:1:1: expected a field process, found none'],
    ['{:type :ok :process 0}', 'h:1:1: expected a field f, found none'],
    ['{:process 0 :f :r}', 'h:1:1: expected a field type, found none'],
    [
      '{:type :okay :process 0 :f :r}',
      'h:1:8: expected a type: invoke, ok, fail or info, found `:okay`',
    ],
    ['{:type 1 :process 0 :f :r}', 'h:1:8: expected a type: invoke, ok, fail or info, found `1`'],
    ['{:type :ok :process 1.5 :f :r}', `h:1:21: expected ${A_PROCESS}, found \`1.5\``],
    ['{:type :ok :process "12" :f :r}', `h:1:21: expected ${A_PROCESS}, found "12"`],
    [
      '{:type :ok :process 0 :f [1]}',
      'h:1:26: expected a function: a keyword or a string such as read, found `[`',
    ],
    [
      '{:type :ok :process 0 :f :r :index 1.5}',
      'h:1:36: expected an integer from 0 as index, found `1.5`',
    ],
    [
      '{:type :ok :process 0 :f :r :index -2}',
      'h:1:36: expected an integer from 0 as index, found `-2`',
    ],
    [
      '{:type :ok :process 0 :f :r :time "1"}',
      'h:1:35: expected an integer as time, in nanoseconds, found "1"',
    ],
    [
      '{:type :ok :process 0 :f :r :time 1.5}',
      'h:1:35: expected an integer as time, in nanoseconds, found `1.5`',
    ],
    [
      '{:index 4 :type :ok :process 0 :f :r} {:type :ok :process 0 :f :r :index 3}',
      'h:1:74: expected an index not below 4, the one before it, found `3`',
    ],
  ])('%s', (text, message) => {
    expect(complaint(text)).toBe(message);
  });

  test('a value that is no pair, among independent keys', () => {
    const text = '{:type :ok :process 0 :f :r :value 1}';
    expect(complaint(text, { independent: true })).toBe(
      'h:1:36: expected a [key value] pair, for independent keys, found `1`',
    );
  });
});

describe('json', () => {
  test.each<Case>([
    ['', 'h:1:1: expected at least one event, found the end of the file'],
    ['[]', 'h:1:3: expected at least one event, found the end of the file'],
    ['12', 'h:1:1: expected an array of events, or an object that holds one, found `12`'],
    ['[1]', 'h:1:2: expected an event, as an object, found `1`'],
    ['[{"type":"ok"', 'h:1:14: expected a comma or a closing }, found the end of the file'],
    [
      '[{"type":"ok","process":0,"f":"r"}',
      'h:1:35: expected a comma or a closing ], found the end of the file',
    ],
    ['[{"type":"ok","process":0,"f":"r"}}', 'h:1:35: expected a comma or a closing ], found `}`'],
    ['[{"type":"ok","process":0,"f":"r"},]', 'h:1:36: expected an event, as an object, found `]`'],
    ['[{"type":"ok","process":0,"f":"r"}]]', 'h:1:36: expected the end of the file, found `]`'],
    ['[{"type":"ok","process":0,"f":"r"}] 1', 'h:1:37: expected the end of the file, found `1`'],
    ['[{"f":1,"f":2}]', 'h:1:9: expected each field once, but f occurs twice, found "f"'],
    ['{"history":[', 'h:1:13: expected a comma or a closing ], found the end of the file'],
    ['{"a":1', 'h:1:7: expected a comma or a closing }, found the end of the file'],
    ['{"a":[1', 'h:1:8: expected a comma or a closing ], found the end of the file'],
    ['{"a":1}', 'h:1:7: expected an array under history, events or operations, found `}`'],
    ['{"a":1]', 'h:1:7: expected a comma or a closing }, found `]`'],
    ['{"a":1,"a":2}', 'h:1:8: expected each key of an object once, found "a"'],
    ['{"history":[],"events":[]}', 'h:1:24: expected one list of events, not two, found `[`'],
    ['{"history":[],"history":[]}', 'h:1:15: expected each key of an object once, found "history"'],
    ['{"history":[]}', 'h:1:15: expected at least one event, found the end of the file'],
    ['{"a":1}}', 'h:1:7: expected an array under history, events or operations, found `}`'],
    [
      '{"history":[{"type":"ok","process":0,"f":"r"}]}\n}',
      'h:2:1: expected the end of the file, found `}`',
    ],
  ])('%s', (text, message) => {
    expect(complaint(text, { format: 'json' })).toBe(message);
  });
});

describe('lines', () => {
  const line = '{"type":"ok","process":0,"f":"r"}';

  test.each<Case>([
    [`${line}\n{"type":\n"ok"}`, 'h:2:9: expected a value, found the end of the line'],
    [`${line}\n{"type":"ok"`, 'h:2:13: expected a comma or a closing }, found the end of the file'],
    [`${line} ${line}`, 'h:1:35: expected the end of the line, found `{`'],
    [`${line}\n12`, 'h:2:1: expected an event, as an object, found `12`'],
    [`${line}\n["a`, 'h:2:1: expected an event, as an object, found `[`'],
    ['\n\n', 'h:3:1: expected at least one event, found the end of the file'],
  ])('%s', (text, message) => {
    expect(complaint(text, { format: 'jsonl' })).toBe(message);
  });

  test.each<Case>([
    ['{"process":0,"f":"r"}', 'h:1:1: expected a field call, found none'],
    [
      '{"process":0,"f":"r","call":"1"}',
      'h:1:29: expected an integer as call, in nanoseconds, found "1"',
    ],
    [
      '{"process":0,"f":"r","call":2,"return":1}',
      'h:1:40: expected a return that is not before the call, found `1`',
    ],
    [
      '{"process":0,"f":"r","call":2,"return":null,"type":"ok"}',
      'h:1:40: expected a return time, for the type is ok, found none',
    ],
    [
      '{"process":0,"f":"r","call":2,"type":"fail"}',
      'h:1:1: expected a return time, for the type is fail, found none',
    ],
    [
      '{"process":0,"f":"r","call":2,"type":"invoke"}',
      'h:1:38: expected a type: ok, fail or info, found "invoke"',
    ],
    ['[1]', 'h:1:1: expected an operation, as an object, found `[`'],
  ])('%s', (text, message) => {
    expect(complaint(text, { format: 'operations' })).toBe(message);
  });
});

describe('log', () => {
  const start = 'INFO  jepsen.util - ';

  test.each<Case>([
    [
      `${start}0\n`,
      'h:1:22: expected a type: :invoke, :ok, :fail or :info, found the end of the line',
    ],
    [`${start}0\t:ok\n`, 'h:1:26: expected a function, such as :read, found the end of the line'],
    [`${start}0\t:ok\t:read\n`, 'h:1:32: expected a value, found the end of the line'],
    [`${start}0\t:ok\t:read`, 'h:1:32: expected a value, found the end of the file'],
    [`${start}0\t:ok\t:read\t[1\n`, 'h:1:35: expected a closing ], found the end of the line'],
    [
      `${start}0\t:okay\t:read\t1\n`,
      'h:1:23: expected a type: invoke, ok, fail or info, found `:okay`',
    ],
    [`${start}0\t:ok\t:read\t1 :e 2\n`, 'h:1:38: expected the end of the line, found `2`'],
    [`${start}0\t:ok\t:read\t1`, 'h:1:34: expected a line end, found the end of the file'],
    ['some other log\n', 'h:2:1: expected at least one event, found the end of the file'],
    ['some other lo', 'h:1:14: expected a line end, found the end of the file'],
  ])('%j', (text, message) => {
    expect(complaint(text, { format: 'log' })).toBe(message);
  });
});

describe('endless nesting', () => {
  const endless = (opening: string): string => opening.repeat(100_000);
  const tooDeep = 'expected at most 512 nested forms, found one more';

  test.each<[string, string, DecodeOptions['format'], string]>([
    ['{:value ', '[', 'edn', `h:1:520: ${tooDeep}`],
    ['{:value ', '#_', 'edn', `h:1:1031: ${tooDeep}`],
    ['{:value ', '#a ', 'edn', `h:1:1542: ${tooDeep}`],
    ['', '[', 'edn', 'h:1:2: expected an event, as a map, found `[`'],
    ['', '#_', 'edn', `h:1:1025: ${tooDeep}`],
    ['{"a":', '[', 'json', `h:1:518: ${tooDeep}`],
    ['', '[', 'json', 'h:1:2: expected an event, as an object, found `[`'],
    ['{"a":', '{"a":', 'jsonl', `h:1:2561: ${tooDeep}`],
    ['INFO  jepsen.util - 0 :ok :f ', '(', 'log', `h:1:542: ${tooDeep}`],
  ])('%s and %s in %s', (start, opening, format, message) => {
    expect(complaint(start + endless(opening), format === undefined ? {} : { format })).toBe(
      message,
    );
  });
});

describe('unknown formats', () => {
  test.each<Case>([
    ['', 'h:1:1: expected at least one event, found the end of the file'],
    [' \n', 'h:1:1: expected at least one event, found the end of the file'],
    ['hello', 'h:1:1: expected a history: jsonl, operations, json, edn, log, found none of these'],
    ['\u0000', 'h:1:1: expected a history: jsonl, operations, json, edn, log, found none of these'],
  ])('%j', (text, message) => {
    expect(complaint(text)).toBe(message);
  });
});

test('an error has its parts, and a place also without file', () => {
  const error = new ParseError({ file: 'a.edn', line: 12, column: 7 }, 'a closing ]', 'the end');
  expect(error).toMatchObject({
    name: 'ParseError',
    file: 'a.edn',
    line: 12,
    column: 7,
    expected: 'a closing ]',
    found: 'the end',
    message: 'a.edn:12:7: expected a closing ], found the end',
  });
  expect(new ParseError({ file: undefined, line: 1, column: 2 }, 'a', 'b').message).toBe(
    'line 1, column 2: expected a, found b',
  );
});
