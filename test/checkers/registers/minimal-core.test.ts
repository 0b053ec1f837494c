/**
 * Minimal cores of families of sets that are drawn at random.
 */

import { expect, test } from 'vitest';
import { minimalCore } from '../../../checkers/registers/minimal-core.js';
import { seeded } from '../oracle/random.js';

test('a core is illegal, and not without any one of its members', () => {
  const random = seeded(71);
  const sizes = new Set<number>();
  for (let number = 0; number < 500; number++) {
    const size = 1 + random.below(40);
    const causes = Array.from({ length: 1 + random.below(4) }, () =>
      Array.from({ length: random.below(6) }, () => random.below(size)),
    );
    const isIllegal = (members: Int32Array): boolean =>
      causes.some((cause) => cause.every((each) => members.includes(each)));
    const core = minimalCore(size, isIllegal);
    expect([...core]).toEqual([...new Set(core)].sort((left, right) => left - right));
    expect(isIllegal(core)).toBe(true);
    for (const member of core)
      expect(isIllegal(core.filter((each) => each !== member))).toBe(false);
    sizes.add(core.length);
  }
  expect(sizes.size).toBeGreaterThan(4);
});

test('asks about few sets, and small ones where the core is near the beginning', () => {
  let asked = 0;
  let largest = 0;
  const core = minimalCore(100_000, (members) => {
    asked += 1;
    largest = Math.max(largest, members.length);
    return [300, 310, 500].every((each) => members.includes(each));
  });
  expect([...core]).toEqual([300, 310, 500]);
  expect(asked).toBeLessThan(100);
  expect(largest).toBeLessThan(1100);
});

test('a core that nobody could follow is not made smaller', () => {
  const core = minimalCore(500, (members) => members.length > 400);
  expect(core.length).toBeGreaterThan(400);
});
