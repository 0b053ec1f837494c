/**
 * The whole checker, monitors first, on a few histories of every object: against all orders, as to
 * whom it blames, by the verifier, and word for word.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import type { Model } from '../../checkers/model.js';
import type { IllegalVerdict, Verdict } from '../../checkers/verdict.js';
import { verify } from '../../checkers/verify/verify.js';
import type { Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { seeded } from '../checkers/oracle/random.js';
import { SUBJECTS, type Drawn } from './drawn.js';
import { record } from './told.js';

const golden = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));

/** The history at an instant: what was called by then, and answered if it had returned by then. */
function upTo(operations: readonly Operation[], now: number, model: Model): Operation[] {
  return operations
    .filter(
      (each) =>
        each.call <= now &&
        (each.return <= now || (each.outcome !== 'fail' && model.observes?.(each) !== true)),
    )
    .map((each) =>
      each.return <= now ? each : { ...each, outcome: 'info', output: null, return: Infinity },
    );
}

/** Anomalies that the search found in a set are of one element. */
function isOfPart(operation: Operation, key: Value | undefined, model: Model): boolean {
  const names = [operation.key];
  if (typeof model.partition === 'function') names.push(model.partition(operation));
  return names.some((name) => JSON.stringify(name) === JSON.stringify(key));
}

type Blamed = 'the first' | 'a later one';

/** Which of the returns at whose instant the history is illegal was blamed. */
function blamed({ model, history, isLegal }: Drawn, { anomalies }: IllegalVerdict): Blamed {
  const { key, operations: named } = anomalies[0];
  const { return: end } = history.operations[named.at(-1)!]!;
  const part = history.operations.filter((each) => isOfPart(each, key, model));
  expect(isLegal(upTo(part, end, model))).toBe(false);
  return isLegal(upTo(part, end - 1, model)) ? 'the first' : 'a later one';
}

describe.each(SUBJECTS)('$name', ({ name, small, medium }) => {
  test('small histories', async () => {
    const random = seeded(81);
    const verdicts: Verdict[] = [];
    const counts = { legal: 0, illegal: 0, 'the first': 0, 'a later one': 0 };
    for (let number = 0; number < 500; number++) {
      const case_ = small(random);
      const { model, specification, history, isLegal } = case_;
      const expected = isLegal(history.operations) ? 'legal' : 'illegal';
      counts[expected] += 1;
      const verdict = linearizable(model).check(history);
      expect(verdict.kind).toBe(expected);
      expect(verify(history, verdict, specification)).toEqual([]);
      if (verdict.kind === 'illegal') counts[blamed(case_, verdict)] += 1;
      verdicts.push(verdict);
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(60);
    // A monitor may decline a shorter history and yet understand the longer one.
    expect(counts['a later one']).toBeLessThan(name.startsWith('stack') ? 3 : 1);
    await expect(record(verdicts, 40)).toMatchFileSnapshot(golden(`${name}-small`));
  });

  test('medium histories', async () => {
    const random = seeded(82);
    const verdicts = Array.from({ length: 150 }, () => {
      const { model, specification, history } = medium(random, 8 + random.below(33));
      const verdict = linearizable(model).check(history, { configurationsMax: 1000 });
      expect(verify(history, verdict, specification)).toEqual([]);
      return verdict;
    });
    await expect(record(verdicts, 10)).toMatchFileSnapshot(golden(`${name}-medium`));
  });

  test('long histories', async () => {
    const random = seeded(83);
    const verdicts = Array.from({ length: 16 }, (_, number) => {
      const { model, specification, history } = medium(random, 50 + 8 * number * number);
      const verdict = linearizable(model).check(history, { configurationsMax: 2000 });
      expect(verify(history, verdict, specification)).toEqual([]);
      return verdict;
    });
    await expect(record(verdicts, 6)).toMatchFileSnapshot(golden(`${name}-long`));
  });
});
