/**
 * What goes wrong with clients, and between a client and the servers.
 */

import type { ClientFault } from '../../scenario/faults/clients.js';
import type { Draws } from './draw.js';

/** The faults of clients, and between a client and the servers. */
export const clientDraws: Draws<ClientFault['kind']> = {
  'client-link': (dice, window, node, { clients, servers }) => ({
    ...window,
    kind: 'client-link',
    client: dice.pick(clients),
    direction: dice.pick(['request', 'reply', 'both'] as const),
    servers: dice.chance(300_000) ? servers : [node],
  }),
  refuse: (dice, window, node, { clients, servers }) => ({
    ...window,
    kind: 'refuse',
    client: dice.pick(clients),
    servers: dice.chance(300_000) ? servers : [node],
  }),
  'client-crash': (dice, window, _node, { clients }) => ({
    ...window,
    kind: 'client-crash',
    client: dice.pick(clients),
  }),
  retry: (dice, window, _node, { clients, profile }) => ({
    ...window,
    kind: 'retry',
    client: dice.pick(clients),
    byUs: dice.integer({ min: 0, max: 40_000 }),
    sameId: !dice.chance(profile.newIdPpm ?? 0),
  }),
};
