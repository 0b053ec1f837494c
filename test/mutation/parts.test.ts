/**
 * Histories of several keys: budgets, progress, every key, parts on their way to other threads, and
 * failures that saw something.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { CheckOptions, CheckProgress } from '../../checkers/checker.js';
import { linearizable, partsOf } from '../../checkers/linearizability/linearizable.js';
import { buffersOf, packPart, unpackPart } from '../../checkers/linearizability/packed-part.js';
import { PartsCheck } from '../../checkers/linearizability/parts-check.js';
import { modelNamed } from '../../checkers/models/index.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import { verify } from '../../checkers/verify/verify.js';
import { ColumnarHistory, columnsOf } from '../../src/history/columns/columnar-history.js';
import { restrict } from '../../src/history/history.js';
import type { History, Operation } from '../../src/history/operation.js';
import { Keyword, type Value } from '../../src/history/value.js';
import type { ObjectName } from '../checkers/oracle/brute-force.js';
import { longHistory } from '../checkers/oracle/long-histories.js';
import { randomHistory } from '../checkers/oracle/random-histories.js';
import { seeded } from '../checkers/oracle/random.js';
import { historyOf, type Row } from '../checkers/oracle/rows.js';
import { SUBJECTS, type Drawn } from './drawn.js';
import { told } from './told.js';

const golden = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));

/** A history of several keys one after the other, the longest last; `broken` ones are illegal. */
function keyed(name: ObjectName, keys: readonly Value[], broken: readonly number[]): History {
  const operations: Operation[] = [];
  for (const [number, key] of keys.entries()) {
    const shape = { operations: 20 + 5 * number, processes: 4, crashes: 0.02 };
    const isBroken = broken.includes(number);
    const history = longHistory(name, seeded(90 + number), { ...shape, isBroken });
    const base = 1000 * number;
    for (const each of history.operations) {
      const id = operations.length;
      const moved = { call: base + each.call, return: base + each.return };
      operations.push({ ...each, ...moved, id, key, process: `${number}.${each.process}` });
    }
  }
  return restrict({ operations }, () => true);
}

const KEYS = [7, 'x', ['a', 1], new Keyword('k'), null] as const;

describe('several keys', () => {
  const options: readonly CheckOptions[] = [
    {},
    { everyPart: true },
    { configurationsMax: 150 },
    { configurationsMax: 150, everyPart: true },
    { bytesMax: 20_000 },
    { shouldStop: () => true },
  ];

  test.each(options)('%o', async (given) => {
    const lines: string[] = [];
    for (const name of ['cas-register', 'key-value', 'mutex'] as const) {
      for (const broken of [[], [1, 3], [4]]) {
        const history = keyed(name, KEYS, broken);
        const progress: CheckProgress[] = [];
        for (const monitors of [true, false]) {
          const checker = linearizable(modelNamed(name), { monitors });
          const onProgress = (each: CheckProgress): unknown => progress.push(each);
          const verdict = checker.check(history, { ...given, onProgress });
          expect(verify(history, verdict, specificationNamed(name)!)).toEqual([]);
          lines.push(`${name} ${JSON.stringify(broken)}: ${told(verdict)}`);
        }
        lines.push(`  ${progress.map((each) => Object.values(each).join('/')).join(' ')}`);
      }
    }
    const title = JSON.stringify(given).replaceAll(/\W+/g, ' ').trim().replaceAll(' ', '-');
    const file = given.shouldStop === undefined ? title || 'default' : 'stopped';
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`keys-${file}`));
  });

  test('shouldStop is asked once in 4096 configurations', () => {
    const random = seeded(91);
    const shape = { operations: 2000, processes: 5, crashes: 0, isBroken: false };
    const history = longHistory('cas-register', random, shape);
    let asked = 0;
    const checker = linearizable(modelNamed('cas-register'), { monitors: false });
    const { effort } = checker.check(history, { shouldStop: () => ++asked < 0 });
    expect(asked).toBe(Math.floor(effort.configurations / 4096));
    expect(effort).toMatchInlineSnapshot(`
      {
        "configurations": 847,
        "judged": 2000,
      }
    `);
  });
});

