/**
 * The whole checker, monitors first, on a few histories of every object: against all orders, as to
 * whom it blames, and word for word.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import type { Model } from '../../checkers/model.js';
import { verify } from '../../checkers/verify/verify.js';
import type { Operation } from '../../src/history/operation.js';
import type { Value } from '../../src/history/value.js';
import { seeded } from '../checkers/oracle/random.js';
import { SUBJECTS } from './drawn.js';
import { told } from './told.js';

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

describe.each(SUBJECTS)('$name', ({ name, small, medium }) => {
  test('the checker agrees with every order, and blames the first return that is illegal', () => {
    const random = seeded(81);
    const counts = { legal: 0, illegal: 0 };
    for (let number = 0; number < 500; number++) {
      const { model, specification, history, isLegal } = small(random);
      const { operations } = history;
      const expected = isLegal(operations) ? 'legal' : 'illegal';
      counts[expected] += 1;
      const verdict = linearizable(model).check(history);
      expect(verdict.kind).toBe(expected);
      expect(verify(history, verdict, specification)).toEqual([]);
      if (verdict.kind !== 'illegal') continue;
      const blamed = operations.find(({ id }) => id === verdict.anomalies[0].operations.at(-1))!;
      const part = operations.filter((each) => isOfPart(each, verdict.anomalies[0].key, model));
      expect(isLegal(upTo(part, blamed.return, model))).toBe(false);
      expect(isLegal(upTo(part, blamed.return - 1, model))).toBe(true);
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(60);
  });

  test('the words of the checker', async () => {
    const random = seeded(82);
    const lines = Array.from({ length: 60 }, (_, number) => {
      const { model, history } = small(random);
      return `${number}: ${told(linearizable(model).check(history, { everyPart: true }))}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-checker`));
  });

  test('longer histories', async () => {
    const random = seeded(83);
    const lines = Array.from({ length: 24 }, (_, number) => {
      const { model, specification, history } = medium(random, 20 + 3 * number * number);
      const verdict = linearizable(model).check(history, { configurationsMax: 3000 });
      expect(verify(history, verdict, specification)).toEqual([]);
      return `${number}: ${told(verdict)}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-long-checker`));
  });
});
