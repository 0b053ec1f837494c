/**
 * A key-value store on quorums that keeps what concurrent writers wrote, until somebody who has
 * seen all of it writes again (DeCandia et al., "Dynamo: Amazon's Highly Available Key-value
 * Store", SOSP 2007). Strict quorums: no hints are handed off.
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { Coordinator } from './client.js';
import { Replica } from './replica.js';

// Some messages are lost, because nothing is sent again: half-done writes are what repairs mend.
const PROFILE: Profile = {
  servers: [3, 3, 3, 5],
  clients: { min: 2, max: 5 },
  keys: { min: 1, max: 2 },
  operations: { min: 30, max: 90 },
  loadUs: { min: 100_000, max: 500_000 },
  timeoutUs: 90_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 15_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_500, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 50_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 50, syncMaxUs: 2_000 },
  faults: { min: 1, max: 6 },
  // Replicas never talk to each other: a fault between servers alone would do nothing.
  clientsPartedPpm: 1_000_000,
  faultUs: { min: 20_000, max: 200_000 },
  faultWeights: {
    partition: 3,
    'one-way': 2,
    'client-link': 3,
    delay: 2,
    loss: 1,
    duplication: 1,
    reordering: 1,
    crash: 3,
    pause: 2,
    slow: 1,
  },
};

/** A key-value store that answers with siblings. */
export const dynamo: System = {
  name: 'dynamo',
  summary: 'quorums with vector clocks: concurrent writes stay side by side, none is lost',
  source: 'DeCandia et al., Dynamo, SOSP 2007',
  bugs: [
    { name: 'sloppy-quorum', summary: 'R + W <= N: a read may miss what was acknowledged' },
    { name: 'clock-not-merged', summary: 'a new version does not cover what it was made from' },
    { name: 'sibling-dropped', summary: 'a replica keeps what came last instead of siblings' },
    { name: 'repair-to-one', summary: 'read repair makes one sibling the winner' },
    { name: 'tombstone-dropped', summary: 'tombstones go while a replica may not have them yet' },
  ],
  workloads: ['siblings'],
  profile: PROFILE,
  marks: ['read repair', 'siblings kept'],
  build: ({ bugs }) => ({
    server: () => new Replica(bugs),
    client: () => new Coordinator(bugs),
  }),
};
