/**
 * A lock service and what it guards, as a system: n0 grants leases, n1 keeps the sums. Clocks that
 * run at another speed than others are beyond what leases tolerate (Gray and Cheriton 1989, section
 * 5), so that they are in no profile; clocks that are off, or jump, are no matter.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { LockClient } from './client.js';
import { GuardedStore } from './guarded-store.js';
import { LockServer } from './lock-server.js';

// Few locks, or clients would not meet; links that fail for longer than a lease.
const PROFILE: Profile = {
  servers: [2],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 2 },
  operations: { min: 15, max: 50 },
  loadUs: { min: 60_000, max: 400_000 },
  timeoutUs: 200_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 4_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 50_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 50_000 },
  disk: { syncMinUs: 50, syncMaxUs: 2_000 },
  faults: { min: 1, max: 6 },
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 10_000, max: 120_000 },
  faultWeights: {
    'client-link': 4,
    'clock-jump': 3,
    'clock-offset': 3,
    delay: 2,
    pause: 2,
    crash: 2,
    reordering: 2,
    'one-way': 2,
    partition: 1,
    duplication: 1,
    loss: 1,
    slow: 1,
  },
};

/** Leases, fencing tokens and a store that looks at them. */
export const lockService: System = {
  name: 'lock-service',
  summary: 'leases with fencing tokens, and a store that refuses old ones',
  source: 'Gray, Cheriton, SOSP 1989; Burrows, OSDI 2006; Kleppmann 2016',
  bugs: [
    { name: 'no-fencing', summary: 'the store takes what the holder of an old lease sends' },
    { name: 'wall-clock-lease', summary: 'the lock server measures leases by its wall clock' },
    { name: 'anyone-releases', summary: 'a lock is released by whoever asks, not by its holder' },
  ],
  workloads: ['guarded-counter'],
  profile: PROFILE,
  marks: ['holder of an old lease', 'lease expired', 'release by another than the holder'],
  build: ({ bugs, servers }) => ({
    server: (name) => (name === servers[0] ? new LockServer(bugs) : new GuardedStore(bugs)),
    client: () => new LockClient(),
  }),
};
