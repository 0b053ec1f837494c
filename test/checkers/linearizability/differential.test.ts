/**
 * The checker against brute force: 20,000 random histories of each object, searched with all
 * reductions, with none, and with every combination in turn; every certificate goes through the
 * verifier.
 */

import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/history/operation.js';
import type { Value } from '../../../src/history/value.js';
import { failureReason } from '../../../checkers/linearizability/failure-reason.js';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { ALL_REDUCTIONS, type Reductions } from '../../../checkers/linearizability/reductions.js';
import type { Model } from '../../../checkers/model.js';
import { modelNamed } from '../../../checkers/models/index.js';
import { specificationNamed } from '../../../checkers/verify/specifications.js';
import { verify } from '../../../checkers/verify/verify.js';
import { isLinearizable, type ObjectName } from '../oracle/brute-force.js';
import { seeded } from '../oracle/random.js';
import { randomHistory } from '../oracle/random-histories.js';

const HISTORIES = 20_000;

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

const initials: Readonly<Record<ObjectName, readonly Value[]>> = {
  register: [null, 0],
  'cas-register': [null, 0],
  'key-value': [null, ''],
  mutex: [null],
};

function makeModel(name: ObjectName, initial: Value): Model {
  return name === 'mutex' ? modelNamed(name) : modelNamed(name, initial);
}

const seeds: Readonly<Record<ObjectName, number>> = {
  register: 1,
  'cas-register': 2,
  'key-value': 3,
  mutex: 4,
};

interface Tally {
  legal: number;
  illegal: number;
  crashed: number;
  observed: number;
}

function compare(name: ObjectName, failures: 'ignore' | 'observe'): Tally {
  const random = seeded(seeds[name] * 2 + (failures === 'observe' ? 1 : 0));
  const tally: Tally = { legal: 0, illegal: 0, crashed: 0, observed: 0 };
  const combinations = 64;
  const all = [ALL_REDUCTIONS, { ...ALL_REDUCTIONS, windows: EAGER }];
  for (let number = 0; number < HISTORIES / 2; number++) {
    const initial = random.pick(initials[name]);
    const crashes = random.pick([0, 0.15, 0.4]);
    const keys = random.pick([0, 0, 2]);
    const history = randomHistory(name, random, initial, { operationsMax: 7, crashes, keys });
    const observeFailures = failures === 'observe';
    const expected = isLinearizable(name, history.operations, { initial, observeFailures });
    tally[expected ? 'legal' : 'illegal'] += 1;
    if (history.operations.some(({ outcome }) => outcome === 'info')) tally.crashed += 1;
    if (history.operations.some((each) => sawSomething(each))) tally.observed += 1;
    const model = makeModel(name, initial);
    const seen = observeFailures ? { failureOf: failureReason } : {};
    const specification = specificationNamed(name, initial, seen)!;
    for (const reductions of [all[number % 2]!, reductionsOf(number % combinations)]) {
      const verdict = linearizable(model, { failures, monitors: false, reductions }).check(history);
      const problems = verify(history, verdict, specification);
      if (verdict.kind !== (expected ? 'legal' : 'illegal') || problems.length > 0) {
        // Only a disagreement is worth the cost of an assertion.
        expect({ number, reductions, history, verdict: verdict.kind, problems }).toEqual({
          number,
          reductions,
          history,
          verdict: expected ? 'legal' : 'illegal',
          problems: [],
        });
      }
    }
  }
  return tally;
}

function sawSomething({ outcome, error }: Operation): boolean {
  return outcome === 'fail' && (error === 20 || error === 22);
}

describe.each(Object.keys(seeds) as ObjectName[])('%s against brute force', (name) => {
  test.each(['ignore', 'observe'] as const)('failures: %s', { timeout: 60_000 }, (failures) => {
    const tally = compare(name, failures);
    const least = (share: number): number => (share * HISTORIES) / 2;
    expect(tally.legal).toBeGreaterThan(least(0.35));
    expect(tally.illegal).toBeGreaterThan(least(0.35));
    expect(tally.crashed).toBeGreaterThan(least(0.25));
    if (name.startsWith('cas') || name.startsWith('key')) {
      expect(tally.observed).toBeGreaterThan(least(0.1));
    }
  });
});
