/**
 * A cache over a store, look-aside, with leases against late fills (Nishtala et al., "Scaling
 * Memcache at Facebook", NSDI 2013, sections 2 and 3.2.1).
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { CacheClient } from './client.js';
import { Cache, Store } from './servers.js';

// Servers never talk to each other: only what happens between them and clients matters. Slow
// messages, because a fill race is a fill that comes late.
const PROFILE: Profile = {
  servers: [2, 2, 3, 4],
  clients: { min: 3, max: 6 },
  keys: { min: 1, max: 2 },
  operations: { min: 40, max: 100 },
  loadUs: { min: 100_000, max: 500_000 },
  timeoutUs: 200_000,
  latencies: [
    { kind: 'uniform', minUs: 300, maxUs: 8_000 },
    { kind: 'long-tail', minUs: 300, scaleUs: 1_500, maxUs: 50_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 50, syncMaxUs: 3_000 },
  faults: { min: 1, max: 6 },
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 10_000, max: 150_000 },
  faultWeights: {
    partition: 2,
    'one-way': 3,
    'client-link': 3,
    delay: 3,
    loss: 2,
    duplication: 1,
    reordering: 2,
    crash: 3,
    pause: 2,
    slow: 1,
    'clock-jump': 1,
    'clock-drift': 1,
  },
};

/** A register that is kept in a store and copied to caches. */
export const cache: System = {
  name: 'cache',
  summary: 'reads from a cache, with leases to fill it; writes to the store delete the copy',
  source: 'Nishtala et al., Scaling Memcache at Facebook, NSDI 2013',
  bugs: [
    { name: 'no-lease', summary: 'a gap is filled by whoever comes, however late' },
    { name: 'delete-first', summary: 'a write deletes the copy before it reaches the store' },
    { name: 'delete-unacknowledged', summary: 'a write does not wait for the copy to be deleted' },
    { name: 'no-delete', summary: 'a write leaves the copy as it is' },
  ],
  workloads: ['register'],
  profile: PROFILE,
  marks: ['fill without a lease', 'read waited for a lease'],
  build: ({ bugs, servers }) => ({
    server: (name) => (name === servers[0] ? new Store() : new Cache(bugs)),
    client: () => new CacheClient(bugs),
  }),
};
