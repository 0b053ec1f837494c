/**
 * The nodes of a Raft cluster, the same for every system entry.
 */

import { requestClient } from '../../simulator/request-client.js';
import type { Cluster } from '../../simulator/system.js';
import { RaftServer } from './server.js';
import type { RaftOptions } from './server-state.js';

/** Longer than two syncs and a round trip mostly take, so that few clients ask in vain. */
const RETRY_US = 60_000;

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
