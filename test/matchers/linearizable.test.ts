/**
 * `toBeLinearizable`: the model that it takes, by value, by name, or by what the history looks
 * like, and what it says when it cannot know.
 */

import 'skerry/vitest';
import { history } from 'skerry';
import { casRegister, linearizable, ModelError, register } from 'skerry/checkers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { messageOf } from './message-of.js';

const legal = history`
  c0: |--w x 1--|
  c1:              |--r x 1--|
`;
const illegal = history`
  c0: |--w x 1--|
  c1:              |--r x nil--|
`;

/** One operation after the other, each by a process of its own. */
function inTurn(
  ...operations: readonly (readonly [f: string, input: number | null, output?: unknown])[]
) {
  return operations.flatMap(([f, input, output = input], process) => [
    { index: 2 * process, type: 'invoke', process, f, value: input } as const,
    { index: 2 * process + 1, type: 'ok', process, f, value: output as number } as const,
  ]);
}

beforeEach(() => {
  vi.stubEnv('NO_COLOR', '1');
  vi.stubEnv('FORCE_COLOR', undefined);
});

describe('the model', () => {
  test.each([
    ['by what the history uses', undefined],
    ['by name', 'register'],
    ['by value', register()],
  ])('%s', async (_how, model) => {
    expect(legal).toBeLinearizable(model);
    expect(illegal).not.toBeLinearizable(model);
    const message = await messageOf(() => expect(illegal).toBeLinearizable(model));
    expect(message).toMatch(/^VIOLATION of linearizable/);
    expect(message).toBe(
      await messageOf(() => expect(illegal).toConformTo(linearizable(register()))),
    );
  });

  test.each([
    ['cas-register', inTurn(['write', 1], ['cas', null, null], ['read', null, 1])],
    ['counter', inTurn(['add', 2], ['read', null, 2])],
    ['fifo-queue', inTurn(['enqueue', 1], ['dequeue', null, 1])],
    ['stack', inTurn(['push', 1], ['push', 2], ['pop', null, 2])],
    ['set', inTurn(['add', 1, true], ['contains', 1, true])],
  ])('is a %s where the functions say so', (name, events) => {
    const known = events.map((event) =>
      event.f === 'cas' ? { ...event, value: [1, 1] as const } : event,
    );
    expect(known).toBeLinearizable();
    expect(known).toBeLinearizable(name);
  });

  test('of several that fit is not guessed', () => {
    const locking = inTurn(['acquire', null], ['release', null]);
    expect(() => expect(locking).toBeLinearizable()).toThrow(
      'a history of acquire, release may be of a mutex or of a semaphore: say which, ' +
        "as in toBeLinearizable('mutex')",
    );
    expect(inTurn(['acquire', null])).toBeLinearizable('mutex');
  });

  test.each([
    ['only reads', inTurn(['read', null, 1]), 'a history of read does not say'],
    ['unknown functions', inTurn(['fly\u001b', 1]), 'a history of fly\\u001b does not say'],
    ['nothing', [], 'a history of no operations does not say'],
  ])('of %s is asked for', (_what, events, message) => {
    for (const attempt of [
      () => expect(events).toBeLinearizable(),
      () => expect(events).not.toBeLinearizable(),
    ]) {
      expect(attempt).toThrow(ModelError);
      expect(attempt).toThrow(message);
    }
  });

  test('that does not exist is named, with those that do', () => {
    expect(() => expect(legal).toBeLinearizable('registre')).toThrow(
      /^there is no model "registre"; the models are register, cas-register/,
    );
  });

  test('is no checker', () => {
    const checker = linearizable(casRegister()) as never;
    expect(() => expect(legal).toBeLinearizable(checker)).toThrow(
      'toBeLinearizable takes a model, or the name of one; a checker is for toConformTo',
    );
  });
});

test('options reach the checker and the decoder', async () => {
  const failed = [
    { index: 0, type: 'invoke', process: 0, f: 'write', value: 1 },
    { index: 1, type: 'ok', process: 0, f: 'write', value: 1 },
    { index: 2, type: 'invoke', process: 0, f: 'cas', value: [1, 2] },
    { index: 3, type: 'fail', process: 0, f: 'cas', value: [1, 2], error: 22 },
  ] as const;
  expect(failed).toBeLinearizable();
  expect(failed).not.toBeLinearizable(undefined, { failures: 'observe' });
  const text = '{"type":"invoke","process":0,"f":"write","value":["x",1]}\n';
  expect(text).toBeLinearizable('register', { allowUnknown: true, decode: { independent: true } });
  const nothing = await messageOf(() => expect(text).toBeLinearizable('register'));
  expect(nothing).toMatch(/^no operation of the history succeeded/);
  expect(() => expect(42).toBeLinearizable()).toThrow('toBeLinearizable takes a history');
});
