/**
 * Whole servers: what stops for good to what crashes, that to a pause, and that to a delay.
 */

import type { Fault, FaultOf } from '../../scenario/fault.js';
import type { DiskAfterCrash, ServerFault } from '../../scenario/faults/servers.js';
import { delayInstead } from './weakening.js';
import type { Weakenings } from './weakening.js';

/** How much there is to explain about the disk. */
const DISK_DETAIL: Readonly<Record<DiskAfterCrash, number>> = {
  synced: 0,
  all: 1,
  torn: 2,
  none: 3,
};

/** The faults of whole servers. */
export const serverWeakenings: Weakenings<ServerFault['kind']> = {
  crash: {
    rank: 6,
    detail: ({ disk = 'synced' }) => DISK_DETAIL[disk],
    forms: (fault) => [
      delayInstead(fault, fault.node, fault.forUs),
      pauseInstead(fault),
      ...(fault.disk === undefined ? [] : [synced(fault)]),
    ],
  },
  'crash-point': {
    rank: 7,
    detail: ({ disk = 'synced' }) => DISK_DETAIL[disk],
    forms: (fault) => [
      delayInstead(fault, fault.node, fault.forUs),
      pauseInstead(fault),
      crashInstead(fault),
      ...(fault.disk === undefined ? [] : [crashInstead(fault, fault.disk), synced(fault)]),
    ],
  },
  stop: {
    rank: 7,
    forms: (fault, { healAtUs }) => [
      pauseInstead(fault),
      crashInstead(fault),
      // As long as it can be.
      crashInstead({ ...fault, forUs: Math.max(fault.forUs, healAtUs - fault.atUs) }),
    ],
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

type OfNode = Fault & { readonly node: string };

function pauseInstead({ id, atUs, forUs, node }: OfNode): Fault {
  return { id, atUs, forUs, kind: 'pause', node };
}

/** A crash at a time, and the disk as it was synced unless `disk` says otherwise. */
export function crashInstead({ id, atUs, forUs, node }: OfNode, disk?: DiskAfterCrash): Fault {
  return { id, atUs, forUs, kind: 'crash', node, ...(disk === undefined ? {} : { disk }) };
}

function synced(fault: FaultOf<'crash' | 'crash-point'>): Fault {
  const { disk: _, ...rest } = fault;
  return rest;
}
