/**
 * Disks: what lies or is wrong to what fails, and that to what is slow.
 */

import type { Fault, FaultOf } from '../../scenario/fault.js';
import type { DiskFault } from '../../scenario/faults/disks.js';
import { crashInstead } from './servers.js';
import type { Weakenings } from './weakening.js';

/** The faults of disks. */
export const diskWeakenings: Weakenings<DiskFault['kind']> = {
  'disk-slow': { rank: 2 },
  'disk-full': { rank: 4, forms: (fault) => [slowInstead(fault)] },
  'disk-error': {
    rank: 5,
    forms: (fault) => [slowInstead(fault), { ...fault, kind: 'disk-full' }],
  },
  'disk-lies': { rank: 7, forms: (fault) => [{ ...fault, kind: 'disk-error' }] },
  'bit-rot': { rank: 7, forms: (fault) => [crashInstead(fault)] },
  'misdirected-write': { rank: 8, forms: (fault) => [{ ...fault, kind: 'bit-rot' }] },
};

/** Each sync takes as long as the disk refused to work. */
function slowInstead({ id, atUs, forUs, node }: FaultOf<'disk-full' | 'disk-error'>): Fault {
  return { id, atUs, forUs, kind: 'disk-slow', node, byUs: forUs };
}
