/**
 * Replicated data types that converge without coordination: counter, set, register and list
 * (Shapiro, Preguiça, Baquero, Zawirski, "Conflict-Free Replicated Data Types", SSS 2011).
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { HomeClient } from './client.js';
import { Replica } from './replica.js';

// One or two keys, so that updates meet; the whole state is in every message, so messages may be
// lost, doubled and reordered as much as they like.
const PROFILE: Profile = {
  servers: [2, 3, 3, 5],
  clients: { min: 2, max: 5 },
  keys: { min: 1, max: 2 },
  operations: { min: 30, max: 80 },
  loadUs: { min: 100_000, max: 400_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 10_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_500, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 150_000 },
  duplicationPpm: { min: 0, max: 100_000 },
  disk: { syncMinUs: 50, syncMaxUs: 2_000 },
  faults: { min: 1, max: 6 },
  clientsPartedPpm: 200_000,
  faultUs: { min: 20_000, max: 200_000 },
  faultWeights: {
    partition: 4,
    'one-way': 2,
    'client-link': 1,
    delay: 2,
    loss: 2,
    duplication: 2,
    reordering: 2,
    crash: 3,
    pause: 1,
    slow: 1,
    'clock-drift': 1,
  },
};

/** Documents of replicated data types. */
export const crdt: System = {
  name: 'crdt',
  summary: 'counters, sets, registers and lists that replicas update alone and merge later',
  source: 'Shapiro, Preguiça, Baquero, Zawirski, SSS 2011 and INRIA RR-7506',
  bugs: [
    { name: 'counter-summed', summary: 'merging counters adds what should be compared' },
    { name: 'counter-shared', summary: 'replicas share one total, merged by the maximum' },
    { name: 'remove-without-tags', summary: 'a removal removes additions that it has not seen' },
    { name: 'register-tie', summary: 'of assignments at the same time the last to arrive wins' },
    { name: 'list-by-arrival', summary: 'elements inserted at one place stand as they arrived' },
  ],
  workloads: ['replicated-data'],
  profile: PROFILE,
  marks: ['concurrent updates met', 'update was asked again'],
  build: ({ bugs }) => ({
    server: () => new Replica(bugs),
    client: () => new HomeClient(),
  }),
};
