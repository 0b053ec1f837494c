/**
 * What goes wrong between a client and the servers.
 */

import type { ClientFault } from '../../scenario/faults/clients.js';
import type { Draws } from './draw.js';

/** The faults between a client and the servers. */
export const clientDraws: Draws<ClientFault['kind']> = {
  'client-link': (dice, window, node, { clients, servers }) => ({
    ...window,
    kind: 'client-link',
    client: dice.pick(clients),
    direction: dice.pick(['request', 'reply', 'both'] as const),
    servers: dice.chance(300_000) ? servers : [node],
  }),
};
