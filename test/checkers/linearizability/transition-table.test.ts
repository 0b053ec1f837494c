/**
 * The table of transitions against a map, with more entries than any first size holds.
 */

import { expect, test } from 'vitest';
import { TransitionTable } from '../../../checkers/linearizability/transition-table.js';
import { seeded } from '../oracle/random.js';

const MISSING = -7;

test('answers what a map would', () => {
  const random = seeded(51);
  const table = new TransitionTable();
  const map = new Map<string, number>();
  let words = 0;
  for (let step = 0; step < 20_000; step++) {
    const state = random.below(200);
    const kind = random.below(200);
    const name = `${state} ${kind}`;
    expect(table.get(state, kind, MISSING)).toBe(map.get(name) ?? MISSING);
    if (map.has(name)) continue;
    const answer = random.below(100) - 1;
    words += table.put(state, kind, answer);
    map.set(name, answer);
  }
  // About 15,700 entries, at most half of the places; three words each, from 1,024 places on.
  expect(words).toBe(3 * (32_768 - 1024));
  for (const [name, answer] of map) {
    const [state, kind] = name.split(' ').map(Number) as [number, number];
    expect(table.get(state, kind, MISSING)).toBe(answer);
  }
});
