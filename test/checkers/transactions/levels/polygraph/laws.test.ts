/**
 * Larger histories of stores with snapshots: levels imply the weaker ones, what a store promises
 * holds, and little memory changes no answer.
 */

import { expect, test } from 'vitest';
import { seeded } from '../../../oracle/random.js';
import { AXIOMS, ORDERS } from './brute-force-comparison.js';
import { answersOf, expectImplied, nothingSeen } from './level-answers.js';
import type { StoreShape } from './snapshot-store.js';

function randomShape(seed: number): StoreShape {
  const random = seeded(seed);
  return {
    seed,
    transactions: 20 + random.below(100),
    sessions: 2 + random.below(12),
    operations: 2 + random.below(6),
    readShare: random.pick([0.3, 0.5, 0.7]),
    keys: 5 + random.below(60),
    store: random.pick(['serial', 'snapshot', 'prefix']),
    staleShare: random.pick([0, 0, 0.01, 0.03]),
  };
}

const PROMISED = { serial: 2, snapshot: 1, prefix: 0 };

test('levels imply the weaker ones, and stores keep what they promise', () => {
  const seen = nothingSeen();
  const count = 130;
  for (let seed = 0; seed < count; seed++) {
    const shape = randomShape(seed);
    const answers = answersOf(shape, seen);
    expectImplied(answers);
    if (shape.staleShare! > 0) continue;
    for (const row of answers.slice(0, PROMISED[shape.store] + 1)) {
      expect(row.map(({ kind }) => kind)).toEqual(['holds', 'holds', 'holds']);
    }
  }
  if (process.env['TALLY']) console.log(seen);
  for (const axiom of AXIOMS) {
    for (const order of ORDERS) {
      expect(seen.violated.get(`${axiom} ${order}`)).toBeGreaterThan(0.08 * count);
      expect(seen.violated.get(`${axiom} ${order}`)).toBeLessThan(0.85 * count);
    }
  }
  expect(seen.bruteForced).toBeGreaterThan(250);
});

test('tables in many blocks say the same', () => {
  const seen = nothingSeen();
  for (let seed = 500; seed < 540; seed++) {
    const shape = randomShape(seed);
    const kinds = answersOf(shape, seen).map((row) => row.map(({ kind }) => kind));
    // Room for a column or two, and for 1,024 pairs, which always have room.
    const tight = answersOf(shape, seen, 4096).map((row) => row.map(({ kind }) => kind));
    for (const [at, row] of tight.entries()) {
      for (const [rank, kind] of row.entries()) {
        if (kind !== 'unknown') expect(kind).toBe(kinds[at]![rank]);
      }
    }
    expect(tight.flat().filter((kind) => kind === 'unknown').length).toBeLessThan(9);
  }
});
