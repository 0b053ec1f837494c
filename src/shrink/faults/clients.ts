/**
 * Clients, and what is between them and the servers: one direction, fewer servers, the same id.
 */

import type { Fault } from '../../scenario/fault.js';
import type { ClientFault } from '../../scenario/faults/clients.js';
import { fewer, serverNames } from './weakening.js';
import type { Weakenings } from './weakening.js';

/** The faults of clients, and between a client and the servers. */
export const clientWeakenings: Weakenings<ClientFault['kind']> = {
  'client-link': {
    rank: 4,
    detail: ({ direction, servers }) => (direction === 'both' ? 1 : 0) + servers.length,
    forms: (fault) => [
      ...(['request', 'reply'] as const).map((direction) => ({ ...fault, direction })),
      ...fewer(fault.servers).map((servers) => ({ ...fault, servers })),
    ],
  },
  refuse: {
    rank: 5,
    detail: ({ servers }) => servers.length,
    forms: ({ id, atUs, forUs, client, servers }) => [
      { id, atUs, forUs, kind: 'client-link', client, direction: 'request', servers },
      ...fewer(servers).map((left): Fault => ({
        id,
        atUs,
        forUs,
        kind: 'refuse',
        client,
        servers: left,
      })),
    ],
  },
  'client-crash': {
    rank: 6,
    forms: ({ id, atUs, forUs, client }, scenario) => [
      {
        id,
        atUs,
        forUs,
        kind: 'client-link',
        client,
        direction: 'reply',
        servers: serverNames(scenario),
      },
    ],
  },
  retry: {
    rank: 3,
    detail: ({ sameId }) => (sameId ? 0 : 1),
    forms: (fault) => [{ ...fault, sameId: true }],
  },
};
