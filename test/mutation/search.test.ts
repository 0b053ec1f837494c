/**
 * The search on a few small histories of every object: against all orders, with every combination
 * of reductions, and word for word.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS, type Reductions } from '../../checkers/linearizability/reductions.js';
import type { Model } from '../../checkers/model.js';
import type { Verdict } from '../../checkers/verdict.js';
import { modelNamed } from '../../checkers/models/index.js';
import { specificationNamed } from '../../checkers/verify/specifications.js';
import { verify } from '../../checkers/verify/verify.js';
import type { History } from '../../src/history/operation.js';
import { longHistory } from '../checkers/oracle/long-histories.js';
import { historyOf, type Row } from '../checkers/oracle/rows.js';
import { seeded } from '../checkers/oracle/random.js';
import { SUBJECTS } from './drawn.js';
import { record } from './told.js';

/** Tries from the middle at once, however short the history is. */
const EAGER = { patience: 1, events: 2 };

/** Combination `number` of the six reductions; 63 is all of them. */
function reductionsOf(number: number): Reductions {
  return {
    observersAtOnce: (number & 1) !== 0,
    symmetry: (number & 2) !== 0,
    dominance: (number & 4) !== 0,
    crashedNormalForm: (number & 8) !== 0,
    lookAhead: (number & 16) !== 0,
    windows: (number & 32) === 0 ? undefined : EAGER,
  };
}

const golden = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));

/** Those for which reductions make a difference. */
const REDUCED = ['register', 'cas-register', 'key-value', 'mutex', 'fifo-queue', 'set'];

describe.each(SUBJECTS)('$name', ({ name, small, medium }) => {
  test('small histories, with any reductions', async () => {
    const random = seeded(71);
    const verdicts: Verdict[] = [];
    const counts = { legal: 0, illegal: 0 };
    for (let number = 0; number < 192; number++) {
      const { model, specification, history, isLegal } = small(random);
      const expected = isLegal(history.operations) ? 'legal' : 'illegal';
      counts[expected] += 1;
      const eager = { ...ALL_REDUCTIONS, windows: EAGER };
      for (const reductions of [eager, reductionsOf(number % 64)]) {
        const verdict = linearizable(model, { monitors: false, reductions }).check(history);
        expect(verdict.kind).toBe(expected);
        expect(verify(history, verdict, specification)).toEqual([]);
        verdicts.push(verdict);
      }
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(24);
    await expect(record(verdicts, 12)).toMatchFileSnapshot(golden(`${name}-search`));
  });

  test('long histories', async () => {
    const random = seeded(74);
    const verdicts = Array.from({ length: 10 }, (_, number) => {
      const { model, specification, history } = medium(random, 40 + 16 * number);
      const checker = linearizable(model, { monitors: false });
      const verdict = checker.check(history, { configurationsMax: 3000 });
      expect(verify(history, verdict, specification)).toEqual([]);
      return verdict;
    });
    await expect(record(verdicts, 4)).toMatchFileSnapshot(golden(`${name}-long-search`));
  });
});

describe.each(SUBJECTS.filter(({ name }) => REDUCED.includes(name)))('$name', (subject) => {
  test('the work with each combination of reductions', async () => {
    const random = seeded(73);
    const histories = Array.from({ length: 5 }, () => subject.medium(random, 30));
    const lines = Array.from({ length: 64 }, (_, number) => {
      const reductions = reductionsOf(number);
      const work = histories.map(({ model, history }) => {
        const checker = linearizable(model, { monitors: false, reductions });
        const { kind, effort } = checker.check(history, { configurationsMax: 500 });
        return `${kind} ${effort.configurations}`;
      });
      return `${number.toString(2).padStart(6, '0')}: ${work.join(', ')}`;
    });
    const file = golden(`${subject.name}-reductions`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file);
  });
});

test.each(['register', 'cas-register', 'key-value', 'mutex'] as const)(
  '%s: more operations in flight than a word has bits',
  async (name) => {
    const random = seeded(76);
    const model = modelNamed(name);
    const verdicts = Array.from({ length: 4 }, (_, number) => {
      const shape = { operations: 150, crashes: 0, isBroken: number % 2 === 0 };
      const history = longHistory(name, random, { ...shape, processes: 40 + 15 * number });
      const checker = linearizable(model, { monitors: false });
      const verdict = checker.check(history, { configurationsMax: 1500 });
      expect(verify(history, verdict, specificationNamed(name)!)).toEqual([]);
      return verdict;
    });
    await expect(record(verdicts, 4)).toMatchFileSnapshot(golden(`${name}-wide`));
  },
);

test('memory is counted', async () => {
  const shape = { operations: 150, processes: 5, crashes: 0.05, isBroken: true };
  const crashing = longHistory('key-value', seeded(77), shape);
  const rows = Array.from({ length: 1100 }, (_, at): Row => [
    'write',
    at,
    null,
    2 * at,
    2 * at + 1,
  ]);
  const checks: readonly (readonly [Model, History, number])[] = [
    ...Array.from({ length: 30 }, (_, at) => {
      return [modelNamed('key-value'), crashing, 2000 * 1.2 ** at] as const;
    }),
    ...Array.from({ length: 12 }, (_, at) => {
      return [modelNamed('register'), historyOf(rows), 4_200_000 + 20_000 * at] as const;
    }),
  ];
  const lines = checks.map(([judged, each, bytesMax]) => {
    const verdict = linearizable(judged, { monitors: false }).check(each, { bytesMax });
    return `${Math.round(bytesMax)}: ${verdict.kind} ${verdict.effort.configurations}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('memory'));
});

test('models are asked once for each state and kind of call', async () => {
  const random = seeded(75);
  const lines = SUBJECTS.map(({ name, medium }) => {
    const counts = { step: 0, observes: 0, leads: 0, supplies: 0, demands: 0 };
    for (const operations of [40, 40, 100, 200]) {
      const { model, history } = medium(random, operations);
      const checker = linearizable(counting(model, counts), { monitors: false });
      checker.check(history, { configurationsMax: 2000 });
    }
    return `${name}: ${JSON.stringify(counts)}`;
  });
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('questions'));
});

/** The model, with a count of what it is asked. */
function counting(model: Model, counts: Record<string, number>): Model {
  const counted =
    <Arguments extends unknown[], Answer>(
      name: string,
      body: (...given: Arguments) => Answer,
    ): ((...given: Arguments) => Answer) =>
    (...given) => {
      counts[name]! += 1;
      return body(...given);
    };
  const { lookAhead } = model;
  return {
    ...model,
    step: counted('step', (state, call) => model.step(state, call)),
    ...(model.observes && { observes: counted('observes', (call) => model.observes!(call)) }),
    ...(lookAhead && {
      lookAhead: {
        leads: counted('leads', (state, call) => lookAhead.leads(state, call)),
        supplies: counted('supplies', (call, demand) => lookAhead.supplies(call, demand)),
        demands: counted('demands', (call) => lookAhead.demands(call)),
      },
    }),
  };
}
