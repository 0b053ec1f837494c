import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS } from '../../../checkers/linearizability/reductions.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import { historyOf, type Row } from '../oracle/rows.js';

/** Forty compare-and-sets that crashed at once, and a read of what none of them can lead to. */
const rows: Row[] = [['write', 1, null, 0, 1]];
for (let at = 0; at < 40; at++) rows.push(['cas', [at % 7, (at * 3 + 1) % 7], null, 2 + at]);
rows.push(['read', null, 1, 100, 101], ['read', null, 99, 102, 103]);
const history = historyOf(rows);
const reductions = { ...ALL_REDUCTIONS, lookAhead: false };
const checker = linearizable(casRegister(), { reductions });

describe('an unknown verdict', () => {
  test('comes when the budget is used up, with memory bounded by it', { timeout: 60_000 }, () => {
    const before = process.memoryUsage().rss;
    const verdict = checker.check(history, { configurationsMax: 200_000 });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
    expect(verdict).toMatchObject({
      kind: 'unknown',
      effort: { judged: 43, configurations: 200_000 },
      reason:
        'gave up after 200000 configurations: 40 crashed operations may each have happened at ' +
        'any later time or never; raise configurationsMax (200000)',
      progress:
        'reached the return of #42 (read): the history up to there, 2 of 3 completed ' +
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

  test('is not needed where the look-ahead sees the end', () => {
    expect(linearizable(casRegister()).check(history).kind).toBe('illegal');
  });
});
