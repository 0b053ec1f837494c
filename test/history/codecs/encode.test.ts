/**
 * Encoding, and the way there and back in every format.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEvents } from '../../../src/history/codecs/decode.js';
import { encodeEvent, encodeEvents } from '../../../src/history/codecs/encode.js';
import type { Event } from '../../../src/history/event.js';
import { HistoryError } from '../../../src/history/history-error.js';
import { toHistory } from '../../../src/history/history.js';
import { Keyword } from '../../../src/history/value.js';
import { anyEvents, eventKeys } from '../arbitrary-values.js';
import { sample, samples } from './sample-histories.js';

const event: Event = {
  index: 7,
  type: 'fail',
  process: 3,
  f: 'cas',
  value: [1, new Keyword('a')],
  key: 'x y',
  error: 'full',
  timeNs: 2n ** 60n,
  extra: new Map([['node', 'n1']]),
};

describe('one event', () => {
  test('as JSON', () => {
    expect(encodeEvent(event, 'jsonl')).toBe(
      '{"index":7,"time":1152921504606846976,"type":"fail","process":3,"f":"cas","key":"x y",' +
        '"value":[1,{"$keyword":"a"}],"error":"full","node":"n1"}',
    );
  });

  test('as EDN', () => {
    expect(encodeEvent(event, 'edn')).toBe(
      '{:index 7, :time 1152921504606846976, :type :fail, :process 3, :f :cas, :key "x y", ' +
        ':value [1 :a], :error "full", :node "n1"}',
    );
    expect(encodeEvent({ ...event, process: 'nemesis', f: 'cut off' }, 'edn')).toContain(
      ':process :nemesis, :f "cut off"',
    );
  });

  test('as a log line', () => {
    expect(encodeEvent(event, 'log')).toBe(
      'INFO  jepsen.util - 3\t:fail\t:cas\t["x y" [1 :a]]\t"full"',
    );
  });

  test('not with an extra that hides a field', () => {
    const hiding = { ...event, extra: new Map([['type', 'ok']]) };
    expect(() => encodeEvent(hiding, 'jsonl')).toThrow(RangeError);
    expect(() => encodeEvent(hiding, 'edn')).toThrow(RangeError);
  });
});

describe('operations', () => {
  test('keep times that order them, and take ranks otherwise', () => {
    const { text } = sample('stack.operations.jsonl');
    const ranked = encodeEvents(decodeEvents(text), 'operations').split('\n');
    expect(ranked[0]).toBe(
      '{"process":1,"f":"push","value":436,"output":null,"call":0,"return":7,"type":"ok"}',
    );
    const timed = encodeEvents(
      [
        { index: 0, type: 'invoke', process: 0, f: 'r', value: null, key: 1, timeNs: 2n ** 60n },
        { index: 1, type: 'ok', process: 0, f: 'r', value: 5, timeNs: 2n ** 60n + 1n },
        { index: 2, type: 'invoke', process: 0, f: 'w', value: 1, timeNs: 2n ** 60n + 2n },
        { index: 3, type: 'info', process: 0, f: 'w', value: null, error: 'late' },
      ],
      'operations',
    );
    expect(timed.split('\n')).toEqual([
      '{"process":0,"f":"r","key":1,"value":null,"output":5,' +
        '"call":1152921504606846976,"return":1152921504606846977,"type":"ok"}',
      '{"process":0,"f":"w","value":1,"output":null,' +
        '"call":1152921504606846978,"return":null,"type":"info","error":"late"}',
      '',
    ]);
  });

  test('need a strict history', () => {
    expect(() => encodeEvents([{ ...event }], 'operations')).toThrow(HistoryError);
  });
});

describe('there and back', () => {
  test.each(['jsonl', 'json', 'edn'] as const)('%s keeps all of any events', (format) => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const back = decodeEvents(encodeEvents(events, format), { format });
        expect(eventKeys(back)).toEqual(eventKeys(events));
        expect(back.map(({ timeNs }) => timeNs)).toEqual(events.map(({ timeNs }) => timeNs));
      }),
      { seed: 1, numRuns: 1500 },
    );
  });

  test('EDN to JSON lines to EDN keeps all of any events', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const asEdn = decodeEvents(encodeEvents(events, 'edn'), { format: 'edn' });
        const asJson = decodeEvents(encodeEvents(asEdn, 'jsonl'), { format: 'jsonl' });
        const again = decodeEvents(encodeEvents(asJson, 'edn'), { format: 'edn' });
        expect(eventKeys(again)).toEqual(eventKeys(events));
      }),
      { seed: 2, numRuns: 1500 },
    );
  });

  test('a log keeps process, type, f, key, value and error', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const clients = events.filter(({ process }) => typeof process === 'number');
        fc.pre(
          clients.length > 0 && new Set(clients.map(({ key }) => key === undefined)).size === 1,
        );
        const independent = clients[0]?.key !== undefined;
        const text = encodeEvents(clients, 'log');
        const back = decodeEvents(text, { format: 'log', independent });
        const kept = clients.map(({ timeNs: _time, extra: _extra, ...rest }, index) => ({
          ...rest,
          index,
        }));
        expect(eventKeys(back)).toEqual(eventKeys(kept));
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test.each(samples.filter(({ file }) => file !== 'jepsen.log'))(
    '$file through every format',
    ({ text }) => {
      const events = decodeEvents(text);
      for (const format of ['jsonl', 'json', 'edn'] as const) {
        const encoded = encodeEvents(events, format);
        expect(eventKeys(decodeEvents(encoded))).toEqual(eventKeys(events));
      }
      const history = toHistory(events);
      const { operations } = toHistory(decodeEvents(encodeEvents(events, 'operations')));
      const outline = history.operations.map(({ f, input, output, call, return: end }) => [
        f,
        eventKeys([{ ...event, value: [input, output] }]),
        call,
        end,
      ]);
      expect(
        operations.map(({ f, input, output, call, return: end }) => [
          f,
          eventKeys([{ ...event, value: [input, output] }]),
          call,
          end,
        ]),
      ).toEqual(outline);
    },
  );
});
