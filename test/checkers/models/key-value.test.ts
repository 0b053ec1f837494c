/**
 * The key-value store and the lock, call by call, and the locality of linearizability.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { Inconsistent, type Call } from '../../../checkers/model.js';
import { keyValue } from '../../../checkers/models/key-value.js';
import { mutex } from '../../../checkers/models/mutex.js';
import { unpartitioned } from '../../../checkers/models/unpartitioned.js';
import { seeded } from '../oracle/random.js';
import { randomHistory } from '../oracle/random-histories.js';
import { historyOf } from '../oracle/rows.js';

const call = (f: string, rest: Partial<Call> = {}): Call => ({
  f,
  input: null,
  output: null,
  outcome: 'ok',
  ...rest,
});

describe('key-value', () => {
  const model = keyValue({ initial: '' });

  test('an absent key reads as the initial value, before and after', () => {
    expect(model.step([], call('get', { output: '' }))).toEqual([]);
    expect(model.step(['a'], call('delete'))).toEqual([]);
    expect(model.step(['a'], call('get', { output: '' }))).toEqual(
      new Inconsistent('get read "", but the key holds "a"'),
    );
  });

  test('append extends, from nothing if need be', () => {
    expect(model.step([], call('append', { input: 'a' }))).toEqual(['a']);
    expect(model.step(['a'], call('append', { input: 'b' }))).toEqual(['ab']);
    expect(keyValue().step([], call('append', { input: 'a' }))).toEqual(['a']);
    expect(model.step([3], call('append', { input: 'a' }))).toBeInstanceOf(Inconsistent);
    expect(() => model.step(['a'], call('append', { input: 3 }))).toThrow('append takes a string');
  });

  test('cas makes an absent key from its initial value, and then it is there', () => {
    const cas = call('cas', { input: ['', ''] });
    expect(model.step([], cas)).toEqual(['']);
    expect(model.observes?.(cas)).toBe(false);
    expect(model.observes?.(call('cas', { input: ['a', 'a'] }))).toBe(true);
  });

  test('key-missing is about the key, compare-failed about its value', () => {
    const missing = call('cas', { input: ['a', 'b'], outcome: 'fail', reason: 'key-missing' });
    expect(model.step([], missing)).toEqual([]);
    expect(model.step([''], missing)).toBeInstanceOf(Inconsistent);
    const unequal = call('cas', { input: ['a', 'b'], outcome: 'fail', reason: 'compare-failed' });
    expect(model.step(['b'], unequal)).toEqual(['b']);
    expect(model.step(['a'], unequal)).toBeInstanceOf(Inconsistent);
  });

  test('all keys as one object give the same verdicts: linearizability is local', () => {
    const random = seeded(11);
    const apart = linearizable(keyValue());
    const together = linearizable(unpartitioned(keyValue()));
    for (let number = 0; number < 500; number++) {
      const shape = { operationsMax: 9, crashes: 0.1, keys: 3 };
      const history = randomHistory('key-value', random, null, shape);
      expect(together.check(history).kind).toBe(apart.check(history).kind);
    }
  });
});

describe('mutex', () => {
  const check = (rows: Parameters<typeof historyOf>[0]): string =>
    linearizable(mutex()).check(historyOf(rows)).kind;

  test('two holders at once are illegal', () => {
    expect(check([['acquire', null, null, 0, 1]])).toBe('legal');
    const both = check([
      ['acquire', null, null, 0, 2],
      ['acquire', null, null, 1, 3],
    ]);
    expect(both).toBe('illegal');
  });

  test('a crashed release may let the second one in', () => {
    const kind = check([
      ['acquire', null, null, 0, 1],
      ['release', null, null, 2],
      ['acquire', null, null, 3, 4],
    ]);
    expect(kind).toBe('legal');
  });

  test('what is free cannot be released', () => {
    expect(check([['release', null, null, 0, 1]])).toBe('illegal');
  });
});
