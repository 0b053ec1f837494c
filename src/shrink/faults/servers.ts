/**
 * Whole servers: crash to pause to delay.
 */

import type { Fault, FaultOf } from '../../scenario/fault.js';
import type { ServerFault } from '../../scenario/faults/servers.js';
import { delayInstead } from './weakening.js';
import type { Weakenings } from './weakening.js';

/** The faults of whole servers. */
export const serverWeakenings: Weakenings<ServerFault['kind']> = {
  crash: {
    rank: 6,
    forms: (fault) => [delayInstead(fault, fault.node, fault.forUs), pauseInstead(fault)],
  },
  pause: {
    rank: 3,
    forms: (fault) => [delayInstead(fault, fault.node, fault.forUs)],
  },
  slow: {
    rank: 2,
    forms: (fault) => [delayInstead(fault, fault.node, fault.byUs)],
  },
};

function pauseInstead({ id, atUs, forUs, node }: FaultOf<'crash'>): Fault {
  return { id, atUs, forUs, kind: 'pause', node };
}
