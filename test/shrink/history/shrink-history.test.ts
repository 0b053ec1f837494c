/**
 * What is left of an illegal history: illegal by brute force, proven by a certificate that the
 * verifier accepts, as small as its steps can make it; and long histories in little time.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { counter } from '../../../checkers/models/counter.js';
import { fifoQueue } from '../../../checkers/models/fifo-queue.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { mutex } from '../../../checkers/models/mutex.js';
import { register } from '../../../checkers/models/register.js';
import { set } from '../../../checkers/models/set.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { removalOf } from '../../../src/shrink/history/removal.js';
import { shrinkHistory, type ShrunkHistory } from '../../../src/shrink/history/shrink-history.js';
import { isLinearizable } from '../../checkers/oracle/brute-force.js';
import { isContainerLegal } from '../../checkers/oracle/containers.js';
import { longHistory } from '../../checkers/oracle/long-histories.js';
import { seeded, type Random } from '../../checkers/oracle/random.js';
import { uniqueHistory } from '../../checkers/oracle/unique-registers.js';
import { draws } from './recorded-objects.js';

describe('small histories of every object', () => {
  test('what is left is illegal, proven, and cannot lose one more operation', () => {
    const random = seeded(3);
    const counts = { legal: 0, illegal: 0, smaller: 0 };
    for (let at = 0; at < 2_000; at++) {
      const recorded = draws[at % draws.length]!(random);
      const { object, model, history, failures } = recorded;
      const isLegal = (operations: readonly Operation[]): boolean => recorded.isLegal(operations);
      const result = shrinkHistory(history, model, { linearizable: { failures } });
      if (result.kind !== 'shrunk') {
        expect([object, result.kind, isLegal(history.operations)]).toEqual([object, 'legal', true]);
        counts.legal += 1;
        continue;
      }
      counts.illegal += 1;
      const { operations } = result.history;
      if (operations.length < history.operations.length) counts.smaller += 1;
      expect([object, isLegal(operations)]).toEqual([object, false]);
      expect(result.minimality).toBe('1-minimal');
      expectOrigins(result, history);
      for (const each of operations) {
        const less = removalOf(model)(operations, new Set([each]));
        if (less.length < operations.length) expect(isLegal(less)).toBe(true);
      }
    }
    expect(counts.legal).toBeGreaterThan(500);
    expect(counts.smaller).toBeGreaterThan(500);
  });
});

describe('long histories', () => {
  test('10,000 operations on one register with unique writes: at most 6 are left, in 10 s', () => {
    let illegal = 0;
    for (let seed = 0; seed < 6; seed++) {
      const history = uniqueHistory('register', seeded(seed), {
        operations: 10_000,
        width: 5,
        crashes: seed % 2 === 0 ? 0 : 0.01,
        unequal: 0,
        changes: 1 + seed,
        initial: 0,
      });
      if (linearizable(register({ initial: 0 })).check(history).kind === 'legal') continue;
      illegal += 1;
      const result = shrunk(history, register({ initial: 0 }));
      expect(result.history.operations.length).toBeLessThanOrEqual(6);
      expect(isLinearizable('register', result.history.operations, { initial: 0 })).toBe(false);
      expectProof(result, 'register', 0);
    }
    expect(illegal).toBeGreaterThan(3);
  }, 10_000);

  test('a register whose values are written again and again takes a search', () => {
    for (let seed = 0; seed < 3; seed++) {
      const shape = { operations: 2_000, processes: 4, crashes: 0, isBroken: true };
      const history = longHistory('cas-register', seeded(seed), shape);
      const result = shrunk(history, casRegister());
      expect(result.history.operations.length).toBeLessThan(30);
      expectProof(result, 'cas-register');
    }
  });

  test('a queue, with other values and a crashed remove in between', () => {
    const result = shrunk({ operations: swappedQueue(3_000, seeded(1)) }, fifoQueue());
    expect(result.history.operations.length).toBeLessThanOrEqual(6);
    expect(isContainerLegal('queue', result.history.operations)).toBe(false);
    expectProof(result, 'fifo-queue');
  });

  test('locks and sets: what came before a quiet moment is replaced by what it led to', () => {
    const locked = sequential([
      ...Array.from({ length: 1_000 }, (_, at): Call => [at % 2 === 0 ? 'acquire' : 'release']),
      ['acquire'],
      ['acquire'],
    ]);
    expect(shrunk(locked, mutex()).history.operations).toHaveLength(2);
    const added = sequential([
      ...Array.from({ length: 1_000 }, (_, at): Call => [at % 2 === 0 ? 'add' : 'remove', 7, true]),
      ['add', 7, true],
      ['contains', 8, false],
      ['contains', 7, false],
    ]);
    const result = shrunk(added, set());
    expect(result.history.operations.map(({ f, input }) => [f, input])).toEqual([
      ['add', 7],
      ['contains', 7],
    ]);
    expectProof(result, 'set');
  });

  test('a counter keeps the additions that a sum is made of', () => {
    const counted = sequential([
      ...Array.from({ length: 30 }, (): Call => ['add', 1]),
      ['read', null, 30],
      ['read', null, 29],
    ]);
    const { history } = shrunk(counted, counter());
    expect(history.operations.filter(({ f }) => f === 'add')).toHaveLength(30);
    expect(history.operations).toHaveLength(31);
  });
});

describe('one of many', () => {
  test('only the key of the violation stays, and what came after it goes', () => {
    const calls: Operation[] = [];
    const add = (f: string, key: Value, input: Value, output: Value): void => {
      const id = calls.length;
      calls.push({ ...operation(id, [f, input, output]), key });
    };
    for (let key = 0; key < 20; key++) add('write', key, 1, 1);
    for (let key = 0; key < 20; key++) add('read', key, null, key === 7 ? null : 1);
    for (let key = 0; key < 20; key++) add('write', key, 2, 2);
    const { history, origins } = shrunk({ operations: calls }, register());
    expect(origins).toEqual([7, 27]);
    expect(history.operations.map(({ key }) => key)).toEqual([7, 7]);
  });

  test('a write stays for as long as a read of it does', () => {
    const history = sequential([
      ['write', 1],
      ['write', 2],
      ['read', null, 2],
      ['read', null, 1],
    ]);
    expect(shrunk(history, register()).origins).toEqual([0, 1, 3]);
  });

  test('a budget that ends is said, and what is left is still illegal', () => {
    const shape = { operations: 400, processes: 4, crashes: 0, isBroken: true };
    const history = longHistory('cas-register', seeded(0), shape);
    const result = shrinkHistory(history, casRegister(), { checksMax: 3 }) as ShrunkHistory;
    expect(result.minimality).toBe('budget');
    expect(result.checks).toBe(3);
    expectProof(result, 'cas-register');
  });

  test('an unknown history is left alone', () => {
    const shape = { operations: 400, processes: 4, crashes: 0, isBroken: true };
    const history = longHistory('cas-register', seeded(0), shape);
    const result = shrinkHistory(history, casRegister(), { check: { configurationsMax: 1 } });
    expect(result.kind).toBe('unknown');
  });
});

type Call = readonly [f: string, input?: Value, output?: Value];

function operation(id: number, [f, input = null, output = null]: Call): Operation {
  return { id, process: 0, f, input, output, outcome: 'ok', call: 2 * id, return: 2 * id + 1 };
}

function sequential(calls: readonly Call[]): History {
  return { operations: calls.map((call, id) => operation(id, call)) };
}

/** A queue of which two neighbours come out in the wrong order. */
function swappedQueue(size: number, random: Random): Operation[] {
  const calls: Call[] = [];
  const values = Array.from({ length: size }, (_, at) => at);
  const out = values.with(size - 10, size - 9).with(size - 9, size - 10);
  let next = 0;
  for (const value of values) {
    calls.push(['enqueue', value]);
    while (next < value - 20 || (next <= value && random.chance(0.4))) {
      if (next === size - 10 && next >= value) break;
      calls.push(['dequeue', null, out[next++]!]);
    }
  }
  while (next < size) calls.push(['dequeue', null, out[next++]!]);
  const operations = calls.map((call, id) => operation(id, call));
  const crashed = operations.findIndex(({ f }) => f === 'dequeue');
  return operations.map((each, at) =>
    at === crashed
      ? { ...each, process: 1, output: null, outcome: 'info', return: Infinity }
      : each,
  );
}

function shrunk(history: History, model: Parameters<typeof shrinkHistory>[1]): ShrunkHistory {
  const result = shrinkHistory(history, model);
  expect(result.kind).toBe('shrunk');
  const whole = result as ShrunkHistory;
  expect(whole.minimality).toBe('1-minimal');
  expectOrigins(whole, history);
  expect(linearizable(model).check(whole.history).kind).toBe('illegal');
  return whole;
}

/** Nothing was made up: each operation is one of those recorded, or that one left open. */
function expectOrigins({ history, origins }: ShrunkHistory, { operations }: History): void {
  const found = history.operations.map(({ f, input, process, outcome, output }, at) => {
    const origin = operations[origins[at]!]!;
    expect([f, input, process]).toEqual([origin.f, origin.input, origin.process]);
    if (outcome !== 'info') expect([outcome, output]).toEqual([origin.outcome, origin.output]);
    return origin;
  });
  for (let at = 1; at < found.length; at++) {
    expect(found[at]!.call).toBeGreaterThan(found[at - 1]!.call);
  }
}

function expectProof({ history, verdict }: ShrunkHistory, name: string, initial?: Value): void {
  expect(verify(history, verdict, specificationNamed(name, initial)!)).toEqual([]);
}
