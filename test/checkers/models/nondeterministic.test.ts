/**
 * Objects that may do one thing or another, against an oracle that tries every order and, apart
 * from it, every thing they may do.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { isInconsistent, ModelError, type Call } from '../../../checkers/model.js';
import { nondeterministic } from '../../../checkers/models/nondeterministic.js';
import { loadModel } from '../../../checkers/models/load.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { randomHistory } from '../oracle/random-histories.js';
import { seeded, type Random } from '../oracle/random.js';
import { historyOf } from '../oracle/rows.js';

/** A register whose writes may be lost. */
const lossyRegister = {
  name: 'lossy-register',
  initial: [0],
  functions: ['read', 'write'],
  steps: (state: Value, { f, input, output, outcome }: Call): Value[] => {
    if (f === 'write') return [state, input];
    return outcome === 'info' || output === state ? [state] : [];
  },
  observes: ({ f }: Call) => f === 'read',
};

/** A queue that may deliver the second before the first; `null` when it is empty. */
const loosePairs = {
  name: 'loose-queue',
  initial: [[]],
  functions: ['enqueue', 'dequeue'],
  steps(queue: readonly Value[], { f, input, output, outcome }: Call): (readonly Value[])[] {
    if (f === 'enqueue') return [[...queue, input]];
    if (queue.length === 0) return outcome === 'info' || output === null ? [queue] : [];
    return [0, 1]
      .filter((at) => at < queue.length && (outcome === 'info' || queue[at] === output))
      .map((at) => queue.toSpliced(at, 1));
  },
};

/** What the oracle knows of an object: where an operation may lead, by JSON text. */
type Moves = (state: string, operation: Operation) => string[];

function canComplete(state: string, left: readonly Operation[], moves: Moves): boolean {
  if (left.every(({ outcome }) => outcome === 'info')) return true;
  const deadline = Math.min(...left.map((operation) => operation.return));
  return left.some((operation) => {
    if (operation.call > deadline) return false;
    const others = left.filter((other) => other !== operation);
    return moves(state, operation).some((next) => canComplete(next, others, moves));
  });
}

const lossyMoves: Moves = (state, { f, input, output, outcome }) => {
  if (f === 'write') return [state, JSON.stringify(input)];
  if (outcome === 'info') return [state];
  return JSON.stringify(output) === state ? [state] : [];
};

const looseMoves: Moves = (state, { f, input, output, outcome }) => {
  const queue = JSON.parse(state) as unknown[];
  if (f === 'enqueue') return [JSON.stringify([...queue, input])];
  const [first, second, ...others] = queue;
  const takes = (value: unknown, rest: readonly unknown[]): string[] =>
    outcome === 'info' || output === value ? [JSON.stringify(rest)] : [];
  if (queue.length === 0) return takes(null, []);
  const inOrder = takes(first, queue.slice(1));
  return queue.length === 1 ? inOrder : [...inOrder, ...takes(second, [first, ...others])];
};

/** Times, writes and reads of a register; the last write may be lost whoever wrote it. */
const registerHistory = (random: Random): History =>
  randomHistory('register', random, 0, { operationsMax: 7, crashes: 0.1, keys: 0 });

/** The times of a register's history, and the answers of a queue that is loose, or wrong. */
function queueHistory(random: Random): History {
  const { operations } = registerHistory(random);
  const queue: Value[] = [];
  let values = 0;
  const wrong = random.pick([0, 0.2, 0.4]);
  const byCall = operations.map((operation): Operation => {
    if (values < 4 && random.chance(0.6)) {
      queue.push(++values);
      return { ...operation, f: 'enqueue', input: values };
    }
    const at = random.pick([0, 0, 1, 1, 1, 2, 3]);
    const output = queue.splice(Math.min(at, Math.max(0, queue.length - 1)), 1)[0] ?? null;
    const lie = random.chance(wrong) ? random.pick([null, 1, 2, 3, 4]) : output;
    const answer = operation.outcome === 'ok' ? lie : null;
    return { ...operation, f: 'dequeue', input: null, output: answer };
  });
  return { operations: byCall };
}

/** Whether every order of the verdict replays on the object itself, by a run that it may take. */
function replays(
  operations: readonly Operation[],
  order: Iterable<number>,
  initial: string,
  moves: Moves,
) {
  let states = new Set([initial]);
  for (const id of order) {
    states = new Set([...states].flatMap((state) => moves(state, operations[id]!)));
  }
  return states.size > 0;
}

describe.each([
  ['a lossy register', lossyRegister, '0', lossyMoves, registerHistory],
  ['a queue out of order by one', loosePairs, '[]', looseMoves, queueHistory],
] as const)('%s', (_, definition, initial, moves, draw) => {
  test('is judged as by trying everything', { timeout: 60_000 }, () => {
    const checker = linearizable(nondeterministic(definition as typeof loosePairs));
    const random = seeded(81);
    const counted = { legal: 0, illegal: 0, unknown: 0 };
    for (let number = 0; number < 6000; number++) {
      const history = draw(random);
      const verdict = checker.check(history);
      counted[verdict.kind] += 1;
      const expected = canComplete(initial, history.operations, moves) ? 'legal' : 'illegal';
      expect(verdict.kind, JSON.stringify(history.operations)).toBe(expected);
      if (verdict.kind !== 'legal' || verdict.certificate.kind !== 'linearization') continue;
      for (const { order } of verdict.certificate.parts) {
        expect(replays(history.operations, order, initial, moves)).toBe(true);
      }
    }
    expect(counted.unknown).toBe(0);
    expect(counted.legal).toBeGreaterThan(1000);
    expect(counted.illegal).toBeGreaterThan(1000);
  });
});

