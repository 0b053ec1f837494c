/**
 * The search on a few small histories of every object: against all orders, with every combination
 * of reductions, and word for word.
 */

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS, type Reductions } from '../../checkers/linearizability/reductions.js';
import { verify } from '../../checkers/verify/verify.js';
import { seeded } from '../checkers/oracle/random.js';
import { SUBJECTS } from './drawn.js';
import { told } from './told.js';

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

describe.each(SUBJECTS)('$name', ({ name, small, medium }) => {
  test('the search agrees with every order, with any reductions', () => {
    const random = seeded(71);
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
      }
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(24);
  });

  test('the words and the work of the search', async () => {
    const random = seeded(72);
    const lines = Array.from({ length: 24 }, (_, number) => {
      const { model, history } = small(random);
      return `${number}: ${told(linearizable(model, { monitors: false }).check(history))}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-search`));
  });

  test('the work with each combination of reductions', async () => {
    const random = seeded(73);
    const histories = Array.from({ length: 5 }, () => medium(random, 30));
    const lines = Array.from({ length: 64 }, (_, number) => {
      const reductions = reductionsOf(number);
      const work = histories.map(({ model, history }) => {
        const { kind, effort } = linearizable(model, { monitors: false, reductions }).check(
          history,
          { configurationsMax: 500 },
        );
        return `${kind} ${effort.configurations}`;
      });
      return `${number.toString(2).padStart(6, '0')}: ${work.join(', ')}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-reductions`));
  });

  test('longer histories', async () => {
    const random = seeded(74);
    const lines = Array.from({ length: 10 }, (_, number) => {
      const { model, specification, history } = medium(random, 40 + 16 * number);
      const verdict = linearizable(model, { monitors: false }).check(history, {
        configurationsMax: 3000,
      });
      expect(verify(history, verdict, specification)).toEqual([]);
      return `${number}: ${told(verdict)}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`${name}-long-search`));
  });
});
