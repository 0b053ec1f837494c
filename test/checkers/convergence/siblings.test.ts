/**
 * Registers with siblings: examples, an abstract store that is always right, and random histories
 * against every choice of what unanswered writes may have replaced.
 */

import { describe, expect, test } from 'vitest';
import { siblings } from '../../../checkers/convergence/siblings.js';
import { ModelError } from '../../../checkers/model.js';
import { restrict } from '../../../src/history/history.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { seeded, type Random } from '../oracle/random.js';

/** Operations one after another, unless they say otherwise. */
function inOrder(given: readonly Partial<Operation>[]): History {
  return {
    operations: given.map((one, id) => ({
      id,
      process: id,
      f: 'get',
      key: 'x',
      input: null,
      output: [],
      outcome: 'ok',
      call: 2 * id,
      return: one.outcome === 'info' ? Infinity : 2 * id + 1,
      ...one,
    })),
  };
}

function put(input: Value, output: Value = [], more: Partial<Operation> = {}): Partial<Operation> {
  return { f: 'put', input, output, ...more };
}

function get(output: Value, more: Partial<Operation> = {}): Partial<Operation> {
  return { f: 'get', output, ...more };
}

function anomalyOf(given: readonly Partial<Operation>[]): string {
  const verdict = siblings().check(inOrder(given));
  return verdict.kind === 'illegal' ? verdict.anomalies[0].kind : verdict.kind;
}

describe('examples', () => {
  test('concurrent values stand side by side until somebody replaces them', () => {
    const concurrent = [put('a', [], { return: 5 }), put('b', [], { call: 1, return: 3 })];
    const later = { call: 6, return: 7 };
    const last = { call: 10, return: 11 };
    expect(anomalyOf([...concurrent, get(['a', 'b'], later)])).toBe('legal');
    expect(anomalyOf([...concurrent, get(['a'], later)])).toBe('lost-update');
    const replaced = [...concurrent, put('c', ['b', 'a'], { call: 8, return: 9 })];
    expect(anomalyOf([...replaced, get(['c'], last)])).toBe('legal');
    expect(anomalyOf([...replaced, get(['b', 'c'], last)])).toBe('replaced-value-read');
  });

  test('a deleted value is gone, and does not come back', () => {
    const deleted = [put('a'), { f: 'delete', output: ['a'] }];
    expect(anomalyOf([...deleted, get([])])).toBe('legal');
    expect(anomalyOf([...deleted, get(['a'])])).toBe('replaced-value-read');
  });

  test('a write without an answer may have happened or not, and replaced anything', () => {
    const lost = put('b', null, { outcome: 'info' });
    expect(anomalyOf([put('a'), lost, get(['a'])])).toBe('legal');
    expect(anomalyOf([put('a'), lost, get(['b'])])).toBe('legal');
    expect(anomalyOf([put('a'), lost, get([])])).toBe('legal');
    expect(anomalyOf([put('a'), get([]), lost])).toBe('lost-update');
  });

  test('what failed or is yet to be written cannot be read', () => {
    expect(anomalyOf([put('a', null, { outcome: 'fail' }), get(['a'])])).toBe('thin-air-read');
    expect(anomalyOf([get(['a']), put('a')])).toBe('thin-air-read');
    expect(anomalyOf([put('a', [], { key: 'y' }), get(['a'])])).toBe('thin-air-read');
  });

  test('it says who contradicts whom', () => {
    const verdict = siblings().check(inOrder([put('a'), put('b', ['a']), get(['a', 'b'])]));
    expect(verdict.kind === 'illegal' && verdict.anomalies).toMatchInlineSnapshot(`
      [
        {
          "explanation": [
            "#0 wrote "a" on key "x".",
            "#1 (put "b") replaced it, and was acknowledged.",
            "However #2, which began later, returned it: a contradiction.",
          ],
          "key": "x",
          "kind": "replaced-value-read",
          "message": ""a" on key "x" was replaced, and is back",
          "operations": [
            0,
            1,
            2,
          ],
        },
      ]
    `);
  });

  test('other functions and answers are refused', () => {
    expect(() => anomalyOf([{ f: 'add' }])).toThrow(ModelError);
    expect(() => anomalyOf([put('a', 'a'), get(['a'])])).toThrow(ModelError);
    expect(() => anomalyOf([get('a')])).toThrow(ModelError);
  });
});

type Stage = 'asked' | 'read' | 'written';

interface Open {
  readonly operation: { -readonly [Field in keyof Operation]: Operation[Field] };
  stage: Stage;
}

