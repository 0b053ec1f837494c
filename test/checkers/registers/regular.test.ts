/**
 * Regular and safe registers against every order of writes around each read.
 */

import { describe, expect, test } from 'vitest';
import { regular, safe } from '../../../checkers/registers/regular.js';
import { causal } from '../../../checkers/causal/weak-causal.js';
import type { Anomaly, Verdict } from '../../../checkers/verdict.js';
import { ModelError } from '../../../checkers/model.js';
import { namedConsistencyCheckers } from '../../../checkers/consistency.js';
import { history } from '../../../src/history/timeline.js';
import { repeatingHistory } from '../oracle/random-registers.js';
import { keepsTo } from '../oracle/register-models.js';
import { compareModel } from './model-comparison.js';

describe.each([
  ['regular', regular()],
  ['safe', safe()],
] as const)('%s registers', (name, checker) => {
  test('agree with all orders of up to 7 operations', () => {
    const tally = compareModel(checker, (given) => keepsTo(name, given), 3000, 8);
    expect(tally.legal).toBeGreaterThan(600);
    expect(tally.illegal).toBeGreaterThan(600);
  });

  test('agree where values are written more than once', () => {
    const tally = compareModel(checker, (given) => keepsTo(name, given), 1500, 9, repeatingHistory);
    expect(tally.legal).toBeGreaterThan(300);
    expect(tally.illegal).toBeGreaterThan(300);
  });
});

test('a read that overlaps a write may return anything, but not of a regular register', () => {
  const given = history`
    c0: |--w 1--|  |----w 2----|
    c1:               |--r 7--|
  `;
  expect(safe().check(given).kind).toBe('legal');
  expect(regular().check(given).kind).toBe('illegal');
});

test('a compare-and-set is refused by every model of registers', () => {
  const given = history`
    c0: |--w 1--|  |--cas 1 2--|
  `;
  for (const { name, checker } of namedConsistencyCheckers) {
    if (name === 'strong-eventual') continue;
    expect(() => checker.check(given), name).toThrow(ModelError);
    expect(() => checker.check(given), name).toThrow(/#1 is cas \[1, 2\]/);
  }
});

test('what registers hold at first may be said', () => {
  const given = history`
    c0: |--r 0--|  |--w 1--|
    c1:                       |--r 0--|
  `;
  const kinds = [causal(), causal({ initial: 0 }), regular({ initial: 0 })].map(
    (checker) => checker.check(given).kind,
  );
  expect(kinds).toEqual(['illegal', 'legal', 'illegal']);
  const [anomaly] = anomaliesOf(causal().check(given));
  expect(anomaly?.kind).toBe('thin-air-read');
});

test('a read of a value whose write failed names that write', () => {
  const [anomaly] = anomaliesOf(
    causal().check(history`
      c0: |--w 1--x
      c1:            |--r 1--|
    `),
  );
  expect(anomaly?.kind).toBe('aborted-read');
  expect(anomaly?.operations).toEqual([0, 1]);
});

function anomaliesOf(verdict: Verdict): readonly Anomaly[] {
  return verdict.kind === 'illegal' ? verdict.anomalies : [];
}
