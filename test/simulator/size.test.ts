/**
 * Sizes of messages against the length of their JSON.
 */

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeOf } from '../../src/simulator/size.js';

test('sizes are those of JSON but for escapes and a comma an entry', () => {
  const plain = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.stringMatching(/^[a-z]{0,8}$/),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  const containers = (text: string): number => (text.match(/[[{]/g) ?? []).length;
  fc.assert(
    fc.property(plain, (value) => {
      const text = JSON.stringify(value);
      const size = sizeOf(value);
      expect(size).toBeGreaterThanOrEqual(text.length);
      expect(size).toBeLessThanOrEqual(text.length + containers(text));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('what JSON cannot say has a size too', () => {
  expect(sizeOf({ a: undefined, b: 10n })).toBe(2 + (3 + 2 + 4) + (3 + 2 + 2) - 2 + 2);
});
