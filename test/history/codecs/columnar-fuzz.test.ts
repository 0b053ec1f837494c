/**
 * Damaged files: whatever bytes are flipped, cut, doubled or moved, the quick way of reading gives
 * the same history as the slow one, or refuses the text with the same words.
 */

import { describe, expect, test } from 'vitest';
import { seeded, type Random } from '../../checkers/oracle/random.js';
import { expectedText } from '../columns/column-texts.js';
import { actualText } from './columnar-texts.js';
import { randomText, type LineFormat } from './random-texts.js';

const FORMATS: readonly LineFormat[] = ['jsonl', 'operations', 'edn'];
const CASES = 8000;

/** Bytes that mean something, and some that never do. */
const BYTES = [
  ...Buffer.from('{}[]()":;,#\\_ \t\r\n0179-+.eEn:"tfu/NM'),
  0,
  7,
  127,
  0x80,
  0xc3,
  0xef,
  0xff,
];

/** Short lines, so that most damage is to what matters. */
const BASES: Readonly<Record<LineFormat, readonly string[]>> = {
  jsonl: [
    [
      '{"type":"invoke","process":0,"f":"write","value":17}\n',
      '{"type":"ok","process":0,"f":"write","value":17}\n',
    ].join(''),
    [
      '{"index":0,"type":"invoke","process":3,"f":"cas","value":[1,2],"time":12}\n',
      '{"index":1,"type":"fail","process":3,"f":"cas","value":[1,2],"error":"no","time":15}',
    ].join(''),
    [
      '{"process":1,"type":"invoke","f":"read","value":null,"key":"x","node":"n1","n":1.5}\n',
      '{"process":1,"type":"info","f":"read","value":null,"key":"x","error":"timeout"}\n',
    ].join(''),
    [
      '\uFEFF{"type":"invoke","process":"nemesis","f":"kill"}\n',
      '\n',
      '{"type":"invoke","process":0,"f":"add","value":"a long enough text"}\n',
      '{"type":"ok","process":0,"f":"add","value":true}\n',
    ].join(''),
  ],
  operations: [
    [
      '{"process":0,"f":"write","value":1,"output":null,"call":0,"return":3,"type":"ok"}\n',
      '{"process":1,"f":"read","output":1,"call":1,"return":2}\n',
    ].join(''),
    [
      '{"process":0,"f":"cas","value":[1,2],"output":false,"call":10,"return":13}\n',
      '{"process":0,"f":"read","call":13,"return":null,"key":7,"x":"y"}\n',
      '{"process":2,"f":"read","call":13,"return":14,"error":"e"}',
    ].join(''),
  ],
  edn: [
    [
      '{:type :invoke, :process 0, :f :read, :value nil}\n',
      '{:type :ok, :process 0, :f :read, :value 3}\n',
    ].join(''),
    [
      '{:type :invoke, :process 0, :f :cas, :value [1 2], :time 12, :index 0}\n',
      '{:type :info, :process 0, :f :cas, :value [1 2], :error :timeout, :time 13, :index 1}',
    ].join(''),
    [
      '#jepsen.history.Op{:index 0, :process 5, :type :invoke, :f :write, :value "a b"}\n',
      '; end\n',
      '#jepsen.history.Op{:index 1, :process 5, :type :ok, :f :write, :value :k, :node "n1"}\n',
    ].join(''),
    [
      '{:process :nemesis, :type :info, :f :start, :value nil}\n',
      '{:type :invoke :process 1 :f :w :value ["k" 1]}\n',
      '{:type :ok :process 1 :f :w :value ["k" nil]}\n',
    ].join(''),
  ],
};

function damaged(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const length = random.below(random.pick([2, 4, 20]));
  const head = bytes.subarray(0, at);
  const tail = bytes.subarray(at);
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([head, Buffer.of(random.pick(BYTES)), tail.subarray(1)]);
    case 1:
      return Buffer.concat([head, Buffer.of(random.pick(BYTES)), tail]);
    case 2:
      return Buffer.concat([head, tail.subarray(length)]);
    case 3:
      return Buffer.concat([head, head.subarray(-length), tail]);
    case 4: {
      const from = random.below(bytes.length);
      return Buffer.concat([head, bytes.subarray(from, from + length), tail]);
    }
    default:
      return Buffer.concat([head, Buffer.of(random.below(256)), tail.subarray(1)]);
  }
}

// Thousands of errors are made and compared; nobody reads their stacks.
Error.stackTraceLimit = 0;

async function compare(bytes: Buffer, sizes: readonly number[], options: object): Promise<string> {
  const text = bytes.toString('utf8');
  const expected = expectedText(text, options);
  const actual = await actualText(bytes, sizes, options);
  const how = JSON.stringify({ text, sizes, options });
  expect(actual, how).toBe(expected);
  return /^(?:ParseError|HistoryError)/.exec(expected)?.[0] ?? 'read';
}

describe.each(FORMATS)('damaged %s', (format) => {
  test('is refused or read as before', { timeout: 120_000 }, async () => {
    const random = seeded(40 + FORMATS.indexOf(format));
    const counts: Record<string, number> = {};
    for (let run = 0; run < CASES; run++) {
      let bytes: Buffer = Buffer.from(
        random.chance(0.9) ? random.pick(BASES[format]) : randomText(random, format).text,
      );
      for (let times = random.pick([1, 1, 2]); times > 0; times--) bytes = damaged(random, bytes);
      const options = {
        ...(random.chance(0.3) ? {} : { format }),
        ...(random.chance(0.2) ? { independent: true } : {}),
      };
      const kind = await compare(bytes, random.pick([[1 << 16], [11, 2], [40]]), options);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    expect(counts['read']).toBeGreaterThan(CASES / 12);
    expect(counts['ParseError']).toBeGreaterThan(CASES / 3);
    expect(counts['HistoryError']).toBeGreaterThan(CASES / 1000);
  });

  test.each(BASES[format])('cut at every byte: %s', async (text) => {
    expect.hasAssertions();
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      await compare(bytes.subarray(0, cut), [17], { format, file: 'h' });
      await compare(bytes.subarray(cut), [17], { format });
    }
  });
});
