/**
 * Laws that hold of any checker of linearizability, on histories too long for brute force, and the
 * reductions against the search without them.
 */

import { describe, expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS, type Reductions } from '../../../checkers/linearizability/reductions.js';
import { modelNamed } from '../../../checkers/models/index.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import { restrict } from '../../../src/history/history.js';
import type { History, Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import type { ObjectName } from '../oracle/brute-force.js';
import { longHistory } from '../oracle/long-histories.js';
import { seeded, type Random } from '../oracle/random.js';

const NO_REDUCTIONS: Reductions = {
  observersAtOnce: false,
  symmetry: false,
  dominance: false,
  crashedNormalForm: false,
  lookAhead: false,
  windows: undefined,
};

const names: readonly ObjectName[] = ['register', 'cas-register', 'key-value', 'mutex'];

function draw(name: ObjectName, random: Random): History {
  const crashes = random.pick([0, 0, 0.03]);
  return longHistory(name, random, {
    operations: 50 + random.below(251),
    processes: 2 + random.below(4),
    crashes,
    isBroken: random.chance(0.5),
  });
}

function kindOf(name: ObjectName, history: History, reductions = ALL_REDUCTIONS): string {
  const checker = linearizable(modelNamed(name), { monitors: false, reductions });
  const verdict = checker.check(history, { configurationsMax: 30_000 });
  expect(verify(history, verdict, specificationNamed(name)!)).toEqual([]);
  return verdict.kind;
}

describe.each(names)('%s', (name) => {
  test('the search with reductions answers what the search without them does', () => {
    const random = seeded(41);
    const counts = new Map<string, number>();
    for (let number = 0; number < 60; number++) {
      const history = draw(name, random);
      const plain = kindOf(name, history, NO_REDUCTIONS);
      const reduced = kindOf(name, history);
      if (plain !== 'unknown') expect(reduced).toBe(plain);
      counts.set(plain, (counts.get(plain) ?? 0) + 1);
    }
    expect(counts.get('legal')).toBeGreaterThan(10);
    expect(counts.get('illegal')).toBeGreaterThan(8);
  });

  test('without one of its observers, or what came after it, a legal history stays legal', () => {
    const random = seeded(42);
    for (let number = 0; number < 60; number++) {
      const history = draw(name, random);
      if (kindOf(name, history) !== 'legal') continue;
      const { operations } = history;
      const observers = operations.filter(({ f }) => f === 'read' || f === 'get');
      if (observers.length > 0) {
        const gone = random.pick(observers);
        expect(
          kindOf(
            name,
            restrict(history, (each) => each !== gone),
          ),
        ).toBe('legal');
      }
      const now = random.pick(operations).call;
      expect(kindOf(name, { operations: prefix(operations, now) })).toBe('legal');
    }
  });

  test('names of values, keys and processes do not matter', () => {
    const random = seeded(43);
    for (let number = 0; number < 30; number++) {
      const history = draw(name, random);
      const operations = history.operations.map((each) => ({
        ...each,
        process: `client ${each.process}`,
        key: [each.key ?? null],
        ...(name === 'key-value' ? {} : renamed(each)),
      }));
      expect(kindOf(name, { operations })).toBe(kindOf(name, history));
    }
  });
});

function prefix(operations: readonly Operation[], now: number): Operation[] {
  return operations
    .filter(({ call }) => call <= now)
    .map((each) =>
      each.return <= now ? each : { ...each, outcome: 'info', output: null, return: Infinity },
    );
}

/** Another name for each number; null, the initial value, keeps its own. */
function renamed({ input, output }: Operation): Pick<Operation, 'input' | 'output'> {
  const rename = (value: Value): Value => {
    if (Array.isArray(value)) return value.map((item: Value) => rename(item));
    return typeof value === 'number' ? `value ${7 - value}` : value;
  };
  return { input: rename(input), output: rename(output) };
}
