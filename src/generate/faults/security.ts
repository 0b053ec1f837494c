/**
 * Attacks on the way, and clients without the right to ask.
 */

import type { SecurityFault } from '../../scenario/faults/security.js';
import { drawnShare } from './draw.js';
import type { Draws } from './draw.js';

/** The attacks. */
export const securityDraws: Draws<SecurityFault['kind']> = {
  tampering: (dice, window, node) => ({
    ...window,
    kind: 'tampering',
    node,
    ppm: drawnShare(dice),
  }),
  spoofing: (dice, window, node, { servers, clients }) => {
    const others = servers.filter((server) => server !== node);
    return {
      ...window,
      kind: 'spoofing',
      node,
      as: dice.pick(others.length > 0 ? others : clients),
      ppm: drawnShare(dice),
    };
  },
  replay: (dice, window, node) => ({
    ...window,
    kind: 'replay',
    node,
    ppm: drawnShare(dice),
    byUs: dice.integer({ min: 5_000, max: 60_000 }),
  }),
  credential: (dice, window, _node, { clients }) => ({
    ...window,
    kind: 'credential',
    client: dice.pick(clients),
    state: dice.pick(['forged', 'expired', 'revoked'] as const),
  }),
};
