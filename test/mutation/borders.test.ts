/**
 * Where the checker goes another way: values far apart or without numbers, long arguments,
 * histories too long for the exact blame, and models that refuse.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS } from '../../checkers/linearizability/reductions.js';
import { inconsistent, ModelError, type Model, type ObjectView } from '../../checkers/model.js';
import { casRegister } from '../../checkers/models/cas-register.js';
import { modelNamed } from '../../checkers/models/index.js';
import { priorityQueue } from '../../checkers/models/priority-queue.js';
import { register } from '../../checkers/models/register.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
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

/** One after the other, each process on its own. */
function sequential(...calls: readonly (readonly [string, Value, Value, 'crashed'?])[]): Row[] {
  return calls.map(([f, input, output, crashed], at): Row => {
    return crashed === undefined
      ? [f, input, output, 2 * at, 2 * at + 1]
      : [f, input, output, 2 * at];
  });
}

const links = (
  count: number,
  crashed?: 'crashed',
): (readonly [string, Value, Value, 'crashed'?])[] =>
  Array.from({ length: count }, (_, at) => [
    'cas',
    [at, at + 1],
    null,
    ...(crashed === undefined ? ([] as const) : (['crashed'] as const)),
  ]);

/** Histories of a register that was 0 at first. */
const ARGUMENTS: Readonly<Record<string, Row[]>> = {
  'a short chain': sequential(...links(3), ['read', null, 3], ['read', null, 0]),
  'a long chain': sequential(...links(9), ['read', null, 9], ['read', null, 2]),
  'crashed links': sequential(...links(3, 'crashed'), ['read', null, 3], ['read', null, 0]),
  'many crashed links': sequential(...links(9, 'crashed'), ['read', null, 9], ['read', null, 4]),
  'the end of a chain seen before it began': [
    ['read', null, 3, 0, 1],
    ['cas', [0, 1], null, 2, 3],
    ['cas', [1, 2], null, 4, 5],
    ['cas', [2, 3], null, 6, 7],
  ],
  'a link that began late': [
    ['cas', [1, 2], null, 0, 9],
    ['read', null, 2, 1, 2],
    ['write', 1, null, 3, 4],
  ],
  'a circle': [
    ['cas', [1, 2], null, 0, 5],
    ['cas', [2, 3], null, 1, 6],
    ['cas', [3, 1], null, 2, 7],
    ['read', null, 3, 8, 9],
  ],
  'a circle of crashed operations': [
    ['cas', [1, 2], null, 0],
    ['cas', [2, 3], null, 1],
    ['cas', [3, 1], null, 2],
    ['read', null, 3, 8, 9],
  ],
  'a value that nobody writes': [
    ['cas', [7, 8], null, 0],
    ['cas', [8, 9], null, 1],
    ['read', null, 9, 2, 3],
  ],
  'replaced twice': [
    ['cas', [0, 1], null, 0],
    ['cas', [0, 2], null, 1],
    ['cas', [1, 3], null, 2],
    ['read', null, 3, 4, 5],
    ['read', null, 2, 6, 7],
  ],
  'replaced twice, a long way': sequential(
    ...links(8, 'crashed'),
    ['cas', [0, 20], null, 'crashed'],
    ['read', null, 8],
    ['read', null, 20],
  ),
  'not found though there': [
    ['write', 1, null, 0, 1],
    ['cas', [1, 2], false, 2, 3],
    ['read', null, 1, 4, 5],
  ],
  'not found though there from the start': [['cas', [0, 2], false, 0, 1]],
  'not found though replaced later': [
    ['write', 1, null, 0, 1],
    ['cas', [1, 5], false, 2, 3],
    ['cas', [1, 2], null, 4],
    ['cas', [2, 3], null, 5],
    ['read', null, 3, 6, 7],
  ],
  'not found while others wrote': [
    ['write', 1, null, 0, 1],
    ['write', 4, null, 2],
    ['cas', [1, 5], false, 3, 4],
    ['read', null, 1, 5, 6],
  ],
};

test('arguments about registers', async () => {
  const checker = linearizable(modelNamed('cas-register', 0));
  const lines = Object.entries(ARGUMENTS).map(([title, rows]) => {
    const verdict = checker.check(historyOf(rows));
    expect(verify(historyOf(rows), verdict, specificationNamed('cas-register', 0)!)).toEqual([]);
    return `${title}: ${told(verdict)}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('arguments'));
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
