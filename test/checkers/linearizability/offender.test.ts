/**
 * Whom an illegal verdict blames: the first operation at whose return the history up to there is
 * illegal, whatever the search saw ahead.
 */

import { expect, test } from 'vitest';
import { linearizable } from '../../../checkers/linearizability/linearizable.js';
import { casRegister } from '../../../checkers/models/cas-register.js';
import type { Operation } from '../../../src/history/operation.js';
import { isLinearizable } from '../oracle/brute-force.js';
import { seeded } from '../oracle/random.js';
import { randomHistory } from '../oracle/random-histories.js';

/**
 * The history at an instant: what was called by then, and answered if it had returned by then. What
 * is known to have done nothing was never there.
 */
function upTo(operations: readonly Operation[], now: number): Operation[] {
  return operations
    .filter((each) => each.call <= now && (each.return <= now || !didNothing(each)))
    .map((each) =>
      each.return <= now ? each : { ...each, outcome: 'info', output: null, return: Infinity },
    );
}

function didNothing({ outcome, output }: Operation): boolean {
  return outcome === 'fail' || output === false;
}

function offenderOf(operations: readonly Operation[]): number | undefined {
  const returned = operations.filter(({ outcome }) => outcome === 'ok');
  return returned
    .sort((first, second) => first.return - second.return)
    .find((each) => !isLinearizable('cas-register', upTo(operations, each.return), { initial: 0 }))
    ?.id;
}

function returnOf(operations: readonly Operation[], wanted: number | undefined): number {
  return operations.find(({ id }) => id === wanted)?.return ?? NaN;
}

test('the blamed operation is the first at which the history is illegal', () => {
  const random = seeded(31);
  const checker = linearizable(casRegister({ initial: 0 }));
  let illegal = 0;
  let late = 0;
  for (let number = 0; number < 4000; number++) {
    const shape = { operationsMax: 7, crashes: random.pick([0, 0.2]), keys: 0 };
    const { operations } = randomHistory('cas-register', random, 0, shape);
    const verdict = checker.check({ operations });
    const expected = offenderOf(operations);
    const blamed = verdict.kind === 'illegal' ? verdict.anomalies[0].operations.at(-1) : undefined;
    if (verdict.kind !== 'illegal') {
      expect(expected).toBeUndefined();
      continue;
    }
    illegal += 1;
    const { certificate } = verdict;
    if (certificate.kind !== 'refutation') {
      expect(certificate).toMatchObject({ kind: 'exhaustion', stuck: expected });
      continue;
    }
    expect(certificate.until).toBe(blamed);
    if (blamed === expected) continue;
    // The monitor may not know yet what to think of a cas that compared unequal.
    expect(operations.some(({ output }) => output === false)).toBe(true);
    expect(returnOf(operations, blamed)).toBeGreaterThan(returnOf(operations, expected));
    late += 1;
  }
  expect(illegal).toBeGreaterThan(1000);
  expect(late).toBeLessThan(illegal / 100);
});
