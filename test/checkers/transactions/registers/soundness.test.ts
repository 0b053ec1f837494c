/**
 * Inference on registers against all orders of small histories; the campaign does it at full
 * length.
 */

import { describe, expect, it } from 'vitest';
import { seeded } from '../../oracle/random.js';
import { runStore, smallShape } from './random-stores.js';
import { SoundnessTally } from './soundness.js';

const HISTORIES = 600;

const COMMON = [
  'G1a',
  'G1b',
  'G-single-item',
  'G-single-item-process',
  'G-single-item-realtime',
  'G2-item',
  'cyclic-versions',
  'fractured-read',
  'internal',
  'lost-update',
  'stale-initial-read-process',
  'stale-initial-read-realtime',
];

describe('inference on registers against all orders of small histories', () => {
  it('reports nothing that is not so, whatever may be assumed', () => {
    const tally = new SoundnessTally();
    for (let seed = 0; seed < HISTORIES; seed++) {
      const random = seeded(seed);
      tally.add(runStore(random, smallShape(random)));
    }
    expect(tally.falseAlarms.slice(0, 2)).toEqual([]);
    expect(tally.legal).toBeGreaterThan(0.5 * HISTORIES);
    expect(tally.illegal).toBeGreaterThan(0.2 * HISTORIES);
    // With all options nearly everything is found, and less with fewer.
    expect(tally.missed.at(-1)).toBeLessThan(0.05 * tally.illegal);
    expect(tally.missed[0]).toBeGreaterThan(tally.missed.at(-1)!);
    for (const kind of COMMON) expect(tally.found.get(kind), kind).toBeGreaterThan(3);
  });
});
