/**
 * Several leaders: every server takes writes, and the last of them wins everywhere. Right, it is
 * causally consistent and convergent whatever clocks do: timestamps are of hybrid logical clocks,
 * and a write waits for what its writer had seen (COPS; Lloyd et al., SOSP 2011).
 */

import type { Profile } from '../../scenario/profile.js';
import type { System } from '../../simulator/system.js';
import { RoamingClient } from './client.js';
import { Replica } from './replica.js';

// Clocks are wrong for long, and messages late by more than clients think, or nothing would be out
// of order.
const PROFILE: Profile = {
  servers: [3, 3, 3, 5],
  clients: { min: 3, max: 6 },
  keys: { min: 2, max: 3 },
  operations: { min: 50, max: 120 },
  loadUs: { min: 60_000, max: 250_000 },
  timeoutUs: 150_000,
  latencies: [
    { kind: 'uniform', minUs: 300, maxUs: 3_000 },
    { kind: 'long-tail', minUs: 300, scaleUs: 1_000, maxUs: 60_000 },
  ],
  lossPpm: { min: 0, max: 150_000 },
  duplicationPpm: { min: 0, max: 20_000 },
  disk: { syncMinUs: 50, syncMaxUs: 2_000 },
  faults: { min: 1, max: 6 },
  clientsPartedPpm: 100_000,
  faultUs: { min: 50_000, max: 300_000 },
  faultWeights: {
    partition: 3,
    'one-way': 5,
    'client-link': 1,
    delay: 3,
    loss: 4,
    duplication: 1,
    reordering: 4,
    crash: 2,
    pause: 2,
    slow: 1,
    'clock-offset': 3,
    'clock-jump': 2,
    'clock-drift': 1,
  },
};

/** A replicated register that is always writable. */
export const lastWriterWins: System = {
  name: 'last-writer-wins',
  summary: 'every server takes writes; the last wins, and nothing is seen before its causes',
  source: 'Lloyd et al., SOSP 2011; Kulkarni et al., OPODIS 2014',
  bugs: [
    { name: 'wall-clocks', summary: 'writes are ordered by wall clocks, right or wrong' },
    {
      name: 'dependencies-unchecked',
      summary: 'a write becomes visible before what its writer had seen',
    },
    {
      name: 'session-lost',
      summary: 'a server does not ask what a client had seen at another',
    },
  ],
  workloads: ['sessions', 'causal'],
  profile: PROFILE,
  marks: ['operation waited for its past', 'write waited for its dependencies'],
  build: ({ bugs }) => ({
    server: () => new Replica(bugs),
    client: () => new RoamingClient(),
  }),
};
