/**
 * Budgets: a search that cannot end says so, and what it did establish.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { historyOf, type Row } from '../oracle/rows.js';

/**
 * Forty compare-and-sets that crashed at once, and then reads that each need some path of them from
 * 0 to the next value, until they are used up.
 */
const rows: Row[] = [['write', 0, null, 0, 1]];
for (let at = 0; at < 40; at++) {
  const from = at % 7;
  rows.push(['cas', [from, (from + 1 + (at % 5)) % 7], null, 2 + at]);
}
for (let round = 0; round < 24; round++) {
  const at = 100 + 4 * round;
  rows.push(['write', 0, null, at, at + 1], ['read', null, 1 + (round % 6), at + 2, at + 3]);
}
const history = historyOf(rows);
const checker = linearizable(casRegister());

describe('an unknown verdict', () => {
  test('comes when the budget is used up, with memory bounded by it', { timeout: 60_000 }, () => {
    const before = process.memoryUsage().rss;
    const verdict = checker.check(history, { configurationsMax: 200_000 });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
    expect(verdict).toMatchObject({
      kind: 'unknown',
      effort: { judged: 89, configurations: 200_000 },
      reason:
        'gave up after 200000 configurations: 40 crashed operations may each have happened at ' +
        'any later time or never; raise configurationsMax (200000)',
      progress:
        'reached the return of #54 (read): the history up to there, 14 of 49 completed ' +
        'operations, is linearizable',
    });
  });

  test('comes when it is stopped from outside', () => {
    let asked = 0;
    const verdict = checker.check(history, { shouldStop: () => ++asked === 3 });
    expect(verdict).toMatchObject({
      kind: 'unknown',
      effort: { configurations: 3 * 4096 },
      reason: 'stopped from outside after 12288 configurations',
    });
  });

  test('says how many keys are known', () => {
    const { operations } = history;
    const keyed = operations.map((each) => ({ ...each, key: 'hard' }));
    const easy = operations.slice(0, 1).map((each) => ({ ...each, id: 99, key: 'easy' }));
    const verdict = checker.check({ operations: [...easy, ...keyed] }, { configurationsMax: 5000 });
    expect(verdict).toMatchObject({
      kind: 'unknown',
      progress: expect.stringMatching(/ on key "hard"; 1 of 2 keys are linearizable$/) as string,
    });
  });
});
