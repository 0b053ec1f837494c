/**
 * The two registers, call by call.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { register } from '../../../checkers/models/register.js';
import { Inconsistent, type Call } from '../../../checkers/model.js';
import { historyOf } from '../oracle/rows.js';

const call = (f: string, rest: Partial<Call> = {}): Call => ({
  f,
  input: null,
  output: null,
  outcome: 'ok',
  ...rest,
});

describe('register', () => {
  const model = register({ initial: 0 });

  test('a write replaces, a read agrees', () => {
    expect(model.step(0, call('write', { input: 1 }))).toBe(1);
    expect(model.step(1, call('read', { output: 1 }))).toBe(1);
    expect(model.step(1, call('read', { output: 0 }))).toEqual(
      new Inconsistent('read 0, but the register holds 1'),
    );
  });

  test('a crashed read has no answer', () => {
    expect(model.step(1, call('read', { outcome: 'info' }))).toBe(1);
  });

  test('a read of null is an observation unless told otherwise', () => {
    const history = historyOf([['read', null, null, 0, 1]]);
    expect(linearizable(model).check(history).kind).toBe('illegal');
    const ignoring = register({ initial: 0, nullReads: 'ignored' });
    expect(linearizable(ignoring).check(history).kind).toBe('legal');
  });

  test('a read that found no key saw null', () => {
    const failed = call('read', { outcome: 'fail', reason: 'key-missing' });
    expect(model.step(null, failed)).toBeNull();
    expect(model.step(1, failed)).toBeInstanceOf(Inconsistent);
  });
});

describe('cas-register', () => {
  const model = casRegister();
  const cas = (from: number, to: number, rest: Partial<Call> = {}): Call =>
    call('cas', { input: [from, to], ...rest });

  test('an ok cas compares and sets', () => {
    expect(model.step(0, cas(0, 1))).toBe(1);
    expect(model.step(2, cas(0, 1))).toEqual(
      new Inconsistent('cas replaced 0, but the register holds 2'),
    );
  });

  test('an ok cas with the answer false compared unequal', () => {
    expect(model.step(2, cas(0, 1, { output: false }))).toBe(2);
    expect(model.step(0, cas(0, 1, { output: false }))).toBeInstanceOf(Inconsistent);
  });

  test('a crashed cas may have compared unequal', () => {
    expect(model.step(0, cas(0, 1, { outcome: 'info' }))).toBe(1);
    expect(model.step(2, cas(0, 1, { outcome: 'info' }))).toBe(2);
  });

  test('an observed failure tells the state', () => {
    const unequal = cas(0, 1, { outcome: 'fail', reason: 'compare-failed' });
    expect(model.step(0, unequal)).toBeInstanceOf(Inconsistent);
    expect(model.step(2, unequal)).toBe(2);
    const missing = cas(0, 1, { outcome: 'fail', reason: 'key-missing' });
    expect(model.step(null, missing)).toBeNull();
    expect(model.step(2, missing)).toBeInstanceOf(Inconsistent);
  });

  test('it observes when nothing can change', () => {
    expect(model.observes?.(cas(1, 1))).toBe(true);
    expect(model.observes?.(cas(0, 1, { output: false }))).toBe(true);
    expect(model.observes?.(cas(0, 1))).toBe(false);
    expect(model.observes?.(call('write', { input: 1 }))).toBe(false);
  });

  test('a malformed input is named', () => {
    const history = historyOf([['cas', 3, null, 0, 1]]);
    expect(() => linearizable(model).check(history)).toThrow(
      'model cas-register cannot take cas 3: cas takes [from, to]',
    );
  });
});
