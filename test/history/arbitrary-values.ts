/**
 * Arbitraries for values and events: everything that codecs must carry, with small alphabets so
 * that keys collide and look-alikes meet.
 */

import * as fc from 'fast-check';
import type { Event } from '../../src/history/event.js';
import { canonicalKey } from '../../src/history/equality.js';
import {
  Character,
  EdnSymbol,
  ExactNumber,
  Float,
  Keyword,
  Tagged,
  type Value,
} from '../../src/history/value.js';

const name = fc.constantFrom('a', 'b', 'x/y', 'is?', 'swap!', 'a.b', '+', '->', 'é', 'a#', "a'");

const integer = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.maxSafeInteger(),
  fc
    .bigInt({ min: -(2n ** 80n), max: 2n ** 80n })
    .map((big) => (Number.isSafeInteger(Number(big)) ? Number(big) : big)),
);

const float = fc.double().map((number) => (Number.isInteger(number) ? new Float(number) : number));

const text = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('$set', '__proto__', '"', '\\', '\n', '|', '--x', '\u2028', '\ud800', 'nil', 'r'),
);

const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(null, true, false),
  integer,
  float,
  text,
  name.map((of) => new Keyword(of)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).map((of) => new Character(of)),
  fc.constantFrom('\n', ' ', 'u', 'o', '\\', '(', ',', '\u0000').map((of) => new Character(of)),
  fc.constantFrom('1/3', '1.50M', '-7M', '1e3M').map((of) => new ExactNumber(of)),
);

const symbol: fc.Arbitrary<Value> = name.map((of) => new EdnSymbol(of));

function compound(of: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  const entry = fc.tuple(of, of);
  const object = fc
    .array(fc.tuple(fc.constantFrom('a', '$set', '$map', '__proto__', '1', ''), of), {
      maxLength: 3,
    })
    .map((entries) => Object.fromEntries(entries) as Value);
  return fc.oneof(
    fc.array(of, { maxLength: 3 }),
    object,
    fc
      .uniqueArray(of, { maxLength: 3, selector: canonicalKey })
      .map((members): Value => new Set(members)),
    fc
      .uniqueArray(entry, { maxLength: 3, selector: ([key]) => canonicalKey(key) })
      .map((entries): Value => new Map(entries)),
    of.map((value): Value => new Tagged('inst', value)),
  );
}

function nested(leaf: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  const one = fc.oneof({ weight: 2, arbitrary: leaf }, compound(leaf));
  return fc.oneof({ weight: 2, arbitrary: leaf }, compound(one));
}

/** Any value, nested a few levels. */
export const anyValue: fc.Arbitrary<Value> = nested(fc.oneof(scalar, symbol));

/** Any value that the timeline notation can write: no symbols. */
export const drawableValue: fc.Arbitrary<Value> = nested(scalar);

const timeNs = fc.oneof(fc.nat(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }));

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Any list of events, indexed from 0. */
export const anyEvents: fc.Arbitrary<Event[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom('invoke', 'ok', 'fail', 'info'),
      process: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.constantFrom('nemesis', 'a b')),
      f: fc.constantFrom('read', 'txn', 'a b', 'ns/name'),
      value: anyValue,
      key: optional(anyValue),
      error: optional(anyValue),
      timeNs: optional(timeNs),
      extra: optional(
        fc
          .tuple(fc.constantFrom('node', '$x', 'a b', '__proto__'), anyValue)
          .map((entry) => new Map([entry])),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((events) => events.map(withIndex));

function withIndex(
  event: { readonly [Field in keyof Omit<Event, 'index'>]: Event[Field] | undefined },
  index: number,
): Event {
  const present = Object.entries(event).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(present) as unknown as Omit<Event, 'index'>), index };
}

/** Equal for events that are equal in all they say. */
export function eventKeys(events: readonly Event[]): string[] {
  return events.map((event) => canonicalKey(event as unknown as Value));
}
