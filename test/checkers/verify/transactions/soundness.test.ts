/**
 * What the verifier believes is true: whatever certificate chance makes, one that is accepted
 * agrees with a search through all orders.
 */

import { describe, expect, test } from 'vitest';
import type { Certificate } from '../../../../checkers/certificate.js';
import * as verifier from '../../../../checkers/verify/transactions/verify-transactions.js';
import { seeded, type Random } from '../../oracle/random.js';
import {
  isTrue,
  MODELS,
  randomCycle,
  randomListHistory,
  randomRegisterHistory,
  someOf,
  type OracleModel,
  type RandomHistory,
} from './random-certificates.js';

type Guess = (random: Random, history: RandomHistory, model: OracleModel) => Certificate;

const cores: Guess = (random, { columns }, { name }) => ({
  kind: 'core',
  model: name,
  operations: someOf(random, columns.size, 1 + random.below(4)),
});

const cycles: Guess = (random, history, { name }) => randomCycle(random, history, name);

const orders: Guess = (random, { columns }, { name, axiom }) => {
  const crashed = random.below(2);
  const order = someOf(random, columns.size, columns.size).filter(
    (id) => columns.outcome[id] !== 1 && (crashed === 0 || columns.outcome[id] === 0),
  );
  if (axiom !== 'prefix' && axiom !== 'snapshot-isolation') {
    return { kind: 'commit-order', model: name, order };
  }
  const snapshots = order.map((_, at) => Math.max(0, at - random.below(2)));
  return { kind: 'commit-order', model: name, order, snapshots };
};

/** How many of some guesses were believed, and which of them should not have been. */
function believed(
  make: (random: Random) => RandomHistory,
  guess: Guess,
  count: number,
  guesses: number,
): { accepted: number; wrong: string[] } {
  const wrong: string[] = [];
  let accepted = 0;
  for (let seed = 1; seed <= count; seed++) {
    const random = seeded(seed);
    const history = make(random);
    const verify = verifier.transactionVerifier(history.columns);
    for (let at = 0; at < guesses; at++) {
      const model = random.pick(MODELS);
      const certificate = guess(random, history, model);
      const claim = certificate.kind === 'commit-order' ? 'legal' : 'illegal';
      if (verify(certificate, claim).length > 0) continue;
      const truth = isTrue(history, model);
      if (truth === undefined) continue;
      accepted++;
      if (truth !== (claim === 'legal')) {
        wrong.push(`seed ${seed}: ${JSON.stringify(certificate)}`);
      }
    }
  }
  return { accepted, wrong };
}

describe('what is accepted is true', () => {
  test.each([
    ['cores', cores, 100, 30, 30],
    ['cycles', cycles, 150, 300, 3],
    ['orders', orders, 120, 40, 80],
  ] as const)('%s of registers', (_, guess, count, guesses, acceptedMin) => {
    const { accepted, wrong } = believed(randomRegisterHistory, guess, count, guesses);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(accepted).toBeGreaterThan(acceptedMin);
  });

  test.each([
    ['cores', cores, 100, 30, 30],
    ['cycles', cycles, 150, 300, 3],
    ['orders', orders, 120, 40, 80],
  ] as const)('%s of lists', (_, guess, count, guesses, acceptedMin) => {
    const { accepted, wrong } = believed(randomListHistory, guess, count, guesses);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(accepted).toBeGreaterThan(acceptedMin);
  });
});
