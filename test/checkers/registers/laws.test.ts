/**
 * Laws of the lattice on histories too long for brute force: what keeps a stronger model keeps the
 * weaker ones, the witnesses of violations stand alone, and each model is broken by some history
 * that keeps the next weaker one.
 */

import { describe, expect, test } from 'vitest';
import { namedConsistencyCheckers } from '../../../checkers/consistency.js';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { register } from '../../../checkers/models/register.js';
import { atomicTo } from '../../../checkers/staleness/bounded-versions.js';
import { measureStaleness } from '../../../checkers/staleness/bounded-time.js';
import type { Checker } from '../../../checkers/checker.js';
import { restrict } from '../../../src/history/history.js';
import type { History } from '../../../src/history/operation.js';
import { history } from '../../../src/history/timeline.js';
import { seeded, type Random } from '../oracle/random.js';
import { largeHistory, type Replication } from './large-histories.js';

const checkers = new Map<string, Checker>([
  ['linearizable', linearizable(register())],
  ['1-atomic', atomicTo(1)],
  ...namedConsistencyCheckers
    .filter(({ name }) => !name.includes('eventual'))
    .map(({ name, checker }) => [name, checker] as const),
]);

/** Who keeps the first keeps the second. */
const LAWS: readonly (readonly [string, string])[] = [
  ['linearizable', '1-atomic'],
  ['1-atomic', 'linearizable'],
  ['linearizable', 'sequential'],
  ['linearizable', 'regular'],
  ['regular', 'safe'],
  ['1-atomic', '2-atomic'],
  ['2-atomic', '3-atomic'],
  ['sequential', 'causal-memory'],
  ['sequential', 'causal-convergence'],
  ['causal-memory', 'causal'],
  ['causal-memory', 'pram'],
  ['causal-memory', 'writes-follow-reads'],
  ['causal-convergence', 'causal'],
  ['causal-convergence', 'read-your-writes'],
  ['causal-convergence', 'monotonic-reads'],
  ['causal-convergence', 'monotonic-writes'],
  ['causal-convergence', 'writes-follow-reads'],
  ['pram', 'read-your-writes'],
  ['pram', 'monotonic-reads'],
  ['pram', 'monotonic-writes'],
  ['causal', 'read-your-writes'],
];

/** Models neither of which implies the other, by histories that keep the first alone. */
const INDEPENDENT: readonly (readonly [string, string])[] = [
  ['causal-memory', 'causal-convergence'],
  ['pram', 'causal'],
  ['pram', 'writes-follow-reads'],
  ['causal', 'monotonic-reads'],
  ['sequential', '3-atomic'],
];

function draw(random: Random): History {
  return largeHistory(random, {
    operations: random.pick([6, 12, 30, 60]),
    processes: 2 + random.below(4),
    keys: 1 + random.below(3),
    replication: random.pick(['atomic', 'ordered', 'causal', 'fifo'] as const),
    learning: random.pick([0.3, 0.7]),
    crashes: random.pick([0, 0.05]),
    faults: random.pick([0, 0, 1]),
  });
}

