/**
 * Histories of so many transactions that real time is assumed first; and what ends a search.
 */

import { describe, expect, test } from 'vitest';
import { decideStrongLevel, observeRegisters } from './engine.js';
import { ORDERS } from './brute-force-comparison.js';
import { answersOf, expectImplied, nothingSeen, plain } from './level-answers.js';
import { complaintOf } from './replay.js';
import { storeColumns } from './snapshot-store.js';

describe('more than a thousand transactions', () => {
  const base = { transactions: 1100, sessions: 80, operations: 4, readShare: 0.5 };
  test.each([
    [{ ...base, seed: 1, keys: 150, store: 'serial' }, 'holds holds holds'],
    [{ ...base, seed: 2, keys: 100, store: 'snapshot' }, 'holds holds violated'],
    [{ ...base, seed: 3, keys: 50, store: 'prefix' }, 'holds violated violated'],
    [
      { ...base, seed: 4, keys: 50, store: 'serial', staleShare: 0.002 },
      'violated violated violated',
    ],
  ] as const)('%o', (shape, kinds) => {
    const seen = nothingSeen();
    const answers = answersOf(shape, seen);
    expectImplied(answers);
    for (const rank of ORDERS.keys()) {
      expect(answers.map((row) => row[rank]!.kind).join(' ')).toBe(kinds);
    }
    expect(seen.involvedMax).toBeLessThan(30);
  });

  test('a few stale reads are no violation where commits have no order', () => {
    const columns = storeColumns({
      ...base,
      seed: 5,
      keys: 3000,
      store: 'serial',
      staleShare: 0.002,
    });
    const observation = observeRegisters(columns);
    const answer = decideStrongLevel(observation, { axiom: 'serializable', order: 'none' });
    const strict = decideStrongLevel(observation, { axiom: 'serializable', order: 'realtime' });
    expect([answer.kind, strict.kind]).toEqual(['holds', 'violated']);
    if (answer.kind !== 'holds') return;
    const level = { axiom: 'serializable', order: 'none' } as const;
    expect(complaintOf(plain(columns), observation, level, answer)).toBe('');
  });
});

describe('what ends a search early', () => {
  const shape = { transactions: 900, sessions: 25, operations: 8, readShare: 0.5, keys: 300 };
  const observation = observeRegisters(storeColumns({ ...shape, seed: 1, store: 'snapshot' }));
  const level = { axiom: 'snapshot-isolation', order: 'session' } as const;

  test('a budget', () => {
    const { configurations } = decideStrongLevel(observation, level);
    expect(configurations).toBeGreaterThan(1);
    expect(decideStrongLevel(observation, level, { configurationsMax: 1 })).toEqual({
      kind: 'unknown',
      reason: 'the search took more decisions than allowed; raise configurationsMax',
      configurations: 1,
    });
  });

  test('whoever has waited long enough', () => {
    let asked = 0;
    const answer = decideStrongLevel(observation, level, { shouldStop: () => ++asked > 1 });
    expect(answer).toMatchObject({
      kind: 'unknown',
      reason: 'the check was stopped before the search was done',
    });
  });

  test('no memory for the choices', () => {
    expect(decideStrongLevel(observation, level, { bytesMax: 4096 })).toEqual({
      kind: 'unknown',
      reason: 'the choices between versions take more memory than allowed; raise bytesMax',
      configurations: 0,
    });
  });
});
