/**
 * Where the checker goes another way: values far apart or without numbers, functions without a
 * role, histories too long for the exact blame, and models that refuse.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { failureReason } from '../../checkers/linearizability/failure-reason.js';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS } from '../../checkers/linearizability/reductions.js';
import {
  inconsistent,
  ModelError,
  type FailureReason,
  type Model,
  type ObjectView,
} from '../../checkers/model.js';
import { casRegister } from '../../checkers/models/cas-register.js';
import { modelNamed } from '../../checkers/models/index.js';
import { priorityQueue } from '../../checkers/models/priority-queue.js';
import { register } from '../../checkers/models/register.js';
import { priorityQueueSpecification } from '../../checkers/verify/specifications/queues.js';
import { verify } from '../../checkers/verify/verify.js';
import { restrict } from '../../src/history/history.js';
import type { History, Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { seeded } from '../checkers/oracle/random.js';
import { historyOf, type Row } from '../checkers/oracle/rows.js';
import { SUBJECTS } from './drawn.js';
import { record, told } from './told.js';

const golden = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));

/** Objects that look at values only to compare them, or, the priority queue, to order them. */
const RENAMED = ['unique-', 'fifo', 'stack', 'set', 'multiset', 'priority'];

const subjects = SUBJECTS.filter(({ name }) => RENAMED.some((each) => name.startsWith(each)));

/** The history with other names for its numbers. */
function renamed(history: History, rename: (number: number) => Value): History {
  const of = (value: Value): Value => {
    if (Array.isArray(value)) return value.map((item: Value) => of(item));
    return typeof value === 'number' ? rename(value) : value;
  };
  const operations = history.operations.map((each): Operation => ({
    ...each,
    input: of(each.input),
    output: each.f === 'count' ? each.output : of(each.output),
  }));
  return { operations };
}

describe.each(subjects)('$name', ({ name, small, medium }) => {
  test('other names for values', async () => {
    const random = seeded(61);
    const verdicts = Array.from({ length: 60 }, (_, number) => {
      const size = number < 30 ? 0 : 10 + random.below(60);
      const { model, specification, history } = size > 0 ? medium(random, size) : small(random);
      const initial = model.object?.type === 'register' ? model.object.initial : undefined;
      const isText = name !== 'priority-queue' && random.chance(0.5);
      const other = renamed(history, (value) => {
        if (value === initial) return value;
        return isText ? `value ${value}` : 1_000_003 * value - 5_000_000;
      });
      const verdict = linearizable(model).check(other);
      const before = linearizable(model).check(history);
      expect(verdict.kind).toBe(before.kind);
      expect(verdict.algorithm).toBe(before.algorithm);
      expect(verify(other, verdict, specification)).toEqual([]);
      return verdict;
    });
    await expect(record(verdicts, 4)).toMatchFileSnapshot(golden(`${name}-renamed`));
  });

  test('a long history', async () => {
    const random = seeded(62);
    const verdicts = Array.from({ length: 2 }, (_, number) => {
      const { model, specification, history } = medium(random, 6000 + 16_000 * number);
      const verdict = linearizable(model).check(history, { configurationsMax: 10 });
      expect(verify(history, verdict, specification)).toEqual([]);
      return verdict;
    });
    await expect(record(verdicts, 2)).toMatchFileSnapshot(golden(`${name}-very-long`));
  });
});

test.each(SUBJECTS)('$name: monitors decline functions without a role', ({ small }) => {
  const random = seeded(63);
  const algorithms: string[] = [];
  for (let number = 0; number < 60; number++) {
    const { model, history } = small(random);
    const missing = random.pick(model.functions);
    const { operations } = history;
    const isOneKey = new Set(operations.map(({ key }) => key)).size === 1;
    // Crashed observers are left out before.
    const isSeen = operations.some(({ f, outcome }) => f === missing && outcome === 'ok');
    if (!isOneKey || !isSeen) continue;
    algorithms.push(linearizable(withoutRole(model, missing)).check(history).algorithm);
  }
  expect(algorithms.length).toBeGreaterThan(15);
  expect(new Set(algorithms)).toEqual(new Set(['just-in-time search']));
});

/** The model, whose object does not say what one of its functions does. */
function withoutRole(model: Model, name: string): Model {
  const { roles, ...view } = model.object!;
  const others = Object.fromEntries(Object.entries(roles).filter(([each]) => each !== name));
  return { ...model, object: { ...view, roles: others } as ObjectView };
}

