/**
 * Raft whose followers stand by a leader they have just heard from (Ongaro's thesis, section
 * 4.2.3), so that it leads for a while at least: a lease, if clocks run alike. They need not, and
 * reads take the way of ReadIndex; the bug switch trusts the clock, as etcd does when it is told to
 * (`ReadOnlyLeaseBased`).
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { RAFT_MARKS, raftCluster } from './cluster.js';

/** A client that waits longer lets the lease run out. */
const RETRY_US = 10_000;

/**
 * A calm network and clocks that are not. Clients move on with their first write that the old
 * leader cannot commit, so many that ask little: one that begins late still asks it.
 */
const PROFILE: Profile = {
  servers: [3],
  clients: { min: 6, max: 12 },
  keys: { min: 1, max: 1 },
  operations: { min: 24, max: 48 },
  loadUs: { min: 250_000, max: 400_000 },
  timeoutUs: 250_000,
  latencies: [
    { kind: 'uniform', minUs: 200, maxUs: 3_000 },
    { kind: 'long-tail', minUs: 200, scaleUs: 800, maxUs: 50_000 },
  ],
  lossPpm: { min: 0, max: 20_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 2_000 },
  faults: { min: 4, max: 10 },
  clientsPartedPpm: 200_000,
  partitionShapes: { isolate: 1 },
  faultUs: { min: 80_000, max: 200_000 },
  faultWeights: {
    'clock-freeze': 8,
    'clock-drift': 3,
    partition: 8,
    'one-way': 1,
    crash: 1,
  },
};

/** The replicated store whose leader could have leases. */
export const raftLeases: System = {
  name: 'raft-leases',
  summary: 'Raft whose followers stand by their leader, on clocks that drift',
  source: 'Ongaro, PhD thesis, Stanford 2014, sections 4.2.3 and 6.4.1',
  bugs: [
    {
      name: 'clock-lease-read',
      summary: 'a leader reads under a lease on its own clock, whose drift nobody bounds',
      hard: true,
    },
  ],
  workloads: ['key-value'],
  profile: PROFILE,
  marks: [...RAFT_MARKS, 'lease held at a read'],
  build: ({ bugs, servers }) =>
    raftCluster({ bugs, members: servers, standsByLeader: true }, RETRY_US),
};
