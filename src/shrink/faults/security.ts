/**
 * Attacks: fewer messages, and what needs no attacker instead.
 */

import type { Fault } from '../../scenario/fault.js';
import type { SecurityFault } from '../../scenario/faults/security.js';
import { bitsOf, lessOften, lossInstead } from './weakening.js';
import type { Weakenings } from './weakening.js';

const STATE_RANK = { forged: 0, expired: 1, revoked: 2 } as const;

/** The attacks. */
export const securityWeakenings: Weakenings<SecurityFault['kind']> = {
  tampering: {
    rank: 7,
    detail: ({ ppm }) => bitsOf(ppm),
    forms: (fault) => [lossInstead(fault, fault.node, fault.ppm), ...lessOften(fault)],
  },
  spoofing: {
    rank: 7,
    detail: ({ ppm }) => bitsOf(ppm),
    forms: (fault) => [lossInstead(fault, fault.node, fault.ppm), ...lessOften(fault)],
  },
  replay: {
    rank: 6,
    detail: ({ ppm }) => bitsOf(ppm),
    forms: (fault) => {
      const { id, atUs, forUs, node, ppm, byUs } = fault;
      const twice: Fault = { id, atUs, forUs, kind: 'duplication', node, ppm, byUs };
      return [twice, ...lessOften(fault)];
    },
  },
  credential: {
    rank: 6,
    detail: ({ state }) => STATE_RANK[state],
    forms: (fault) => [
      { ...fault, state: 'forged' },
      { ...fault, state: 'expired' },
    ],
  },
};
