/**
 * The schema of a line of a history says what the codec does: what the encoder writes is valid,
 * what is valid is read, and what is not valid is refused, but for the leniencies that
 * docs/history-format.md names.
 */

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEvents, encodeEvent, ParseError } from '../../src/history/codecs/index.js';
import type { Event } from '../../src/history/event.js';
import { anyEvents } from '../history/arbitrary-values.js';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/schemas/history-event.schema.json', import.meta.url), 'utf8'),
) as object;

const isValid = new Ajv2020({ strictTypes: false, strictTuples: false }).compile(schema);

/** The error with which the decoder refuses a line, `undefined` when it reads it. */
function refusal(line: string): string | undefined {
  try {
    decodeEvents(line, { format: 'jsonl' });
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
}

/** Recorders count in 64 bits. */
function in64Bits(event: Event): Event {
  const { timeNs } = event;
  return timeNs === undefined ? event : { ...event, timeNs: BigInt.asIntN(63, BigInt(timeNs)) };
}

test('what the encoder writes is valid', () => {
  const property = fc.property(anyEvents, (events) => {
    for (const event of events) {
      const line = encodeEvent(in64Bits(event), 'jsonl');
      const valid = isValid(JSON.parse(line) as unknown);
      expect(valid ? [] : [line, isValid.errors]).toEqual([]);
    }
  });
  fc.assert(property, { seed: 1, numRuns: 2_000 });
});

const texts = fc.constantFrom(
  'a',
  '',
  ':a',
  'nil',
  '7',
  '1/3',
  '1.50M',
  '1.0',
  '1e3',
  'NaN',
  'é b',
);
const longIntegers = fc.constantFrom('12345678901234567890', '-98765432109876543210', '5', '07');
const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.constantFrom(-1, 0, 1, 2 ** 53, 1.5, 1e20),
);
const anyText = fc.oneof(texts, longIntegers, fc.string({ unit: 'binary', maxLength: 2 }));

/** Two members that are equal and look different. */
const SAME_TWICE = { $set: [{ a: 1 }, { $map: [['a', 1]] }] };

const rightEscapes = fc.constantFrom<unknown>(
  { $keyword: 'a/b' },
  { $symbol: 'swap!' },
  { $char: '\u{1f600}' },
  { $float: '-1.0e20' },
  { $number: '1/3' },
  { $bigint: '12345678901234567890' },
  { $bigint: '5' },
  { $set: [1, [2], 'a'] },
  { $map: [[null, 1]] },
  { $tag: ['inst', '2020'] },
);

/** JSON in which what looks like an escape is right about as often as wrong. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, false, SAME_TWICE),
    numbers,
    anyText,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', '$x', '$set', '__proto__', ''), tie('json'), { maxKeys: 3 }),
    { weight: 3, arbitrary: rightEscapes },
    escapeOf(['$keyword', '$symbol', '$char', '$float', '$number', '$bigint'], anyText),
    escapeOf(['$set'], fc.array(tie('json'), { maxLength: 3 })),
    escapeOf(['$map'], fc.array(fc.tuple(tie('json'), tie('json')), { maxLength: 2 })),
    escapeOf(['$map', '$tag'], fc.array(fc.array(tie('json'), { maxLength: 3 }), { maxLength: 2 })),
    escapeOf(['$tag'], fc.tuple(texts, tie('json'))),
  ),
}));

function escapeOf(names: readonly string[], content: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .record({ name: fc.constantFrom(...names), content })
    .map(({ name, content: held }) => ({ [name]: held }));
}

const odd = fc.constantFrom<unknown>(null, '', '7', -7, 1.5, 2 ** 53, true, [], { $keyword: 'ok' });

/** What is nearly an event. */
const nearlyEvents = fc
  .record(
    {
      type: mostly(fc.constantFrom('invoke', 'ok', 'fail', 'info')),
      process: mostly(fc.oneof(fc.integer(), fc.constantFrom('nemesis', '1a', -0))),
      f: mostly(fc.constantFrom('read', 'a b')),
      value: json,
      key: json,
      error: json,
      time: mostly(fc.oneof(fc.integer(), fc.constantFrom(2 ** 62, -(2 ** 63), 2 ** 63, null))),
      index: mostly(fc.constantFrom(0, 3, -1, null)),
      node: json,
    },
    { requiredKeys: ['type', 'process', 'f'] },
  )
  .chain((event) =>
    fc.integer({ min: 0, max: 40 }).map((lot) => {
      const missing = ['type', 'process', 'f'][lot];
      return Object.fromEntries(Object.entries(event).filter(([name]) => name !== missing));
    }),
  );

function mostly(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: odd });
}

/** As recorders write it: integers with digits alone. */
function lineOf(event: object): string {
  return JSON.stringify(event).replaceAll(/-?\d(?:\.\d+)?e\+\d+(?=[,}\]])/g, (number) =>
    BigInt(Number(number)).toString(),
  );
}

/** What only the decoder sees: members or keys that are equal but look different, huge floats. */
const UNSEEN = /each once|each key once|a number below 1\.8e308|a float, NaN/;

/** Where the decoder reads more than the schema describes: as docs/history-format.md says. */
function isLenience(event: Readonly<Record<string, unknown>>): boolean {
  const named = ['type', 'process', 'f'].map((name) => [name, nameOf(event[name])] as const);
  const time: unknown = event['time'];
  const strict = {
    ...event,
    ...Object.fromEntries<unknown>(named),
    ...(typeof time === 'number' && Number.isInteger(time) ? { time: 0 } : {}),
  };
  return isValid(withoutShortIntegers(strict));
}

function nameOf(value: unknown): unknown {
  const keyword = (value as { $keyword?: unknown } | null | undefined)?.$keyword;
  return keyword ?? value;
}

/** `{"$bigint": "5"}` is the integer 5, for which JSON has a form of its own. */
function withoutShortIntegers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutShortIntegers);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === '$bigint' && /^-?\d{1,9999}$/.test(String(only[1]))) {
    return 0;
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutShortIntegers(one)]));
}

describe('a line that is nearly an event', () => {
  test('is read when it is valid, and refused when it is not', () => {
    const seen = { valid: 0, refused: 0, lenient: 0, unseen: 0 };
    const property = fc.property(nearlyEvents, (event) => {
      const line = lineOf(event);
      const valid = isValid(JSON.parse(line) as unknown);
      const error = refusal(line);
      if (valid && error !== undefined) {
        expect(error).toMatch(UNSEEN);
        seen.unseen++;
      } else if (!valid && error === undefined) {
        expect({ line, lenient: isLenience(event) }).toEqual({ line, lenient: true });
        seen.lenient++;
      } else if (valid) seen.valid++;
      else seen.refused++;
    });
    fc.assert(property, { seed: 2, numRuns: 6_000 });
    // The generator meets every case, or the test would say little.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(20);
  });
});
