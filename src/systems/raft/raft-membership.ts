/**
 * Raft whose operators add and remove servers, one at a time (Ongaro's thesis, chapter 4, with the
 * correction of 2015). The first four servers are the first configuration: only of an even number
 * can two changes leave majorities that do not meet.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { RAFT_MARKS, raftCluster, RESTLESS_NETWORK } from './cluster.js';

const FIRST_MEMBERS = 4;

/** Restless operators: a leader that is cut off hears of several changes that it cannot commit. */
const PROFILE: Profile = {
  ...RESTLESS_NETWORK,
  servers: [4, 4, 4, 4, 5],
  clients: { min: 2, max: 3 },
  keys: { min: 1, max: 1 },
  operations: { min: 8, max: 24 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 25_000 },
  faults: { min: 20, max: 40 },
  partitionShapes: { isolate: 1 },
  faultUs: { min: 30_000, max: 120_000 },
  faultWeights: {
    membership: 30,
    administrators: 2,
    partition: 10,
    'one-way': 2,
    loss: 1,
    crash: 4,
  },
};

/** The replicated store, with operators. */
export const raftMembership: System = {
  name: 'raft-membership',
  summary: 'Raft whose servers join and leave, one at a time',
  source: 'Ongaro, PhD thesis, Stanford 2014, chapter 4; Ongaro, raft-dev, 10 July 2015',
  bugs: [
    {
      name: 'change-before-noop',
      summary: 'a leader changes the membership before an entry of its term is committed',
      hard: true,
    },
    {
      name: 'overlapping-changes',
      summary: 'a leader changes the membership while the last change is not committed',
    },
  ],
  workloads: ['key-value'],
  profile: PROFILE,
  marks: [...RAFT_MARKS, 'membership changed', 'leader removed', 'lease held at a read'],
  build: ({ bugs, servers }) =>
    raftCluster({ bugs, members: servers.slice(0, FIRST_MEMBERS), standsByLeader: true }),
};
