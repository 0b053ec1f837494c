/**
 * No step makes an illegal history of a legal one: random steps on random legal histories, judged
 * before and after by trying all orders. And the same test with a step that is not sound, which has
 * to be found out.
 */

import { describe, expect, test } from 'vitest';
import type { Model } from '../../../checkers/model.js';
import { register } from '../../../checkers/models/register.js';
import { boundaries } from '../../../src/history/history.js';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { beginningOf } from '../../../src/shrink/history/beginning.js';
import { isObserver, removalOf, type Removal } from '../../../src/shrink/history/removal.js';
import { withoutBeginning } from '../../../src/shrink/history/settled-beginning.js';
import { seeded, type Random } from '../../checkers/oracle/random.js';
import { draws, type Recorded } from './recorded-objects.js';

const LEGAL = 20_000;

describe('a legal history stays legal', () => {
  test(`over ${LEGAL} legal histories of every object`, () => {
    const { legal, illegal, steps, broken } = campaign(removalOf);
    expect(broken).toEqual([]);
    expect(legal).toBe(LEGAL);
    expect(illegal).toBeGreaterThan(LEGAL / 4);
    // Few steps would prove little.
    for (const draw of draws) expect(steps.get(draw)).toBeGreaterThan(300);
  });

  test.each<[string, (model: Model) => Removal]>([
    ['whatever is chosen goes', () => (operations, chosen) => withoutChosen(operations, chosen)],
    [
      'a write goes and what read it stays',
      (model) => (operations, chosen) => {
        const writes = operations.filter((each) => chosen.has(each) && each.f === 'write');
        return withoutChosen(removalOf(model)(operations, new Set()), new Set(writes));
      },
    ],
    [
      'crashed operations go',
      () => (operations, chosen) =>
        operations.filter((each) => !chosen.has(each) || each.outcome !== 'info'),
    ],
  ])('the test finds out that %s', (_, ruleOf) => {
    expect(campaign(ruleOf).broken).not.toEqual([]);
  });
});

describe('every single step', () => {
  test('of 3,000 legal histories leaves a legal one', () => {
    const random = seeded(7);
    let steps = 0;
    for (let legal = 0, at = 0; legal < 3_000; at++) {
      const recorded = draws[at % draws.length]!(random);
      const operations = telling(recorded);
      if (!recorded.isLegal(operations)) continue;
      legal += 1;
      for (const smaller of everyStep(operations, recorded.model)) {
        steps += 1;
        if (recorded.isLegal(smaller)) continue;
        expect([recorded.object, operations, smaller]).toBe('legal');
      }
    }
    expect(steps).toBeGreaterThan(30_000);
  });

  test('what tells nothing goes without a change of the answer, legal or not', () => {
    const random = seeded(8);
    const counts = { legal: 0, illegal: 0 };
    for (let at = 0; at < 8_000; at++) {
      const recorded = draws[at % draws.length]!(random);
      const { operations } = recorded.history;
      const left = telling(recorded).filter(
        (each) => each.outcome !== 'info' || !isObserver(each, recorded.model),
      );
      if (left.length === operations.length) continue;
      const isLegal = recorded.isLegal(operations);
      expect([recorded.object, recorded.isLegal(left)]).toEqual([recorded.object, isLegal]);
      counts[isLegal ? 'legal' : 'illegal'] += 1;
    }
    expect(counts.legal).toBeGreaterThan(300);
    expect(counts.illegal).toBeGreaterThan(300);
  });
});

describe('a quiet instant of a register', () => {
  const at = (id: number, f: string, value: Value, call: number, end: number): Operation => {
    const input = f === 'write' ? value : null;
    return { id, process: id, f, input, output: value, outcome: 'ok', call, return: end };
  };
  const after = (kept: Iterable<readonly Operation[]>): number[][] =>
    Array.from(kept, (operations) => operations.map(({ id }) => id));

  test('after writes that overlap, nobody knows which was last until a read tells', () => {
    const writes = [at(0, 'write', 1, 0, 3), at(1, 'write', 2, 1, 2)];
    const later = at(3, 'read', 1, 6, 7);
    expect(after(withoutBeginning([...writes, later], register()))).toEqual([]);
    const told = [...writes, at(2, 'read', 1, 4, 5), later];
    expect(after(withoutBeginning(told, register()))).toEqual([[0, 3]]);
  });

  test('a write that was over before another began does not stand for the value', () => {
    const operations = [
      at(0, 'write', 1, 0, 1),
      at(1, 'write', 2, 2, 3),
      at(2, 'read', 1, 4, 5),
      at(3, 'read', 2, 6, 7),
    ];
    expect(after(withoutBeginning(operations, register()))).not.toContainEqual([0, 1, 3]);
  });
});

interface Campaign {
  readonly legal: number;
  readonly illegal: number;
  /** Steps that took something away. */
  readonly steps: ReadonlyMap<unknown, number>;
  /** What was legal and is not any more; the first one only. */
  readonly broken: readonly unknown[];
}

function campaign(ruleOf: (model: Model) => Removal): Campaign {
  const random = seeded(20_011);
  const steps = new Map<unknown, number>(draws.map((draw) => [draw, 0]));
  let legal = 0;
  let illegal = 0;
  for (let at = 0; legal < LEGAL; at++) {
    const draw = draws[at % draws.length]!;
    const recorded = draw(random);
    const operations = telling(recorded);
    if (!recorded.isLegal(operations)) {
      illegal += 1;
      continue;
    }
    legal += 1;
    const smaller = someSteps(operations, recorded, ruleOf(recorded.model), random);
    if (smaller.length === operations.length) continue;
    steps.set(draw, steps.get(draw)! + 1);
    if (!recorded.isLegal(smaller)) {
      return { legal, illegal, steps, broken: [recorded.object, operations, smaller] };
    }
  }
  return { legal, illegal, steps, broken: [] };
}

/** What is left when any one operation goes, or all that came after an instant or before one. */
function everyStep(operations: readonly Operation[], model: Model): (readonly Operation[])[] {
  const removal = removalOf(model);
  return [
    ...operations.map((each) => removal(operations, new Set([each]))),
    ...boundaries({ operations }).map(({ rank }) => beginningOf(operations, rank, model)),
    ...withoutBeginning(operations, model),
  ];
}

function someSteps(
  operations: readonly Operation[],
  { model }: Recorded,
  removal: Removal,
  random: Random,
): readonly Operation[] {
  let left = operations;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const kind = random.below(8);
    if (kind === 0) {
      const ranks = boundaries({ operations: left }).map(({ rank }) => rank);
      if (ranks.length > 0) left = beginningOf(left, random.pick(ranks), model);
    } else if (kind < 4) {
      const choices = [...withoutBeginning(left, model)];
      if (choices.length > 0) left = random.pick(choices);
    } else {
      const share = random.pick([0.1, 0.3, 0.6]);
      left = removal(left, new Set(left.filter(() => random.chance(share))));
    }
  }
  return left;
}

/** Failures stay only where they say something. */
function telling({ history, failures }: Recorded): readonly Operation[] {
  return history.operations.filter(({ outcome }) => outcome !== 'fail' || failures === 'observe');
}

function withoutChosen(
  operations: readonly Operation[],
  chosen: ReadonlySet<Operation>,
): readonly Operation[] {
  return operations.filter((operation) => !chosen.has(operation));
}
