/**
 * Primary-backup replication with failover, as it is right without a perfect failure detector:
 * Viewstamped Replication Revisited (Liskov and Cowling, MIT-CSAIL-TR-2012-021), with view and log
 * on disk. The register workload's reads go through the log like writes (section 4.1), so they need
 * no lease.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { Replica } from './replica.js';

const PROFILE: Profile = {
  servers: [3, 3, 3, 5],
  clients: { min: 2, max: 5 },
  keys: { min: 1, max: 2 },
  operations: { min: 20, max: 50 },
  loadUs: { min: 200_000, max: 600_000 },
  timeoutUs: 200_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 8_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_000, maxUs: 40_000 },
  ],
  lossPpm: { min: 0, max: 20_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 3_000 },
  faults: { min: 1, max: 5 },
  clientsPartedPpm: 200_000,
  faultUs: { min: 20_000, max: 200_000 },
  faultWeights: {
    partition: 5,
    'one-way': 2,
    'client-link': 2,
    delay: 1,
    loss: 1,
    duplication: 1,
    reordering: 1,
    crash: 5,
    pause: 3,
    slow: 1,
  },
};

/** A replicated register with one server in charge and a successor at hand. */
export const primaryBackup: System = {
  name: 'primary-backup',
  summary: 'a primary orders operations, a majority stores them, view changes replace the primary',
  source: 'Liskov, Cowling, Viewstamped Replication Revisited, MIT-CSAIL-TR-2012-021',
  bugs: [
    {
      name: 'async-replication',
      summary: 'the primary answers before any backup has the operation',
    },
    {
      name: 'split-brain',
      summary: 'no majority is needed: each side of a partition has a primary and goes on',
    },
  ],
  workloads: ['register'],
  profile: PROFILE,
  marks: ['view changed', 'state transferred'],
  build: ({ bugs }) => ({ server: () => new Replica(bugs) }),
};
