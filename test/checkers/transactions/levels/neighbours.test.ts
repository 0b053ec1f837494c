/**
 * The table of neighbouring models: for each pair that histories of single items can tell apart, a
 * level of the store keeps the stronger one, and another one only the weaker. The other rows of the
 * lattice: 1SR and view serializability are serializability to whoever sees only reads and writes,
 * and session serializability its strong-session form; repeatable read differs from it by
 * predicates; update serializability, forward consistent view, monotonic view and monotonic
 * snapshot reads are broken by nothing that the checks find. `npm run campaign -- neighbours` runs
 * more seeds.
 */

import { describe, expect, test } from 'vitest';
import { alarmOf, isDecided, neighbours, separate } from './neighbours.js';

const SEEDS_KEPT = 200;
const SEEDS_BROKEN = 50;

const strongerLevels = [
  ...new Set(neighbours.map(({ stronger, kind }) => `${stronger} ${kind}`)),
].map((text) => text.split(' ') as [string, 'list-append' | 'rw-register']);

test('there are pairs enough', () => {
  const pairs = new Set(neighbours.map(({ weaker, stronger }) => `${weaker} ${stronger}`));
  expect(pairs.size).toBeGreaterThanOrEqual(25);
});

describe.each(strongerLevels)('%s, %s', (level, kind) => {
  test(`is kept by ${SEEDS_KEPT} runs of its own level`, () => {
    expect(alarmOf(level, kind, SEEDS_KEPT)).toBeUndefined();
  });
});

describe.each(neighbours)('a run of $weaker, $kind', (pair) => {
  test(`breaks ${pair.stronger} within ${SEEDS_BROKEN} seeds, with accepted evidence`, () => {
    const found = separate(pair, SEEDS_BROKEN);
    expect(found).toBeDefined();
    const certified = Number(isDecided(pair.stronger)) + Number(found!.weaker === 'holds');
    // What holds because no anomaly is there has no certificate.
    const isPlain = !isDecided(pair.weaker) && found!.weaker === 'holds';
    expect(found!.accepted).toBeGreaterThanOrEqual(certified - Number(isPlain));
  });
});
