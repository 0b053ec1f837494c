/**
 * Models that a program hands over: what breaks a promise is an error with a name in it, and what
 * keeps them all is asked little more than before.
 */

import { describe, expect, test } from 'vitest';
import { inconsistent, ModelError, type Call, type Model } from '../../../checkers/model.js';
import { guardModel, watched } from '../../../checkers/models/guard.js';
import { register } from '../../../checkers/models/register.js';

const counter: Model<number> = {
  name: 'counter',
  summary: '',
  initial: 0,
  functions: ['add', 'read'],
  step: (state, { f, input, output }) =>
    f === 'add' ? state + (input as number) : output === state ? state : inconsistent('no'),
};

const add = (input: number): Call => ({ f: 'add', input, output: null, outcome: 'ok' });

const stepOf = (fields: Partial<Model>): unknown => {
  const model = watched({ ...counter, ...fields });
  return model.step(model.initial, add(1));
};

describe('a watched model', () => {
  test('answers as before', () => {
    const model = watched(counter);
    expect(model.step(1, add(2))).toBe(3);
    expect(model.step(1, { f: 'read', input: null, output: 2, outcome: 'ok' })).toEqual(
      inconsistent('no'),
    );
    expect(Object.keys(model).sort()).toEqual(Object.keys(counter).sort());
    const object: Model = register();
    expect(watched(object).object).toBe(object.object);
    expect(watched(object).lookAhead).toBe(object.lookAhead);
  });

  test.each<[string, Partial<Model>]>([
    ['returned undefined', { step: () => undefined }],
    ['returned a promise', { step: () => Promise.resolve(1) }],
    ['changed the state', { initial: [], step: push }],
    ['gave two answers', { step: wavering() }],
    ['observes() says it never does', { observes: () => true }],
  ])('that %s is named with its call', (problem, fields) => {
    expect(() => stepOf(fields)).toThrow(ModelError);
    expect(() => stepOf(fields)).toThrow('step of model counter on add 1 (ok)');
    expect(() => stepOf(fields)).toThrow(problem);
  });

  test('whose step throws is left to who knows the operation', () => {
    const fail = (): never => {
      throw new TypeError('add takes a number');
    };
    expect(() => stepOf({ step: fail })).toThrow(TypeError);
  });

  test.each<[string, unknown]>([
    ['a date', new Date(0)],
    [
      'a class with nothing to see',
      new (class Hidden {
        readonly #value = 1;
        get value(): number {
          return this.#value;
        }
      })(),
    ],
    ['one of them inside', { at: [new Date(0)] }],
    ['a function', () => 0],
    ['nothing', undefined],
  ])('cannot have %s as a state without a key', (_, initial) => {
    expect(() => watched({ ...counter, initial })).toThrow(
      'stateKey of model counter of the initial state (give a stateKey, or use plain values',
    );
    const model = { ...counter, initial, stateKey: () => 'any' };
    expect(watched(model).initial).toBe(initial);
  });

  test('may have states of a class that shows its fields, and empty ones', () => {
    class Account {
      constructor(readonly balance: number) {}
    }
    for (const initial of [new Account(1), {}, [], new Map(), new Set(), Object.create(null)]) {
      expect(() => watched({ ...counter, initial })).not.toThrow();
    }
  });

  test('keeps its this', () => {
    class Named {
      readonly name = 'named';
      readonly summary = '';
      readonly initial = 0;
      readonly functions = ['add'];
      readonly by: number = 2;
      step(state: unknown): unknown {
        return (state as number) + this.by;
      }
      stateKey(state: unknown): string {
        return `${this.by}:${String(state)}`;
      }
      observes(): boolean {
        return this.by === 0;
      }
    }
    const model = watched(new Named());
    expect(model.step(1, add(1))).toBe(3);
    expect(model.stateKey!(1)).toBe('2:1');
    expect(model.observes!(add(1))).toBe(false);
  });

  test('is asked twice at first, later one time in 64', () => {
    let asked = 0;
    const step = (state: unknown): unknown => {
      asked += 1;
      return state;
    };
    const model = watched({ ...counter, step });
    for (let number = 0; number < 256; number++) model.step(0, add(1));
    expect(asked).toBe(512);
    for (let number = 0; number < 6400; number++) model.step(0, add(1));
    expect(asked).toBe(512 + 6400 + 100);
  });

  test('is not watched twice', () => {
    const guarded = guardModel(counter);
    expect(watched(guarded)).toBe(guarded);
    const once = watched(counter);
    expect(watched(once)).toBe(once);
  });
});

function push(state: unknown): unknown {
  (state as number[]).push(1);
  return state;
}

function wavering(): () => number {
  let answers = 0;
  return () => answers++;
}
