/**
 * Raft that compacts its log (Ongaro's thesis, chapter 5): a snapshot every few entries, so that
 * who lags gets one. Its disks refuse now and then.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { RAFT_MARKS, raftCluster, RESTLESS_NETWORK } from './cluster.js';

const COMPACT_AFTER = 3;

const PROFILE: Profile = {
  ...RESTLESS_NETWORK,
  servers: [3, 3, 3, 3, 5],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 2 },
  operations: { min: 10, max: 30 },
  duplicationPpm: { min: 0, max: 40_000 },
  disk: { syncMinUs: 100, syncMaxUs: 10_000 },
  faults: { min: 12, max: 40 },
  faultUs: { min: 5_000, max: 100_000 },
  faultWeights: {
    partition: 8,
    'one-way': 6,
    'client-link': 1,
    delay: 2,
    loss: 1,
    duplication: 2,
    reordering: 4,
    crash: 18,
    pause: 1,
    slow: 1,
    'disk-error': 20,
    'disk-full': 1,
  },
};

/** The replicated store with snapshots. */
export const raftSnapshots: System = {
  name: 'raft-snapshots',
  summary: 'Raft whose servers replace what they applied by snapshots, and send them to who lags',
  source: 'Ongaro, PhD thesis, Stanford 2014, chapter 5',
  bugs: [
    {
      name: 'snapshot-drops-suffix',
      summary: 'a follower that installs a snapshot drops the entries it has after it',
      hard: true,
    },
    {
      name: 'snapshot-without-sessions',
      summary: 'a snapshot leaves out which commands were applied, so that a retry acts again',
      hard: true,
    },
    {
      name: 'fsync-error-ignored',
      summary: 'a sync that failed is taken for one that succeeded',
    },
  ],
  workloads: ['key-value'],
  profile: PROFILE,
  marks: [...RAFT_MARKS, 'log compacted', 'snapshot installed'],
  build: ({ bugs, servers }) =>
    raftCluster({ bugs, members: servers, compactAfter: COMPACT_AFTER }),
};
