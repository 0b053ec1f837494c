/**
 * Mutual exclusion on hand-made notes, a millisecond apart, and beside a count of holders at every
 * moment of many traces.
 */

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mutualExclusion } from '../../../checkers/invariants/index.js';
import { traceOf, type Said } from './trace-of.js';

function acquires(holder: string, forMs: number, lock = 'x'): Said {
  return ['n0', 'acquired', { lock, holder, forUs: forMs * 1_000 }];
}

function releases(holder: string, lock = 'x'): Said {
  return ['n0', 'released', { lock, holder }];
}

function kindOf(...said: readonly Said[]): string {
  return mutualExclusion.check(traceOf(...said)).kind;
}

describe('mutual exclusion', () => {
  test('holds where nobody holds, and means nothing to notes of another shape', () => {
    expect(mutualExclusion.check(traceOf())).toMatchObject({
      kind: 'legal',
      effort: { judged: 0 },
    });
    const strange: Said[] = [
      ['n0', 'acquired', { lock: 'x', holder: 'a' }],
      ['n0', 'acquired', { lock: 'x', forUs: 9_000 }],
      ['n0', 'acquired', { holder: 'b', forUs: 9_000 }],
      ['n0', 'acquired', { lock: 'x', holder: 'c', forUs: 'long' }],
    ];
    expect(kindOf(...strange)).toBe('legal');
  });

  test('one after the other is legal: released, or over at that very moment', () => {
    expect(kindOf(acquires('a', 9), releases('a'), acquires('b', 9))).toBe('legal');
    expect(kindOf(acquires('a', 1), acquires('b', 9))).toBe('legal');
    expect(kindOf(acquires('a', 9), acquires('a', 9), acquires('b', 9, 'y'))).toBe('legal');
  });

  test('two at a time are not', () => {
    const said = [acquires('a', 9), acquires('b', 9, 'y'), acquires('c', 9)];
    const verdict = mutualExclusion.check(traceOf(...said));
    if (verdict.kind !== 'illegal') throw new Error(verdict.kind);
    expect(verdict.anomalies[0]).toMatchObject({
      kind: 'two-holders',
      message: 'a and c both hold the lock x',
    });
    expect(verdict.certificate).toMatchObject({ records: [0, 2] });
  });

  test('nobody releases what another holds', () => {
    expect(kindOf(acquires('a', 9), releases('b'), acquires('b', 9))).toBe('illegal');
  });

  test('a lease that is extended ends later', () => {
    expect(kindOf(acquires('a', 2), acquires('a', 2), acquires('b', 9))).toBe('illegal');
  });

  test('says what counting the holders says, of 2,000 traces', () => {
    const step = fc.tuple(
      fc.boolean(),
      fc.constantFrom('a', 'b', 'c'),
      fc.integer({ min: 1, max: 4 }),
    );
    const counts = { legal: 0, illegal: 0, unknown: 0 };
    for (const steps of fc.sample(fc.array(step, { maxLength: 7 }), { seed: 1, numRuns: 2_000 })) {
      const said = steps.map(([isRelease, holder, forMs]) =>
        isRelease ? releases(holder) : acquires(holder, forMs),
      );
      const { kind } = mutualExclusion.check(traceOf(...said));
      expect(kind).toBe(mostHolders(steps) > 1 ? 'illegal' : 'legal');
      counts[kind]++;
    }
    expect(Math.min(counts.legal, counts.illegal)).toBeGreaterThan(200);
  });
});

type Step = readonly [isRelease: boolean, holder: string, forMs: number];

/** How many hold the lock at most: each, after each step, by its own last word. */
function mostHolders(steps: readonly Step[]): number {
  const holdersAfter = steps.map((_, now) => {
    const holders = ['a', 'b', 'c'].filter((holder) => {
      const at = steps.findLastIndex(([, name], when) => name === holder && when <= now);
      const [isRelease, , forMs] = steps[at] ?? [true, '', 0];
      return !isRelease && at + forMs > now;
    });
    return holders.length;
  });
  return Math.max(0, ...holdersAfter);
}
