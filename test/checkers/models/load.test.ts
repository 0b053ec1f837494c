/**
 * A user's own model: every broken promise is an error with a name in it.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { ModelError, type Call } from '../../../checkers/model.js';
import { modelNamed, namedModels } from '../../../checkers/models/index.js';
import { loadModel } from '../../../checkers/models/load.js';
import { historyOf } from '../oracle/rows.js';

const counter = {
  name: 'counter',
  initial: 0,
  functions: ['add', 'read'],
  step: (state: number, { f, input, output }: Call): unknown =>
    f === 'add' ? state + (input as number) : output === state ? state : undefined,
};

const history = historyOf([
  ['add', 2, null, 0, 1],
  ['read', null, 2, 2, 3],
]);

const check = (fields: object): string =>
  linearizable(loadModel({ ...counter, ...fields }, './counter.mjs')).check(history).kind;

describe('loadModel', () => {
  test('takes a model that keeps its promises', () => {
    expect(check({})).toBe('legal');
    expect(check({ step: (state: number) => state, observes: () => true })).toBe('legal');
  });

  test.each([
    [undefined, 'the model'],
    [{ ...counter, name: '' }, 'name'],
    [{ ...counter, functions: [] }, 'functions'],
    [{ ...counter, step: 3 }, 'step: expected a function'],
    [{ name: 'a', functions: ['b'], step: () => 0 }, 'initial: expected the first state'],
  ])('names what is missing in %o', (value, problem) => {
    expect(() => loadModel(value, './counter.mjs')).toThrow(ModelError);
    expect(() => loadModel(value, './counter.mjs')).toThrow(problem);
    expect(() => loadModel(value, './counter.mjs')).toThrow(
      './counter.mjs does not export a model',
    );
  });

  test('a step that throws is named with its call', () => {
    const step = (): never => {
      throw new Error('out of cheese');
    };
    expect(() => check({ step })).toThrow(
      'step of model counter on add 2 (ok) failed: out of cheese',
    );
  });

  test('a step that returns nothing, or a promise', () => {
    expect(() => check({ step: () => undefined })).toThrow('add 2 (ok) returned undefined');
    expect(() => check({ step: () => Promise.resolve(0) })).toThrow('returned a promise');
  });

  test('a step that changes its state in place', () => {
    const step = (state: number[]): number[] => {
      state.push(1);
      return state;
    };
    expect(() => check({ initial: [], step })).toThrow('changed the state it was given');
  });

  test('a step that is not a function of its arguments', () => {
    let answers = 0;
    expect(() => check({ step: () => answers++ })).toThrow('gave two answers to one question');
  });

  test('a stateKey that is no string, or another each time', () => {
    let keys = 0;
    expect(() => check({ stateKey: () => 3 })).toThrow('stateKey of model counter');
    expect(() => check({ stateKey: () => String(keys++) })).toThrow('differs from one call');
  });

  test('a state that has no key of its own', () => {
    expect(() => check({ initial: () => 0 })).toThrow('give a stateKey');
  });

  test('an observer that changes the state', () => {
    expect(() => check({ observes: () => true })).toThrow('observes() says it never does');
  });
});

describe('named models', () => {
  test('are found by their name and say what there is otherwise', () => {
    for (const { name } of namedModels) expect(modelNamed(name).name).toBe(name);
    expect(modelNamed('register', 3).initial).toBe(3);
    expect(() => modelNamed('regster')).toThrow(
      'there is no model "regster"; the models are register, cas-register, key-value, ' +
        'fifo-queue, stack, priority-queue, set, multiset, counter, mutex, semaphore',
    );
    expect(() => modelNamed('mutex', 1)).toThrow('model mutex takes no initial value');
  });
});
