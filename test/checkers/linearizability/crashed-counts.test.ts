/**
 * Counts of crashed operations packed into words, against plain arrays.
 */

import { expect, test } from 'vitest';
import { countsAtMost, layoutCounts } from '../../../checkers/linearizability/crashed-counts.js';
import { seeded } from '../oracle/random.js';

test('packed counts compare as the counts do', () => {
  const random = seeded(7);
  for (let round = 0; round < 2000; round++) {
    const capacities = Array.from({ length: 1 + random.below(40) }, () =>
      random.pick([1, 1, 2, 3, 300, 70_000, 2 ** 29]),
    );
    const layout = layoutCounts(capacities);
    const draw = (): number[] => capacities.map((capacity) => random.below(capacity + 1));
    const pack = (counts: readonly number[]): Int32Array => {
      const words = new Int32Array(layout.words);
      counts.forEach(
        (count, field) => (words[layout.word[field]!]! += count << layout.shift[field]!),
      );
      return words;
    };
    const more = draw();
    const fewer = random.chance(0.5)
      ? more.map((count) => count - (random.chance(0.2) ? random.below(count + 1) : 0))
      : draw();
    const [packedFewer, packedMore] = [pack(fewer), pack(more)];
    const packed = [...layout.guards.keys()].every((word) =>
      countsAtMost(packedFewer[word]!, packedMore[word]!, layout.guards[word]!),
    );
    expect(packed).toBe(fewer.every((count, field) => count <= more[field]!));
    fewer.forEach((count, field) => {
      const word = packedFewer[layout.word[field]!]!;
      expect((word >>> layout.shift[field]!) & layout.mask[field]!).toBe(count);
    });
  }
});