describe('the lattice of models of registers', () => {
  test('whatever keeps a model keeps the weaker ones, and these are weaker', () => {
    const random = seeded(61);
    const apart = new Map<string, number>();
    for (let number = 0; number < 600; number++) {
      const given = draw(random);
      const kinds = new Map([...checkers].map(([name, each]) => [name, each.check(given).kind]));
      for (const [stronger, weaker] of LAWS) {
        if (kinds.get(stronger) !== 'legal' || kinds.get(weaker) === 'legal') continue;
        expect.fail(`${stronger} but ${kinds.get(weaker)} ${weaker}: ${JSON.stringify(given)}`);
      }
      expect(measureStaleness(given)?.delay === 0).toBe(kinds.get('linearizable') === 'legal');
      for (const [one, other] of [...LAWS.map(([a, b]) => [b, a] as const), ...INDEPENDENT]) {
        if (kinds.get(one) !== 'legal' || kinds.get(other) !== 'illegal') continue;
        apart.set(`${one}, not ${other}`, (apart.get(`${one}, not ${other}`) ?? 0) + 1);
      }
    }
    const expected = [...LAWS.map(([a, b]) => [b, a] as const), ...INDEPENDENT]
      .filter(([one]) => one !== 'linearizable' && one !== '1-atomic')
      .map(([one, other]) => `${one}, not ${other}`);
    expect(expected.filter((each) => !apart.has(each))).toEqual([]);
  });

  test('the operations named by a violation show it without the others', () => {
    const random = seeded(62);
    const sizes = new Map<string, number>();
    for (let number = 0; number < 300; number++) {
      const given = draw(random);
      for (const [name, checker] of checkers) {
        const verdict = name === 'linearizable' ? undefined : checker.check(given);
        if (verdict?.kind !== 'illegal') continue;
        const ids = verdict.anomalies[0].operations;
        const few = restrict(given, ({ id }) => ids.includes(id));
        expect(checker.check(few).kind, `${name}: ${JSON.stringify(given)}`).toBe('illegal');
        expect(verdict.anomalies[0].explanation.at(-1)).toMatch(/^However .*: a contradiction\.$/);
        sizes.set(name, Math.max(sizes.get(name) ?? 0, ids.length));
      }
    }
    expect(sizes.size).toBe(checkers.size - 1);
    for (const [name, size] of sizes) expect(size, name).toBeLessThan(20);
  });
});

/** What replicas of each kind keep, whatever happens. */
const KEPT: Readonly<Record<Replication, readonly string[]>> = {
  atomic: [...checkers.keys()],
  ordered: ['sequential', 'causal-memory', 'causal-convergence', 'pram'],
  causal: ['causal-memory', 'causal', 'writes-follow-reads', 'monotonic-writes'],
  fifo: ['pram', 'read-your-writes', 'monotonic-reads', 'monotonic-writes'],
};

test('runs of replicas keep what the replicas are made for', () => {
  const random = seeded(64);
  for (const [replication, names] of Object.entries(KEPT)) {
    for (let number = 0; number < 25; number++) {
      const given = largeHistory(random, {
        operations: 200 + random.below(200),
        processes: 2 + random.below(6),
        keys: 1 + random.below(5),
        replication: replication as Replication,
        learning: random.pick([0.2, 0.7]),
        crashes: random.pick([0, 0.05]),
        faults: 0,
      });
      for (const name of names) {
        expect(checkers.get(name)!.check(given).kind, `${name}, ${replication}`).toBe('legal');
      }
    }
  }
});

/** The kinds of verdict on one history. */
function judge(given: History, names: readonly string[]): string[] {
  return names.map((name) => checkers.get(name)!.check(given).kind);
}

test('causal convergence does not imply that a process has a view of its own', () => {
  const given = history`
    c0: |--w z 1--| |--w x 1--| |--w y 1--|
    c1: |--w x 2--| |--r z nil--|             |--r y 1--| |--r x 2--|
  `;
  const names = ['causal-convergence', 'causal', 'causal-memory', 'pram'];
  expect(judge(given, names)).toEqual(['legal', 'legal', 'illegal', 'illegal']);
});

test('a regular register may go back while it is written, and then keeps no order', () => {
  const given = history`
    c0: |--w 1--| |-----------w 2-----------|
    c1:             |--r 2--|   |--r 1--|
  `;
  const names = ['regular', 'sequential', 'monotonic-reads', '1-atomic', '2-atomic'];
  expect(judge(given, names)).toEqual(['legal', 'illegal', 'illegal', 'illegal', 'legal']);
});

test('10,000 operations are decided', () => {
  const replications = ['atomic', 'causal'] as const;
  for (const replication of replications) {
    const shape = { operations: 10_000, processes: 10, keys: 5, learning: 0.7, crashes: 0.005 };
    const given = largeHistory(seeded(63), { ...shape, replication, faults: 0 });
    for (const [name, checker] of checkers) {
      const { kind } = checker.check(given);
      expect(kind, `${name}, ${replication}`).not.toBe('unknown');
      if (replication === 'atomic') expect(kind, name).toBe('legal');
      else if (name === 'causal-memory') expect(kind).toBe('legal');
    }
  }
});
