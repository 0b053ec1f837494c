/**
 * Servers that leave out messages, or lie: silence in place of a lie, one lie for all in place of
 * one for each, and fewer of them.
 */

import type { Fault } from '../../scenario/fault.js';
import type { BehaviourFault } from '../../scenario/faults/behaviour.js';
import { bitsOf, lessOften, lossInstead } from './weakening.js';
import type { Weakenings } from './weakening.js';

const LIE_RANK = { replay: 0, 'stale-vote': 1, lie: 2, 'forge-ack': 3, equivocate: 4 } as const;

/** The faults of a server's behaviour. */
export const behaviourWeakenings: Weakenings<BehaviourFault['kind']> = {
  omission: {
    rank: 4,
    detail: ({ ppm }) => bitsOf(ppm),
    forms: (fault) => [lossInstead(fault, fault.node, fault.ppm, fault.type), ...lessOften(fault)],
  },
  byzantine: {
    rank: 9,
    detail: ({ behaviour, ppm }) => LIE_RANK[behaviour] * 100 + bitsOf(ppm),
    forms: (fault) => {
      const { id, atUs, forUs, node, ppm } = fault;
      const silent: Fault = { id, atUs, forUs, kind: 'omission', node, direction: 'send', ppm };
      return [
        lossInstead(fault, node, ppm),
        silent,
        { ...fault, behaviour: 'replay' },
        { ...fault, behaviour: 'stale-vote' },
        { ...fault, behaviour: 'lie' },
        ...lessOften(fault),
      ];
    },
  },
};
