/**
 * What goes wrong between a client and the servers: one direction, fewer servers.
 */

import type { ClientFault } from '../../scenario/faults/clients.js';
import { fewer } from './weakening.js';
import type { Weakenings } from './weakening.js';

/** The faults between a client and the servers. */
export const clientWeakenings: Weakenings<ClientFault['kind']> = {
  'client-link': {
    rank: 4,
    detail: ({ direction, servers }) => (direction === 'both' ? 1 : 0) + servers.length,
    forms: (fault) => [
      ...(['request', 'reply'] as const).map((direction) => ({ ...fault, direction })),
      ...fewer(fault.servers).map((servers) => ({ ...fault, servers })),
    ],
  },
};