describe('nondeterministic', () => {
  const model = nondeterministic(lossyRegister);
  const ok = (f: string, input: Value, output: Value): Call => ({
    f,
    input,
    output,
    outcome: 'ok',
  });
  const after = (...calls: Call[]): readonly Value[] => {
    let states = model.initial;
    for (const call of calls) states = model.step(states, call) as readonly Value[];
    return states;
  };

  test('gives equal sets equal keys, whatever led to them', () => {
    const one = after(ok('write', 1, null), ok('write', 2, null));
    const other = after(ok('write', 2, null), ok('write', 1, null), ok('write', 2, null));
    expect(one).toHaveLength(3);
    expect(model.stateKey!(one)).toBe(model.stateKey!(other));
    expect(model.stateKey!(one)).not.toBe(model.stateKey!(after(ok('write', 1, null))));
  });

  test('does not confuse sets whose keys look alike when put together', () => {
    const texts = nondeterministic({
      ...lossyRegister,
      initial: [''],
      stateKey: (state: Value) => state as string,
    });
    const key = (...states: string[]): string => texts.stateKey!(states);
    expect(key('a', 'b')).not.toBe(key('a,b'));
    expect(key('a","b')).not.toBe(key('a', 'b'));
  });

  test('says what the object may have been when nothing is left', () => {
    const states = after(ok('write', 1, null), ok('write', 2, null));
    const answer = model.step(states, ok('read', null, 7));
    expect(isInconsistent(answer) && answer.message).toBe(
      'read answered 7, but the state was one of 0, 1, 2',
    );
    const narrowed = model.step(states, ok('read', null, 2)) as readonly Value[];
    const again = model.step(narrowed, ok('read', null, 1));
    expect(isInconsistent(again) && again.message).toBe('read answered 1, but the state was 2');
    const many = after(...[1, 2, 3, 4, 5, 6, 7].map((value) => ok('write', value, null)));
    expect(model.describeState!(many)).toBe('one of 0, 1, 2, 3, 4 and 3 more');
  });

  test('does not take an answered read for an observer, as it rules states out', () => {
    expect(model.observes!(ok('read', null, 1))).toBe(false);
    expect(model.observes!({ ...ok('read', null, null), outcome: 'info' })).toBe(true);
    expect(model.observes!({ ...ok('write', 1, null), outcome: 'info' })).toBe(false);
  });

  test('names model and call when steps answers no array', () => {
    for (const answer of [undefined, 3, { length: 1 }]) {
      const broken = nondeterministic({ ...lossyRegister, steps: () => answer as never });
      expect(() => broken.step([0], ok('write', 1, null))).toThrow(
        /^steps of model lossy-register on write 1 \(ok\) returned \w+, not an array of states/,
      );
    }
    expect(() => nondeterministic({ ...lossyRegister, initial: [] })).toThrow(ModelError);
  });

  test('splits into parts as it is told', () => {
    const keyed = nondeterministic({ ...lossyRegister, partition: ({ input }: Call) => input });
    expect((keyed.partition as (call: Call) => Value)(ok('write', 1, null))).toBe(1);
    expect(nondeterministic({ ...lossyRegister, partition: false }).partition).toBe(false);
    expect(Object.keys(model)).not.toContain('partition');
  });
});

describe('a nondeterministic model of a file', () => {
  const lost = historyOf([
    ['write', 1, null, 0, 1],
    ['read', null, 0, 2, 3],
  ]);
  const revived = historyOf([
    ['write', 1, null, 0, 1],
    ['read', null, 0, 2, 3],
    ['read', null, 1, 4, 5],
  ]);
  const check = (fields: object, history = lost): string =>
    linearizable(loadModel({ ...lossyRegister, ...fields }, './lossy.mjs')).check(history).kind;

  test('is known by its steps, and keeps its this', () => {
    expect(check({})).toBe('legal');
    expect(check({}, revived)).toBe('illegal');
    const withThis = {
      lossy: true,
      steps(this: { lossy: boolean }, state: Value, call: Call): Value[] {
        const all = lossyRegister.steps(state, call);
        return this.lossy ? all : all.slice(-1);
      },
    };
    expect(check(withThis)).toBe('legal');
    expect(check({ ...withThis, lossy: false })).toBe('illegal');
  });

  test.each([
    [{ initial: [] }, 'initial'],
    [{ initial: 0 }, 'initial'],
    [{ steps: 3 }, 'steps: expected a function'],
    [{ functions: [] }, 'functions'],
  ])('%j is said to be wrong', (fields, problem) => {
    expect(() => check(fields)).toThrow(problem);
    expect(() => check(fields)).toThrow('./lossy.mjs does not export a model');
  });

  test('is watched: steps that throw, mutate or waver are named', () => {
    const boom = (): never => {
      throw new Error('out of cheese');
    };
    expect(() => check({ steps: boom })).toThrow(
      'step of model lossy-register on write 1 (ok) failed: out of cheese',
    );
    const push = (state: Value[]): Value[][] => {
      state.push(1);
      return [state];
    };
    expect(() => check({ initial: [[]], steps: push })).toThrow('changed the state it was given');
    let answers = 0;
    expect(() => check({ steps: () => [answers++] })).toThrow('gave two answers to one question');
  });
});
