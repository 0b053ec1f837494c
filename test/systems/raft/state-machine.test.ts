/**
 * The store and its sessions (Ongaro's thesis, section 6.3).
 */

import { describe, expect, test } from 'vitest';
import type { Value } from '../../../src/history/value.js';
import type { Request } from '../../../src/simulator/node.js';
import { effectOf, StateMachine } from '../../../src/systems/raft/state-machine.js';

function ask(f: string, value: Value = null, id = 1): Request {
  return { id, f, key: 'x', value };
}

describe('what a command does to a key', () => {
  test.each([
    ['get of nothing', undefined, ask('get'), { type: 'ok', value: null }, undefined],
    ['get', '1', ask('get'), { type: 'ok', value: '1' }, '1'],
    ['put', '1', ask('put', '2'), { type: 'ok', value: '2' }, '2'],
    ['append', '1', ask('append', '+2'), { type: 'ok', value: '+2' }, '1+2'],
    ['append to nothing', undefined, ask('append', '+2'), { type: 'ok', value: '+2' }, '+2'],
    ['delete', '1', ask('delete'), { type: 'ok', value: null }, undefined],
    ['cas', '1', ask('cas', ['1', '2']), { type: 'ok', value: ['1', '2'] }, '2'],
  ] as const)('%s', (_, before, request, answer, after) => {
    expect(effectOf(before, request)).toEqual({ answer, after });
  });

  test('a failed cas says what it saw, with Maelstrom’s codes, and changes nothing', () => {
    const unequal = effectOf('3', ask('cas', ['1', '2']));
    expect(unequal.answer).toEqual({ type: 'fail', error: [22, 'precondition failed'] });
    expect(unequal.after).toBe('3');
    const missing = effectOf(undefined, ask('cas', ['1', '2']));
    expect(missing.answer).toEqual({ type: 'fail', error: [20, 'key does not exist'] });
    expect(missing.after).toBeUndefined();
  });

  test('another function is an error', () => {
    expect(() => effectOf('1', ask('increment'))).toThrow(/not "increment"/);
  });
});

describe('section 6.3: a command that stands in the log twice', () => {
  const commands = [
    ask('append', '+1', 1),
    ask('cas', ['+1', '2'], 2),
    ask('append', '+1', 1),
    ask('cas', ['+1', '2'], 2),
  ];

  test('acts once and is answered as the first time', () => {
    const machine = new StateMachine(true);
    const answers = commands.map((command) => machine.apply(command));
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[3]).toEqual({ type: 'ok', value: ['+1', '2'] });
    expect(machine.describe()).toBe('x=2');
  });

  test('acts twice with the bug, and the compare-and-set fails itself', () => {
    const machine = new StateMachine(false);
    const answers = commands.map((command) => machine.apply(command));
    expect(answers[3]).toMatchObject({ type: 'fail' });
    expect(machine.describe()).toBe('x=2+1');
  });
});

test('keys are shown in their order, whoever wrote first', () => {
  const machine = new StateMachine(true);
  machine.apply({ id: 1, f: 'put', key: 'y', value: '1' });
  machine.apply({ id: 2, f: 'put', key: 'x', value: '2' });
  expect(machine.describe()).toBe('x=2 y=1');
});

describe('thesis 5.1 and 6.3: a snapshot', () => {
  function restored(from: StateMachine): StateMachine {
    const machine = new StateMachine(true);
    machine.apply(ask('put', 'before', 9));
    machine.restore(from.snapshot());
    return machine;
  }

  test('holds the values and nothing of what was there before', () => {
    const machine = new StateMachine(true);
    machine.apply({ id: 1, f: 'put', key: 'y', value: '1' });
    expect(restored(machine).describe()).toBe('y=1');
  });

  test('holds the sessions: what was applied before it is not applied again', () => {
    const machine = new StateMachine(true);
    machine.apply(ask('append', '+1', 1));
    const copy = restored(machine);
    copy.apply(ask('append', '+1', 1));
    expect(copy.describe()).toBe('x=+1');
  });

  test('is not changed by what is applied later', () => {
    const machine = new StateMachine(true);
    const snapshot = machine.snapshot();
    machine.apply(ask('put', '1'));
    expect(snapshot).toEqual({ values: [], sessions: [] });
  });
});
