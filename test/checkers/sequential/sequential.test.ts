/**
 * Sequential consistency against every order of small histories, with the order that it gives.
 */

import { describe, expect, test } from 'vitest';
import { sequential } from '../../../checkers/sequential/sequential.js';
import type { History, Operation } from '../../../src/history/operation.js';
import { history } from '../../../src/history/timeline.js';
import { repeatingHistory, smallHistory } from '../oracle/random-registers.js';
import { seeded } from '../oracle/random.js';
import { keepsTo } from '../oracle/register-models.js';
import { compareModel } from '../registers/model-comparison.js';

const holds = (given: History): boolean => keepsTo('sequential', given);

describe('sequential consistency', () => {
  test('agrees with all orders of up to 7 operations', () => {
    const tally = compareModel(sequential(), holds, 3000, 5);
    expect(tally.unknown).toBe(0);
    expect(tally.legal).toBeGreaterThan(900);
    expect(tally.illegal).toBeGreaterThan(300);
  });

  test('agrees where values are written more than once', () => {
    const tally = compareModel(sequential(), holds, 1500, 6, repeatingHistory);
    expect(tally.unknown).toBe(0);
    expect(tally.legal).toBeGreaterThan(400);
    expect(tally.illegal).toBeGreaterThan(100);
  });

  test('the order of a legal verdict can be replayed', () => {
    const random = seeded(7);
    let replayed = 0;
    for (let number = 0; number < 500; number++) {
      const given = smallHistory(random);
      const verdict = sequential().check(given);
      if (verdict.kind !== 'legal') continue;
      expect(verdict.certificate.kind).toBe('commit-order');
      if (verdict.certificate.kind !== 'commit-order') continue;
      expectReplayed(given, [...verdict.certificate.order]);
      replayed += 1;
    }
    expect(replayed).toBeGreaterThan(100);
  });

  test('tells a store buffer step by step', () => {
    const verdict = sequential().check(history`
      c0: |--w x 1--| |--r y nil--|
      c1: |--w y 1--| |--r x nil--|
    `);
    if (verdict.kind !== 'illegal') expect.fail(verdict.kind);
    const [{ message, operations, explanation }] = verdict.anomalies;
    expect(message).toBe('no order of all operations explains #3 read null on key "x"');
    expect(operations).toEqual([0, 1, 2, 3]);
    expect(explanation).toEqual([
      'Process 0: #0 wrote 1 on key "x", then #2 read null on key "y".',
      'Process 1: #1 wrote 1 on key "y", then #3 read null on key "x".',
      '#2 read the initial value. So #2 comes before #1.',
      'However #3 read the initial value although it came after #0: process 0 did #0 before #2, ' +
        'and #2 comes before #1, and process 1 did #1 before #3: a contradiction.',
    ]);
  });
});

function expectReplayed({ operations }: History, order: readonly number[]): void {
  const taken = order.map((id) => operations[id]!);
  const left = operations.filter((each) => each.outcome === 'ok' && !taken.includes(each));
  expect(left).toEqual([]);
  const held = new Map<unknown, unknown>();
  const last = new Map<unknown, Operation>();
  for (const each of taken) {
    const before = last.get(each.process);
    if (before !== undefined && each.outcome === 'ok') expect(before.call).toBeLessThan(each.call);
    if (each.outcome === 'ok') last.set(each.process, each);
    if (each.f === 'write') held.set(each.key, each.input);
    else expect(held.get(each.key) ?? null).toBe(each.output);
  }
}
