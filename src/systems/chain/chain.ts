/**
 * Chain replication (van Renesse and Schneider, OSDI 2004), with chains that majorities of the
 * servers replace (Lamport, Malkhi, Zhou, "Vertical Paxos and Primary-Backup Replication", PODC
 * 2009) in the place of a master that never fails.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { ChainServer } from './server.js';

// Long cuts, so that chains change and somebody lives on in the old one; bridges, because then two
// servers take each other for dead.
const PROFILE: Profile = {
  servers: [3, 3, 3, 5],
  clients: { min: 4, max: 8 },
  keys: { min: 1, max: 2 },
  operations: { min: 40, max: 80 },
  loadUs: { min: 300_000, max: 600_000 },
  timeoutUs: 200_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 6_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 800, maxUs: 25_000 },
  ],
  lossPpm: { min: 0, max: 20_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 100, syncMaxUs: 3_000 },
  faults: { min: 2, max: 6 },
  clientsPartedPpm: 200_000,
  partitionShapes: { isolate: 4, halves: 1, bridge: 5 },
  faultUs: { min: 100_000, max: 400_000 },
  faultWeights: {
    partition: 12,
    'one-way': 2,
    'client-link': 1,
    delay: 1,
    loss: 1,
    duplication: 1,
    reordering: 1,
    crash: 3,
    pause: 3,
    slow: 1,
    'clock-drift': 1,
  },
};

/** A replicated register on a chain of servers. */
export const chain: System = {
  name: 'chain',
  summary: 'writes pass from the head to the tail, which answers; majorities replace the chain',
  source: 'van Renesse, Schneider, OSDI 2004; Lamport, Malkhi, Zhou, PODC 2009',
  bugs: [
    { name: 'read-anywhere', summary: 'any server of the chain answers reads, not the tail alone' },
    {
      name: 'old-tail-answers',
      summary: 'a tail answers reads without asking whether its chain is the newest',
    },
    { name: 'head-answers', summary: 'the head answers a write before the chain has it' },
    { name: 'no-fence', summary: 'who left an epoch goes on storing what is written in it' },
  ],
  workloads: ['register'],
  profile: PROFILE,
  marks: [
    'chain changed',
    'old chain was fenced',
    'tail of another epoch was refused',
    'write was asked again',
  ],
  build: ({ bugs }) => ({ server: () => new ChainServer(bugs) }),
};