test('a priority queue that gives the least first is the other one upside down', async () => {
  const random = seeded(64);
  const upright = SUBJECTS.find(({ name }) => name === 'priority-queue')!;
  const model = priorityQueue({ order: 'least-first' }) as Model;
  const specification = priorityQueueSpecification('least-first', {});
  const verdicts = Array.from({ length: 200 }, () => {
    const drawn = random.chance(0.8) ? upright.small(random) : upright.medium(random, 60);
    const mirrored = renamed(drawn.history, (value) => -value);
    const verdict = linearizable(model).check(mirrored);
    expect(verdict.kind).toBe(linearizable(drawn.model).check(drawn.history).kind);
    expect(verify(mirrored, verdict, specification)).toEqual([]);
    return verdict;
  });
  await expect(record(verdicts, 4)).toMatchFileSnapshot(golden('least-first'));
});

test('reads of null that say nothing might as well not be there', async () => {
  const random = seeded(65);
  const unique = SUBJECTS.filter(({ name }) => /unique-(cas-)?register/.test(name));
  const verdicts = Array.from({ length: 200 }, () => {
    const { history, model } = random.pick(unique).small(random);
    const options = { initial: 0, nullReads: 'ignored' } as const;
    const silent = model.name === 'register' ? register(options) : casRegister(options);
    const verdict = linearizable(silent).check(history);
    const spoken = restrict(
      history,
      ({ f, output, outcome }) => f !== 'read' || output !== null || outcome !== 'ok',
    );
    expect(verdict.kind).toBe(linearizable(modelNamed(model.name, 0)).check(spoken).kind);
    return verdict;
  });
  await expect(record(verdicts, 4)).toMatchFileSnapshot(golden('null-reads'));
});

describe('a model that refuses', () => {
  const rows: Row[] = [
    ['set', 1, null, 0, 1],
    ['set', 2, null, 2, 3],
    ['get', null, 1, 4, 5],
  ];

  /** A counter that can be set, whose `step` throws where it has come to `limit`. */
  const model = (refusal: Error, limit: number): Model => ({
    name: 'refusing',
    summary: 'a counter that refuses',
    initial: 0,
    functions: ['set', 'get', 'next'],
    step(state, { f, input, output }) {
      if (state === limit) throw refusal;
      if (f === 'set') return input;
      if (f === 'next') return (state as number) + 1;
      return state === output ? state : inconsistent('not there');
    },
  });

  const eager = { ...ALL_REDUCTIONS, windows: { patience: 1, events: 2 } };
  const check = (refusal: Error, limit: number) =>
    linearizable(model(refusal, limit), { reductions: eager }).check(
      historyOf([['next', null, null, 0, 9], ...rows]),
    );

  test('in a state that is not reached is no refusal', async () => {
    const text = told(check(new ModelError('no further'), 5));
    await expect(`${text}\n`).toMatchFileSnapshot(golden('refusal'));
  });

  test('otherwise than by a ModelError is wrapped in one', () => {
    expect(() => check(new Error('no further'), 3)).toThrow(ModelError);
  });
});

describe('a function of a model that throws is named', () => {
  const broken = (): never => {
    throw new Error('broken');
  };
  const rows: Row[] = [
    ['write', 1, null, 0, 1],
    ['read', null, 1, 2, 3],
  ];

  test.each<[string, Partial<Model>]>([
    ['observes', { observes: broken }],
    ['partition', { partition: broken }],
    ['step', { step: broken }],
  ])('%s', (_, functions) => {
    const { object: _view, ...model } = modelNamed('register', 0);
    const run = () => linearizable({ ...model, ...functions }).check(historyOf(rows));
    expect(run).toThrow(ModelError);
    expect(run).toThrow(/register.*broken/);
    const crashed = () =>
      linearizable({ ...model, ...functions }).check(historyOf([['read', null, null, 0]]));
    if (functions.observes !== undefined) expect(crashed).toThrow(/register.*broken/);
  });
});

test.each(SUBJECTS)('$name: monitors decline failures that saw something', ({ small }) => {
  const random = seeded(66);
  const algorithms = Array.from({ length: 20 }, () => {
    const { model, history } = small(random);
    const operations = history.operations.map(({ key: _, ...each }, at): Operation =>
      at === 0 ? { ...each, outcome: 'fail', output: null, return: 1000 } : each,
    );
    const failureReason = (): FailureReason => 'key-missing';
    const checker = linearizable(model, { failures: 'observe', failureReason });
    return checker.check(restrict({ operations }, () => true)).algorithm;
  });
  expect(new Set(algorithms)).toEqual(new Set(['just-in-time search']));
});

test.each(['22', 'cas-failed', '20', 'key-missing', 'key-not-found', 'not-found'])(
  'failures because of %s are told apart from others',
  (error) => {
    const reason = failureReason({
      ...historyOf([['read', null, null, 0, 1]]).operations[0]!,
      error,
    });
    expect(reason).toBe(/22|cas/.test(error) ? 'compare-failed' : 'key-missing');
  },
);
