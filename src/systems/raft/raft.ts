/**
 * Raft: a replicated key-value store with leader election, a replicated log, client sessions and
 * ReadIndex reads (Ongaro and Ousterhout, "In Search of an Understandable Consensus Algorithm",
 * USENIX ATC 2014; Ongaro, "Consensus: Bridging Theory and Practice", PhD thesis, Stanford 2014).
 * Membership changes, snapshots and leases have entries of their own beside this one, because other
 * faults bring out their mistakes.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { RAFT_MARKS, raftCluster, RESTLESS_NETWORK } from './cluster.js';

/** Restless on purpose: a sync takes about as long as a round trip. */
const PROFILE: Profile = {
  ...RESTLESS_NETWORK,
  servers: [3, 3, 3, 3, 5],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 2 },
  operations: { min: 8, max: 24 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 25_000 },
  faults: { min: 6, max: 40 },
  faultUs: { min: 2_000, max: 60_000 },
  faultWeights: {
    partition: 10,
    'one-way': 4,
    'client-link': 1,
    delay: 1,
    loss: 2,
    duplication: 1,
    reordering: 1,
    crash: 20,
    pause: 1,
    slow: 1,
  },
};

/** The replicated store; its servers answer clients, its leader knows all. */
export const raft: System = {
  name: 'raft',
  summary: 'key-value store on a replicated log, with sessions and ReadIndex reads',
  source:
    'Ongaro, Ousterhout, USENIX ATC 2014; Ongaro, PhD thesis, Stanford 2014, sections 6.3, 6.4',
  bugs: [
    {
      name: 'majority-off-by-one',
      summary: 'half of the servers, rounded down, pass for a majority',
    },
    {
      name: 'duplicate-votes-counted',
      summary: 'a vote that arrives twice counts twice',
    },
    { name: 'stale-term-votes', summary: 'a vote of an earlier term counts in this one' },
    {
      name: 'old-append-truncates',
      summary: 'a follower ends its log where an old message of the leader ends',
      hard: true,
    },
    {
      name: 'term-not-persisted',
      summary: 'a server that restarts begins with term 0',
    },
    {
      name: 'stale-leader-read',
      summary: 'a leader answers reads without asking a majority whether it still leads',
    },
    { name: 'ack-before-fsync', summary: 'answers before what it answers for is on disk' },
    { name: 'no-dedup', summary: 'a command that was retried is applied again' },
    {
      name: 'vote-not-persisted',
      summary: 'a server that restarts does not know for whom it voted',
      hard: true,
    },
    {
      name: 'commit-previous-term',
      summary: 'entries of earlier terms are committed by counting replicas (Figure 8)',
      hard: true,
    },
  ],
  workloads: ['key-value'],
  profile: PROFILE,
  marks: RAFT_MARKS,
  build: ({ bugs, servers }) => raftCluster({ bugs, members: servers }),
};
