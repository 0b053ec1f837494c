/**
 * Replicated data: examples, abstract replicas that are always right, and reads with a mistake
 * against the definitions of Burckhardt et al., spelt out.
 */

import { describe, expect, test } from 'vitest';
import { replicatedData } from '../../../checkers/convergence/replicated-data.js';
import { ModelError } from '../../../checkers/model.js';
import { restrict } from '../../../src/history/history.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { seeded, type Random } from '../oracle/random.js';

interface Shown {
  readonly seen: readonly number[];
  readonly counter: number;
  readonly set: readonly number[];
  readonly register: number | null;
  readonly list: readonly number[];
}

const EMPTY: Shown = { seen: [], counter: 0, set: [], register: null, list: [] };

type Asked = readonly [process: number, f: string, input: Value, output: Value];

function read(process: number, shown: Partial<Shown>): Asked {
  return [process, 'read', null, { ...EMPTY, ...shown }];
}

/** Operations one after another; those that answer nothing are `info`. */
function inOrder(given: readonly Asked[]): History {
  return {
    operations: given.map(([process, f, input, output], id): Operation => {
      const isOk = output !== null;
      return {
        id,
        process,
        f,
        input,
        output,
        outcome: isOk ? 'ok' : 'info',
        call: 2 * id,
        return: isOk ? 2 * id + 1 : Infinity,
      };
    }),
  };
}

function wordsOf(given: readonly Asked[]): string {
  const verdict = replicatedData().check(inOrder(given));
  return verdict.kind === 'illegal' ? verdict.anomalies[0].message : verdict.kind;
}

describe('examples', () => {
  test('counters add up what was seen', () => {
    const added: Asked[] = [
      [0, 'increment', [1, 3], { seen: [] }],
      [1, 'increment', [2, -1], { seen: [] }],
    ];
    expect(wordsOf([...added, read(0, { seen: [1], counter: 3 })])).toBe('legal');
    expect(wordsOf([...added, read(0, { seen: [2, 1], counter: 2 })])).toBe('legal');
    expect(wordsOf([...added, read(0, { seen: [1, 2], counter: 3 })])).toBe(
      '#2 is wrong: its counter is 3, but the increments come to 2',
    );
  });

  test('an addition wins over a removal that had not seen it', () => {
    const given: Asked[] = [
      [0, 'add', [1, 7], { seen: [] }],
      [1, 'remove', [2, 7], { seen: [1] }],
      [2, 'add', [3, 7], { seen: [1] }],
    ];
    expect(wordsOf([...given, read(3, { seen: [1, 2], set: [] })])).toBe('legal');
    expect(wordsOf([...given, read(3, { seen: [1, 2, 3], set: [7] })])).toBe('legal');
    expect(wordsOf([...given, read(3, { seen: [1, 2, 3], set: [] })])).toBe(
      '#3 is wrong: its set lacks 7, with an addition that no removal had seen',
    );
    expect(wordsOf([...given, read(3, { seen: [1, 2], set: [7] })])).toBe(
      '#3 is wrong: its set has 7, which was never added or is removed',
    );
  });

  test('a register holds an assignment that no other had seen, the same for all', () => {
    const given: Asked[] = [
      [0, 'assign', [1], { seen: [] }],
      [1, 'assign', [2], { seen: [1] }],
      [2, 'assign', [3], { seen: [1] }],
    ];
    const all = { seen: [1, 2, 3] };
    expect(wordsOf([...given, read(3, { ...all, register: 2 })])).toBe('legal');
    expect(wordsOf([...given, read(3, { ...all, register: 3 })])).toBe('legal');
    expect(wordsOf([...given, read(3, { ...all, register: 1 })])).toContain('had replaced');
    expect(wordsOf([...given, read(3, { ...all, register: null })])).toContain('is empty');
    expect(wordsOf([...given, read(3, { seen: [1], register: 2 })])).toContain('not seen');
    const both = [read(3, { ...all, register: 2 }), read(4, { ...all, register: 3 })];
    expect(wordsOf([...given, ...both])).toBe(
      '#4 is wrong: it has seen what #3 had, and shows something else',
    );
  });

  test('a list has what was inserted and not deleted, in one order', () => {
    const given: Asked[] = [
      [0, 'insert', [1, 0], { seen: [] }],
      [1, 'insert', [2, 0], { seen: [] }],
      [2, 'delete', [3, 0], { seen: [1], target: 1 }],
    ];
    expect(wordsOf([...given, read(3, { seen: [1, 2, 3], list: [2] })])).toBe('legal');
    expect(wordsOf([...given, read(3, { seen: [1, 2], list: [2] })])).toContain('lacks 1');
    expect(wordsOf([...given, read(3, { seen: [1, 3], list: [1] })])).toContain('deleted');
    expect(wordsOf([...given, read(3, { seen: [1], list: [1, 1] })])).toContain('twice');
    const more: Asked = [4, 'increment', [4, 1], { seen: [] }];
    const orders = [
      read(3, { seen: [1, 2], list: [1, 2] }),
      read(3, { seen: [1, 2, 4], counter: 1, list: [2, 1] }),
    ];
    expect(wordsOf([...given, more, ...orders])).toBe(
      '#5 is wrong: its list has another order than #4, with 1 before 2',
    );
  });

  test('lists may go round in a circle, of which no two contradict each other', () => {
    const given = [1, 2, 3].map((serial): Asked => [0, 'insert', [serial, 0], { seen: [] }]);
    const pairs = [
      [1, 2],
      [2, 3],
      [3, 1],
    ].map((list) => read(1, { seen: list, list }));
    expect(wordsOf([...given, ...pairs.slice(0, 2)])).toBe('legal');
    expect(wordsOf([...given, ...pairs])).toBe(
      '#5 is wrong: its list has another order than #3 and #4, with 1 before 3',
    );
  });

  test('a process sees what it did, and nobody what is yet to be done', () => {
    const given: Asked[] = [[0, 'increment', [1, 1], { seen: [] }]];
    expect(wordsOf([...given, read(1, {})])).toBe('legal');
    expect(wordsOf([...given, read(0, {})])).toContain('which its own process had made');
    expect(wordsOf([read(1, { seen: [1], counter: 1 }), ...given])).toContain('not yet made');
  });

  test('what an unanswered removal had seen is anybody’s guess', () => {
    const given: Asked[] = [
      [0, 'add', [1, 7], { seen: [] }],
      [1, 'remove', [2, 7], null],
      [2, 'insert', [3, 0], { seen: [] }],
      [3, 'delete', [4, 0], null],
    ];
    const seen = [1, 2, 3, 4];
    expect(wordsOf([...given, read(4, { seen, set: [7], list: [3] })])).toBe('legal');
    expect(wordsOf([...given, read(4, { seen, set: [], list: [] })])).toBe('legal');
    expect(wordsOf([...given, read(4, { seen: [1, 3], set: [], list: [3] })])).toContain('lacks');
  });

  test('other functions and answers are refused', () => {
    expect(() => wordsOf([[0, 'write', 1, {}]])).toThrow(ModelError);
    expect(() => wordsOf([[0, 'add', 'a', { seen: [] }]])).toThrow(ModelError);
    expect(() => wordsOf([[0, 'add', [1, 1], 'done']])).toThrow(ModelError);
    expect(() => wordsOf([[0, 'read', null, { ...EMPTY, list: 3 }]])).toThrow(ModelError);
  });
});

