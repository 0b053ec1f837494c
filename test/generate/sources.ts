/**
 * What the tests of the generators draw from: a program source and a profile in which every bound
 * can be told.
 */

import * as fc from 'fast-check';
import type { ProgramSource } from '../../src/generate/program-source.js';
import type { Profile } from '../../src/scenario/profile.js';

/** Asks `touch` of a random key with the serial as value, and two things of each key at the end. */
export const touches: ProgramSource = {
  name: 'touches',
  ask: (keys, serial) =>
    fc.constantFrom(...keys).map((key) => ({ f: 'touch', key, value: serial })),
  finals: (key) => [
    { f: 'look', key, value: null },
    { f: 'look again', key, value: null },
  ],
};

/** No two ranges alike. */
export const PROFILE: Profile = {
  servers: [3, 5],
  clients: { min: 2, max: 6 },
  keys: { min: 1, max: 5 },
  operations: { min: 11, max: 33 },
  loadUs: { min: 70_000, max: 500_000 },
  timeoutUs: 90_000,
  latencies: [
    { kind: 'fixed', us: 1_000 },
    { kind: 'uniform', minUs: 500, maxUs: 2_500 },
  ],
  lossPpm: { min: 7, max: 40_000 },
  duplicationPpm: { min: 9, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 600 },
  faults: { min: 1, max: 7 },
  clientsPartedPpm: 500_000,
  faultUs: { min: 3_000, max: 80_000 },
  faultWeights: {
    partition: 6,
    'one-way': 4,
    'client-link': 2,
    loss: 2,
    duplication: 2,
    reordering: 2,
    delay: 2,
    crash: 3,
    pause: 1,
    slow: 1,
    'clock-offset': 1,
    'clock-jump': 1,
    'clock-drift': 1,
  },
};
