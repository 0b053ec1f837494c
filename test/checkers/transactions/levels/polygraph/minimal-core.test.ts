/**
 * Parts of what is a violation as soon as some given transactions are among it.
 */

import { expect, test } from 'vitest';
import { seeded } from '../../../oracle/random.js';
import { minimalCore } from './engine.js';

const among = (size: number): Int32Array => Int32Array.from({ length: size }, (_, at) => at + 1);

/** A violation is whatever contains one of the given parts; it is proved by all that is there. */
function violation(parts: readonly (readonly number[])[]) {
  const asked: number[] = [];
  const core = (nodes: Int32Array): Int32Array | undefined => {
    asked.push(nodes.length);
    return parts.some((part) => part.every((node) => nodes.includes(node))) ? nodes : undefined;
  };
  return { asked, core };
}

test('nothing that is left can be left out', () => {
  const random = seeded(1);
  for (let at = 0; at < 200; at++) {
    const size = 1 + random.below(60);
    const parts = Array.from({ length: 1 + random.below(3) }, () =>
      Array.from({ length: 1 + random.below(6) }, () => 1 + random.below(size)),
    );
    const found = minimalCore(among(size), violation(parts).core)!;
    const isViolation = violation(parts).core;
    expect(isViolation(found)).toBeDefined();
    for (const node of found) {
      expect(isViolation(found.filter((each) => each !== node))).toBeUndefined();
    }
  }
});

test('a smaller proof is taken up', () => {
  const asked: number[] = [];
  const core = (nodes: Int32Array): Int32Array | undefined => {
    asked.push(nodes.length);
    return nodes.includes(7) && nodes.includes(9) ? Int32Array.of(7, 9) : undefined;
  };
  expect(minimalCore(among(10_000), core)).toEqual(Int32Array.of(7, 9));
  expect(asked).toEqual([10_000, 1, 1]);
});

test('what is no violation has no core', () => {
  expect(minimalCore(among(10), violation([[11]]).core)).toBeUndefined();
});

test('parts that are too many are left as they are', () => {
  const everything = Array.from(among(2000));
  const { asked, core } = violation([everything]);
  expect(minimalCore(among(2000), core)).toEqual(among(2000));
  expect(asked.reduce((sum, length) => sum + length, 0)).toBeLessThan(500_000);
});
