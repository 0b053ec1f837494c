/**
 * Version vectors: a join semilattice whose order is what one knows beyond the other.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { covers, join, type VersionVector } from '../../src/systems/version-vector.js';

const vector: fc.Arbitrary<VersionVector> = fc.dictionary(
  fc.constantFrom('n0', 'n1', 'n2'),
  fc.integer({ min: 0, max: 4 }),
);

const RUNS = { seed: 3, numRuns: 500 };

function writesIn(of: VersionVector): string[] {
  return Object.entries(of).flatMap(([writer, count]) =>
    Array.from({ length: count }, (_, at) => `${writer}/${at + 1}`),
  );
}

test('who is not named has written nothing', () => {
  expect(covers({}, { n0: 0 })).toBe(true);
  expect(covers({}, { n0: 1 })).toBe(false);
  expect(covers({ n1: 2 }, {})).toBe(true);
});

test('to cover is to know each write', () => {
  fc.assert(
    fc.property(vector, vector, (left, right) => {
      const [known, wanted] = [writesIn(left), writesIn(right)];
      expect(covers(left, right)).toBe(wanted.every((write) => known.includes(write)));
      const either = [...new Set([...known, ...wanted])].sort();
      expect(writesIn(join(left, right)).sort()).toEqual(either);
    }),
    RUNS,
  );
});

test('the join is the least that covers both', () => {
  fc.assert(
    fc.property(vector, vector, vector, (left, right, third) => {
      const joined = join(left, right);
      expect(covers(joined, left) && covers(joined, right)).toBe(true);
      const coversBoth = covers(third, left) && covers(third, right);
      expect(covers(third, joined)).toBe(coversBoth);
    }),
    RUNS,
  );
});

test('joining is commutative, associative and idempotent', () => {
  fc.assert(
    fc.property(vector, vector, vector, (left, right, third) => {
      expect(join(left, right)).toEqual(join(right, left));
      expect(join(join(left, right), third)).toEqual(join(left, join(right, third)));
      expect(join(left, left)).toEqual(left);
    }),
    RUNS,
  );
});

test('neither argument changes', () => {
  const left = Object.freeze({ n0: 1 });
  const right = Object.freeze({ n0: 2, n1: 1 });
  expect(join(left, right)).toEqual({ n0: 2, n1: 1 });
});