describe('parts apart', () => {
  test.each(SUBJECTS)('$name: packed, judged one by one and put together', ({ medium }) => {
    const random = seeded(92);
    expectSameApart(Array.from({ length: 6 }, () => medium(random, 30)));
  });

  test.each(['cas-register', 'key-value', 'mutex'] as const)('%s of several keys', (name) => {
    const [model, specification] = [modelNamed(name), specificationNamed(name)!];
    const histories = [[], [1], [3], [4], [2, 3]].map((broken) => keyed(name, KEYS, broken));
    expectSameApart(histories.map((history) => ({ model, specification, history })));
  });

  function expectSameApart(cases: readonly Omit<Drawn, 'isLegal'>[]): void {
    for (const { model, specification, history } of cases) {
      const parts = partsOf(history, model, {});
      const check = new PartsCheck(parts, history.operations.length, model, {});
      for (const part of parts) {
        const packed = packPart(part);
        const sent = unpackPart(structuredClone(packed, { transfer: buffersOf(packed) }));
        const columns = Object.values(packed.columns).filter((each) => ArrayBuffer.isView(each));
        expect(columns.every(({ byteLength }) => byteLength === 0)).toBe(true);

        const alone = new PartsCheck([sent], sent.size, model, {});
        alone.search(alone.monitor());
        check.absorb(part, alone.verdict());
      }
      const together = check.verdict();
      const whole = linearizable(model).check(history);
      expect(together.kind).toBe(whole.kind);
      expect(together.algorithm).toBe(whole.algorithm);
      expect(verify(history, together, specification)).toEqual([]);
      if (together.kind === 'illegal' && whole.kind === 'illegal') {
        expect(together.anomalies[0]).toStrictEqual(whole.anomalies[0]);
        expect(together.certificate).toStrictEqual(whole.certificate);
      }
    }
  }
});

test.each(['register', 'cas-register', 'key-value'] as const)(
  '%s: failures that saw something',
  async (name) => {
    const random = seeded(93);
    const checker = linearizable(modelNamed(name), { failures: 'observe' });
    const lines = Array.from({ length: 60 }, (_, number) => {
      const shape = { operationsMax: 7, crashes: 0, keys: random.pick([0, 2]) };
      const history = randomHistory(name, random, null, shape);
      return `${number}: ${told(checker.check(history, { everyPart: true }))}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-failures`));
  },
);

test('answers of operations that crashed or failed count for nothing, and stay as they are', () => {
  const rows: Row[] = [
    ['write', 1, null, 0, 1],
    ['write', 2, 5, 2],
    ['read', null, 6, 3],
    ['cas', [1, 2], 8, 4, 5],
    ['read', null, 1, 6, 7],
    ['read', null, 2, 8, 9],
  ];
  const operations = historyOf(rows).operations.map((each): Operation =>
    each.f === 'cas' ? { ...each, outcome: 'fail', error: 11 } : each,
  );
  const history: History = restrict({ operations }, () => true);
  const before = structuredClone(columnsOf(history).output);
  for (const failures of ['ignore', 'observe'] as const) {
    const checker = linearizable(modelNamed('cas-register'), { failures });
    for (const error of [11, 22]) {
      const seen = operations.map((each) => (each.f === 'cas' ? { ...each, error } : each));
      // That it did not compare equal to 1 contradicts the reads.
      const expected = failures === 'observe' && error === 22 ? 'illegal' : 'legal';
      expect(checker.check({ operations: seen }).kind).toBe(expected);
    }
    expect(checker.check(history).kind).toBe('legal');
  }
  expect(columnsOf(history).output).toEqual(before);

  // Columns that were read from a file may hold such answers.
  const output = before.map((code, at) => (operations[at]!.outcome === 'ok' ? code : 9));
  const columnar = new ColumnarHistory({ ...columnsOf(history), output });
  const checker = linearizable(modelNamed('cas-register'), { monitors: false });
  expect(checker.check(columnar)).toEqual(checker.check(history));
  expect([...output].filter((code) => code === 9)).toHaveLength(3);
});

test('too many operations in flight at once', () => {
  const rows = Array.from({ length: 9000 }, (_, at): Row => ['write', at % 3, null, at, 9000 + at]);
  const { operations } = historyOf(rows);
  const keyed = operations.map((each) => ({ ...each, key: 'wide' }));
  const checker = linearizable(modelNamed('register'), { monitors: false });
  expect(told(checker.check({ operations: keyed }))).toMatchInlineSnapshot(`
    "unknown by just-in-time search, 0 of effort
      too many operations in flight at once on key "wide"; record with fewer processes
      not begun on key "wide""
  `);
});
