/**
 * What happens between a client and the servers.
 */

import type { ClientFault } from '../../scenario/faults/clients.js';
import type { Effects } from './effect.js';
import { cutting } from './links.js';

/** The faults between a client and the servers. */
export const clientEffects: Effects<ClientFault['kind']> = {
  'client-link': cutting(({ client, direction, servers }) =>
    servers.flatMap((server): [string, string][] => {
      const request: [string, string] = [client, server];
      const reply: [string, string] = [server, client];
      if (direction === 'both') return [request, reply];
      return [direction === 'request' ? request : reply];
    }),
  ),
};