/** A history of a store that does each read, and each write, at one instant. */
function rightHistory(random: Random): History {
  const stored = new Set<Value>();
  const operations: Open['operation'][] = [];
  const open: (Open | undefined)[] = [undefined, undefined, undefined];
  let puts = 0;
  for (let rank = 0, left = 4 + random.below(3); left > 0 || open.some(Boolean);) {
    const process = random.below(open.length);
    const current = open[process];
    if (current === undefined) {
      if (left-- <= 0) continue;
      const f = random.pick(['get', 'put', 'put', 'delete']);
      const input = f === 'put' && puts < 4 ? `v${puts++}` : null;
      const id = operations.length;
      const operation: Open['operation'] = {
        id,
        process,
        f: f === 'put' && input === null ? 'get' : f,
        input,
        output: null,
        outcome: 'info',
        call: rank++,
        return: Infinity,
      };
      operations.push(operation);
      open[process] = { operation, stage: 'asked' };
      continue;
    }
    const { operation } = current;
    if (operation.f !== 'get' && random.chance(0.06)) {
      operation.output = null;
      open[process] = undefined;
    } else if (current.stage === 'asked') {
      operation.output = [...stored];
      current.stage = 'read';
    } else if (current.stage === 'read' && operation.f !== 'get') {
      for (const value of operation.output as readonly Value[]) stored.delete(value);
      if (operation.f === 'put') stored.add(operation.input);
      current.stage = 'written';
    } else {
      operation.outcome = 'ok';
      operation.return = rank++;
      open[process] = undefined;
    }
  }
  return { operations };
}

/** With one value more or less in some answers. */
function spoilt({ operations }: History, random: Random): History {
  const values = operations.flatMap(({ input }) => (input === null ? [] : [input]));
  return {
    operations: operations.map((one): Operation => {
      if (one.outcome !== 'ok' || values.length === 0 || random.chance(0.6)) return one;
      const output = new Set(one.output as readonly Value[]);
      const value = random.pick(values);
      if (!output.delete(value)) output.add(value);
      return { ...one, output: [...output] };
    }),
  };
}

/** Whether some choice of what unanswered writes replaced makes every read right. */
function isRight({ operations }: History): boolean {
  const values = operations.flatMap(({ f, input }) => (f === 'put' ? [input] : []));
  const writes = operations.filter(({ f }) => f !== 'get');
  const open = writes.filter(({ outcome }) => outcome === 'info');
  for (let choice = 0; choice < 2 ** (values.length * open.length); choice++) {
    const replaces = (write: Operation, value: Value): boolean => {
      if (write.outcome === 'ok') return (write.output as readonly Value[]).includes(value);
      const bit = open.indexOf(write) * values.length + values.indexOf(value);
      return Math.floor(choice / 2 ** bit) % 2 === 1;
    };
    if (operations.every((one) => one.f !== 'get' || isRightRead(one, values, writes, replaces)))
      return true;
  }
  return false;
}

function isRightRead(
  read: Operation,
  values: readonly Value[],
  writes: readonly Operation[],
  replaces: (write: Operation, value: Value) => boolean,
): boolean {
  const output = read.output as readonly Value[];
  return values.every((value) => {
    const own = writes.find(({ f, input }) => f === 'put' && input === value)!;
    const others = writes.filter((write) => write !== own && replaces(write, value));
    if (output.includes(value)) {
      const isReplaced = writes.some(
        (write) => replaces(write, value) && write.outcome === 'ok' && write.return < read.call,
      );
      return own.call < read.return && !isReplaced;
    }
    return own.return >= read.call || others.some(({ call }) => call < read.return);
  });
}

describe('random histories', () => {
  test('of a store that is right are legal', () => {
    const random = seeded(61);
    const wrong = Array.from({ length: 2_000 }, () => rightHistory(random)).filter(
      (given) => siblings().check(given).kind !== 'legal',
    );
    expect(wrong).toEqual([]);
  });

  test('are judged as brute force judges them', () => {
    const random = seeded(62);
    const counts = { legal: 0, illegal: 0, unknown: 0 };
    for (let number = 0; number < 2_500; number++) {
      const given = spoilt(rightHistory(random), random);
      const verdict = siblings().check(given);
      counts[verdict.kind] += 1;
      if (verdict.kind !== (isRight(given) ? 'legal' : 'illegal')) {
        expect.fail(`${verdict.kind}: ${JSON.stringify(given)}`);
      }
      if (verdict.kind !== 'illegal') continue;
      const ids = verdict.anomalies[0].operations;
      const few = restrict(given, ({ id }) => ids.includes(id));
      expect(siblings().check(few).kind).toBe('illegal');
    }
    expect(counts.legal).toBeGreaterThan(500);
    expect(counts.illegal).toBeGreaterThan(500);
  });
});