/** An update as the replicas below keep it. */
interface Update {
  readonly serial: number;
  readonly f: string;
  readonly argument: number;
  readonly context: readonly number[];
  readonly target: number | undefined;
}

/** What a replica shows: the definitions of Burckhardt et al., section 3, word for word. */
function shownBy(seen: readonly number[], updates: readonly Update[]): Shown {
  const visible = updates.filter(({ serial }) => seen.includes(serial));
  const of = (f: string): Update[] => visible.filter((one) => one.f === f);
  const removed = (add: Update): boolean =>
    of('remove').some(
      ({ argument, context }) => argument === add.argument && context.includes(add.serial),
    );
  const current = of('assign').filter(
    ({ serial }) => !of('assign').some(({ context }) => context.includes(serial)),
  );
  const deleted = of('delete').map(({ target }) => target);
  return {
    seen,
    counter: of('increment').reduce((sum, { argument }) => sum + argument, 0),
    set: [...new Set(of('add').flatMap((add) => (removed(add) ? [] : [add.argument])))],
    register: current.length === 0 ? null : Math.max(...current.map(({ serial }) => serial)),
    // Younger ones first, whoever made them: some order, the same for all.
    list: of('insert')
      .map(({ serial }) => serial)
      .filter((serial) => !deleted.includes(serial))
      .sort((left, right) => right - left),
  };
}

/** Replicas that learn of updates in any order, and read after each. */
function rightHistory(random: Random, openShare: number): { history: History; made: Update[] } {
  const made: Update[] = [];
  const known: number[][] = [[], [], []];
  const asked: Asked[] = [];
  for (let serial = 1; serial <= 7; serial++) {
    const at = random.below(3);
    const own = known[at]!;
    if (random.chance(0.4)) {
      const other = random.pick(known);
      for (const each of other) if (!own.includes(each)) own.push(each);
    } else {
      const f = random.pick(['increment', 'add', 'add', 'remove', 'assign', 'insert', 'delete']);
      const { list } = shownBy(own, made);
      const target = f === 'delete' && list.length > 0 ? random.pick(list) : undefined;
      const argument = random.below(2);
      const context = [...own];
      made.push({ serial, f, argument, context, target });
      own.push(serial);
      const answer = { seen: context, ...(target === undefined ? {} : { target }) };
      asked.push([at, f, [serial, argument], random.chance(openShare) ? null : answer]);
    }
    asked.push(read(at, shownBy([...own], made)));
  }
  return { history: inOrder(asked), made };
}

