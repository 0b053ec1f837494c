/**
 * Staleness in versions and in time against every order of small histories.
 */

import { describe, expect, test } from 'vitest';
import { atomicTo } from '../../../checkers/staleness/bounded-versions.js';
import { boundedStaleness, measureStaleness } from '../../../checkers/staleness/bounded-time.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { repeatingHistory, smallHistory, staleHistory, timed } from '../oracle/random-registers.js';
import { seeded, type Random } from '../oracle/random.js';
import { isAtomicTo, missedAtMost, staleBy } from '../oracle/register-models.js';
import { compareModel } from '../registers/model-comparison.js';

describe.each([1, 2, 3])('%i-atomicity', (k) => {
  test('agrees with all orders of up to 7 operations', () => {
    const tally = compareModel(
      atomicTo(k),
      (given) => isAtomicTo(k, given),
      3000,
      10 + k,
      staleHistory,
    );
    expect(tally.unknown).toBe(0);
    expect(tally.legal).toBeGreaterThan(500);
    expect(tally.illegal).toBeGreaterThan([0, 800, 400, 300][k]!);
  });

  test('agrees where values are written more than once', () => {
    const tally = compareModel(
      atomicTo(k),
      (given) => isAtomicTo(k, given),
      1000,
      20 + k,
      repeatingHistory,
    );
    expect(tally.unknown).toBe(0);
    expect(tally.legal).toBeGreaterThan(200);
    expect(tally.illegal).toBeGreaterThan(20);
  });
});

describe.each([1, 2, 3])('long histories with reads of the last %i writes', (k) => {
  test('are legal, with an order that can be replayed', () => {
    const random = seeded(40 + k);
    for (let number = 0; number < 60; number++) {
      const given = stale(random, k, 30 + random.below(300));
      const verdict = atomicTo(k).check(given);
      expect(verdict.kind).toBe('legal');
      if (verdict.kind !== 'legal' || verdict.certificate.kind !== 'commit-order') continue;
      const order = [...verdict.certificate.order].map((id) => given.operations[id]!);
      expectReplayed(order, k);
      expect(order).toHaveLength(given.operations.length);
    }
  });
});

/** Operations that take effect at instants of their own, somewhere in intervals that overlap. */
function stale(random: Random, k: number, count: number): History {
  const values: Value[] = [null];
  const operations = Array.from({ length: count }, (_, at): Operation => {
    const isWrite = random.chance(0.4);
    if (isWrite) values.push(at + 1);
    const behind = Math.min(values.length, 1 + random.below(k));
    return {
      id: 0,
      process: at,
      f: isWrite ? 'write' : 'read',
      input: isWrite ? at + 1 : null,
      output: isWrite ? null : values.at(-behind)!,
      outcome: 'ok',
      call: at - 5 * random.below(100) * 0.01 - 0.001 * at,
      return: at + 5 * random.below(100) * 0.01 + 0.001 * at + 0.0001,
    };
  });
  operations.sort((left, right) => left.call - right.call);
  return { operations: operations.map((each, id) => ({ ...each, id })) };
}

function expectReplayed(order: readonly Operation[], k: number): void {
  const values: Value[] = [null];
  let latest = -Infinity;
  for (const each of order) {
    expect(each.return).toBeGreaterThan(latest);
    latest = Math.max(latest, each.call);
    if (each.f === 'write') values.push(each.input);
    else expect(values.slice(-k)).toContain(each.output);
  }
}

describe('staleness in time', () => {
  test.each([0, 20, 60])('a bound of %i agrees with all orders', (delayMax) => {
    const checker = boundedStaleness({ delayMax });
    const random = seeded(30 + delayMax);
    let [legal, illegal] = [0, 0];
    for (let number = 0; number < 400; number++) {
      const given = timed(smallHistory(random));
      const expected = staleBy(given) <= delayMax;
      expect(checker.check(given).kind).toBe(expected ? 'legal' : 'illegal');
      if (expected) legal += 1;
      else illegal += 1;
    }
    expect(legal).toBeGreaterThan(80);
    expect(illegal).toBeGreaterThan(80);
  });

  test('the smallest delay, and the versions missed, are those of all orders', () => {
    const random = seeded(33);
    const counts = { fresh: 0, stale: 0, never: 0, missed: 0 };
    for (let number = 0; number < 1200; number++) {
      const given = timed(smallHistory(random));
      const measured = measureStaleness(given);
      const expected = staleBy(given);
      expect(measured?.unit).toBe('nanoseconds');
      expect(measured?.delay).toBe(expected);
      expect(measured?.versions).toBe(missedAtMost(given));
      if (measured!.versions > 0) counts.missed += 1;
      if (expected === 0) counts.fresh += 1;
      else if (expected === Infinity) counts.never += 1;
      else counts.stale += 1;
    }
    expect(counts.fresh).toBeGreaterThan(150);
    expect(counts.stale).toBeGreaterThan(150);
    expect(counts.never).toBeGreaterThan(10);
    expect(counts.missed).toBeGreaterThan(150);
  });
});
