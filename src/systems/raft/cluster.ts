/**
 * The nodes of a Raft cluster, the same for every system entry.
 */

import type { Profile } from '../../scenario/profile.js';
import { requestClient } from '../../simulator/request-client.js';
import type { Cluster } from '../../simulator/system.js';
import { RaftServer } from './server.js';
import type { RaftOptions } from './server-state.js';

/** Longer than two syncs and a round trip mostly take, so that few clients ask in vain. */
const RETRY_US = 60_000;

/**
 * A round trip takes about as long as a follower's patience, so that leaders change a few times in
 * a second and something is always half done when they do.
 */
export const RESTLESS_NETWORK: Pick<
  Profile,
  'loadUs' | 'timeoutUs' | 'latencies' | 'lossPpm' | 'clientsPartedPpm'
> = {
  loadUs: { min: 300_000, max: 800_000 },
  timeoutUs: 250_000,
  latencies: [
    { kind: 'uniform', minUs: 500, maxUs: 16_000 },
    { kind: 'long-tail', minUs: 500, scaleUs: 1_600, maxUs: 100_000 },
  ],
  lossPpm: { min: 0, max: 40_000 },
  clientsPartedPpm: 200_000,
};

/** The `sometimes` marks that every entry can reach. */
export const RAFT_MARKS: readonly string[] = [
  'leader elected',
  'leader stepped down',
  'entries overwritten',
  'entry of an earlier term committed',
];

/** Servers with these options, and clients that repeat a request under its first id. */
export function raftCluster(options: RaftOptions, retryUs: number = RETRY_US): Cluster {
  return {
    server: () => new RaftServer(options),
    client: () => requestClient({ retryUs }),
  };
}