/** With one mistake in some reads. */
function spoilt({ operations }: History, random: Random): History {
  return {
    operations: operations.map((one): Operation => {
      if (one.f !== 'read' || random.chance(0.9)) return one;
      const shown = one.output as unknown as Shown;
      const wrong = random.pick<Partial<Shown>>([
        { counter: shown.counter + random.below(2) },
        { set: random.chance(0.5) ? [0] : shown.set.slice(1) },
        { register: random.pick([null, ...shown.seen]) },
        { list: random.chance(0.5) ? [...shown.list].reverse() : shown.list.slice(1) },
        { seen: shown.seen.slice(1) },
        { seen: [...shown.seen, 1 + random.below(7)] },
      ]);
      return { ...one, output: { ...shown, ...wrong } };
    }),
  };
}

function sorted(numbers: readonly number[]): string {
  return [...numbers].sort((left, right) => left - right).join();
}

/** Every read alone, then every two of them. */
function isRight({ operations }: History, made: readonly Update[]): boolean {
  const reads = operations.filter(({ f }) => f === 'read');
  const shown = (one: Operation): Shown => one.output as unknown as Shown;
  return (
    reads.every((one) => isRightAlone(one, shown(one), operations, made)) &&
    reads.every((one) => reads.every((other) => agree(shown(one), shown(other)))) &&
    haveOrder(reads.map((one) => shown(one).list))
  );
}

function isRightAlone(
  one: Operation,
  shown: Shown,
  operations: readonly Operation[],
  made: readonly Update[],
): boolean {
  const before = operations.filter(({ f, id }) => f !== 'read' && id < one.id);
  const serialOf = ({ input }: Operation): number => (input as readonly number[])[0]!;
  if (!shown.seen.every((serial) => before.some((each) => serialOf(each) === serial))) return false;
  const own = before.filter(({ process }) => process === one.process);
  if (!own.every((each) => shown.seen.includes(serialOf(each)))) return false;
  const right = shownBy(shown.seen, made);
  const assigned = made.filter(({ f, serial }) => f === 'assign' && shown.seen.includes(serial));
  const mayHold =
    shown.register === null
      ? assigned.length === 0
      : assigned.some(({ serial }) => serial === shown.register) &&
        !assigned.some(({ context }) => context.includes(shown.register!));
  return (
    mayHold &&
    shown.counter === right.counter &&
    sorted(shown.set) === sorted(right.set) &&
    sorted(shown.list) === sorted(right.list)
  );
}

function agree(one: Shown, other: Shown): boolean {
  const isSame = sorted([...new Set(one.seen)]) === sorted([...new Set(other.seen)]);
  return !isSame || one.register === other.register;
}

/** Whether some order of all elements is that of every list. */
function haveOrder(lists: readonly (readonly number[])[]): boolean {
  const firsts = new Set(lists.flat());
  if (firsts.size === 0) return true;
  return [...firsts].some((first) => {
    const isFirst = lists.every((list) => list.indexOf(first) <= 0);
    return isFirst && haveOrder(lists.map((list) => list.filter((one) => one !== first)));
  });
}

describe('random histories', () => {
  test('of replicas that are right are legal, answered or not', () => {
    const random = seeded(71);
    const wrong = Array.from({ length: 1_200 }, () =>
      rightHistory(random, random.pick([0, 0.3])),
    ).filter(({ history }) => replicatedData().check(history).kind !== 'legal');
    expect(wrong).toEqual([]);
  });

  test('are judged as the definitions have it', () => {
    const random = seeded(72);
    const counts = { legal: 0, illegal: 0, unknown: 0 };
    for (let number = 0; number < 1_200; number++) {
      const { history, made } = rightHistory(random, 0);
      const given = spoilt(history, random);
      const verdict = replicatedData().check(given);
      counts[verdict.kind] += 1;
      if (verdict.kind !== (isRight(given, made) ? 'legal' : 'illegal')) {
        expect.fail(`${JSON.stringify(verdict)}: ${JSON.stringify(given)}`);
      }
      if (verdict.kind !== 'illegal') continue;
      const ids = verdict.anomalies[0].operations;
      const few = restrict(given, ({ id }) => ids.includes(id));
      expect(replicatedData().check(few).kind).toBe('illegal');
    }
    expect(counts.legal).toBeGreaterThan(500);
    expect(counts.illegal).toBeGreaterThan(300);
  });
});
