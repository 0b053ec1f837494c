/**
 * Laws of composed checkers and of checkers for each key.
 */

import { describe, expect, test } from 'vitest';
import { availability } from '../../../checkers/jepsen/availability.js';
import { compose } from '../../../checkers/jepsen/compose.js';
import { counterBounds } from '../../../checkers/jepsen/counter.js';
import { mergeValidity, type EventChecker } from '../../../checkers/jepsen/event-checker.js';
import { answer } from '../../../checkers/jepsen/judgement.js';
import { unbridledOptimism } from '../../../checkers/jepsen/passing.js';
import { perKey } from '../../../checkers/jepsen/per-key.js';
import { setByFinalRead } from '../../../checkers/jepsen/set.js';
import { setFull } from '../../../checkers/jepsen/set-full.js';
import type { Event } from '../../../src/history/event.js';
import { seeded } from '../oracle/random.js';
import { record, simulate } from './record.js';

const answering = (name: string, valid: boolean | 'unknown'): EventChecker => ({
  name,
  check: (events) =>
    answer(name, {
      judged: events.length,
      result: { 'valid?': valid },
      findings:
        valid === false ? [{ kind: name, message: 'bad', explanation: [], events: [] }] : [],
      doubt: valid === 'unknown' ? 'who knows' : undefined,
    }),
});

describe('compose', () => {
  test('answers the worst of the answers, whatever the order', () => {
    const answers = [true, 'unknown', false] as const;
    const kinds = { true: 'legal', unknown: 'unknown', false: 'illegal' };
    for (const one of answers) {
      for (const other of answers) {
        const worst = mergeValidity([one, other]);
        expect(answers.indexOf(worst)).toBe(Math.max(answers.indexOf(one), answers.indexOf(other)));
        const both = compose({ a: answering('a', one), b: answering('b', other) }).check([]);
        expect(both.result['valid?']).toBe(worst);
        expect(both.verdict.kind).toBe(kinds[`${worst}`]);
      }
    }
    expect(mergeValidity([])).toBe(true);
  });

  test('names every result, and goes on where a checker throws', () => {
    const throwing: EventChecker = {
      name: 'throwing',
      check() {
        throw new RangeError('too far');
      },
    };
    const { verdict, result } = compose({ fine: unbridledOptimism(), throwing }).check([]);
    expect(result).toEqual({
      fine: { 'valid?': true },
      throwing: { 'valid?': 'unknown', error: 'too far' },
      'valid?': 'unknown',
    });
    expect(verdict).toMatchObject({ kind: 'unknown', reason: 'throwing: too far' });
  });

  test('keeps the anomalies of all, with their names', () => {
    const { verdict } = compose({ x: answering('one', false), y: answering('two', false) }).check(
      [],
    );
    expect(verdict).toMatchObject({
      anomalies: [
        { kind: 'one', message: 'x: bad' },
        { kind: 'two', message: 'y: bad' },
      ],
    });
  });
});

function keyedCounters(seed: number, isBroken: boolean): Event[] {
  const random = seeded(seed);
  const sums = [0, 0, 0];
  return simulate(
    random,
    { processes: 4, operations: 40, crash: 0.1, fail: 0.1 },
    {
      next() {
        const key = random.below(3);
        return random.chance(0.5) ? { f: 'add', value: 1, key } : { f: 'read', value: null, key };
      },
      apply(f, _value, _process, key) {
        if (f === 'read') return sums[key as number]! + (isBroken && key === 1 ? 50 : 0);
        sums[key as number]!++;
        return 1;
      },
    },
  );
}

describe('per-key', () => {
  test('judges each key as if it were alone', () => {
    for (let seed = 0; seed < 100; seed++) {
      const events = keyedCounters(seed, seed % 2 === 1);
      const { verdict, result } = perKey(counterBounds()).check(events);
      const results = result['results'] as Map<number, unknown>;
      for (const [key, ofKey] of results) {
        const alone = counterBounds().check(events.filter((event) => event.key === key));
        expect(ofKey).toEqual(alone.result);
      }
      if (seed % 2 === 0) expect([verdict.kind, result['failures']]).toEqual(['legal', []]);
      else if (verdict.kind === 'illegal') {
        expect(result['failures']).toEqual([1]);
        expect(verdict.anomalies).toMatchObject([{ key: 1 }]);
      }
    }
  });

  test('a completion without a key has that of its invocation', () => {
    const events = record(
      [0, 'invoke', 'read', null, { key: 'x' }],
      [0, 'ok', 'read', 5],
      [1, 'invoke', 'read', null, { key: 'y' }],
      [1, 'ok', 'read', 0, { key: 'y' }],
    );
    const { result } = perKey(counterBounds()).check(events);
    expect([result['valid?'], result['failures']]).toEqual([false, ['x']]);
  });

  test('unknown keys are no failures', () => {
    const events = record([0, 'invoke', 'add', 1, { key: 'x' }], [0, 'ok', 'add', 1, { key: 'x' }]);
    const { verdict, result } = perKey(setByFinalRead()).check(events);
    expect([result['valid?'], result['failures']]).toEqual(['unknown', []]);
    expect(verdict.kind === 'unknown' && verdict.reason).toContain('key "x"');
  });

  test('without keys there is nothing to say', () => {
    expect(perKey(setFull()).check([]).verdict.kind).toBe('legal');
    expect(perKey(availability()).check(record([0, 'ok', 'read'])).verdict.kind).toBe('unknown');
  });
});
