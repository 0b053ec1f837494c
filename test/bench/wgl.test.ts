/**
 * The classic search against brute force: it is the yardstick of the benchmark, so it has to be
 * right.
 */

import { expect, test } from 'vitest';
import { classicSearch } from '../../bench/wgl/search.js';
import { modelNamed } from '../../checkers/models/index.js';
import { unpartitioned } from '../../checkers/models/unpartitioned.js';
import { isLinearizable } from '../checkers/oracle/brute-force.js';
import { randomHistory } from '../checkers/oracle/random-histories.js';
import { seeded } from '../checkers/oracle/random.js';
import { historyOf } from '../checkers/oracle/rows.js';

const RUNS = 1_500;

test.each(['register', 'cas-register', 'key-value', 'mutex'] as const)(
  'agrees with brute force on %s',
  (name) => {
    const random = seeded(0x3a1 + name.length);
    const initial = name === 'key-value' ? '' : null;
    const model = modelNamed(name, name === 'mutex' ? undefined : initial);
    const counts = { legal: 0, illegal: 0, stopped: 0 };
    for (let run = 0; run < RUNS; run++) {
      const keys = random.pick([0, 2]);
      const history = randomHistory(name, random, initial, {
        operationsMax: 7,
        crashes: random.pick([0, 0, 0.2]),
        keys,
      });
      const expected = isLinearizable(name, history.operations, { initial });
      const { kind } = classicSearch(history, model);
      counts[kind]++;
      expect(`${run} ${kind}`).toBe(`${run} ${expected ? 'legal' : 'illegal'}`);
      if (run % 5 === 0) expect(classicSearch(history, unpartitioned(model)).kind).toBe(kind);
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(RUNS / 10);
  },
);

test('stops when it is told to', () => {
  const history = historyOf([
    ['write', 1, null, 0, 1],
    ['read', null, 2, 2, 3],
  ]);
  const model = modelNamed('register');
  expect(classicSearch(history, model, () => true).kind).toBe('stopped');
  expect(classicSearch(history, model).kind).toBe('illegal');
});
