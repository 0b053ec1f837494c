/**
 * A bank on shards with atomic commitment: n0 coordinates, the other servers hold accounts. Atomic
 * commitment is agreement on commit or abort (Gray, "Notes on Data Base Operating Systems", 1978;
 * Bernstein, Hadzilacos, Goodman 1987, chapter 7). Two-phase commit blocks while the coordinator
 * is away and all others are uncertain; when everything works again, all must go on.
 */

import { requestClient } from '../../simulator/request-client.js';
import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { Coordinator } from './coordinator.js';
import { coordinatorOf } from './messages.js';
import { Participant } from './participant.js';

// Crashes are short, so that the coordinator is back while others are still uncertain.
const PROFILE: Profile = {
  servers: [3],
  clients: { min: 2, max: 4 },
  keys: { min: 1, max: 1 },
  operations: { min: 10, max: 40 },
  loadUs: { min: 80_000, max: 400_000 },
  timeoutUs: 400_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 6_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_500, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 150_000 },
  duplicationPpm: { min: 0, max: 30_000 },
  disk: { syncMinUs: 100, syncMaxUs: 2_000 },
  faults: { min: 3, max: 9 },
  clientsPartedPpm: 200_000,
  faultUs: { min: 3_000, max: 80_000 },
  faultWeights: {
    crash: 18,
    'crash-point': 9,
    'one-way': 3,
    partition: 3,
    loss: 3,
    delay: 2,
    reordering: 1,
    duplication: 1,
    pause: 2,
    slow: 1,
    'client-link': 1,
  },
};

/** Transfers between shards, all or nothing. */
export const twoPhaseCommit: System = {
  name: 'two-phase-commit',
  summary:
    'transactions over shards: locks, votes, a decision on disk, and questions when in doubt',
  source: 'Gray 1978; Bernstein, Hadzilacos, Goodman 1987, chapter 7',
  bugs: [
    { name: 'decides-alone', summary: 'a participant in doubt aborts by itself' },
    { name: 'forgets-decision', summary: 'the coordinator does not log its decision to commit' },
    { name: 'no-termination', summary: 'a participant in doubt asks nobody, and blocks for ever' },
    { name: 'one-phase', summary: 'a participant commits when it is asked to prepare' },
  ],
  workloads: ['transfers', 'bank'],
  profile: PROFILE,
  marks: ['told by another participant', 'uncertain'],
  build: ({ bugs, servers }) => ({
    server: (name) =>
      name === coordinatorOf(servers) ? new Coordinator(bugs) : new Participant(bugs),
    client: () => requestClient(),
  }),
};
