/**
 * Clocks: a drift, a strobe or a clock that stands to a jump or an offset.
 */

import type { Fault } from '../../scenario/fault.js';
import type { ClockFault } from '../../scenario/faults/clocks.js';
import { bitsOf } from './weakening.js';
import type { Weakenings } from './weakening.js';

/** The faults of clocks. */
export const clockWeakenings: Weakenings<ClockFault['kind']> = {
  'clock-offset': { rank: 3 },
  'clock-jump': {
    rank: 4,
    forms: (fault) => shiftsInstead(fault, fault.node, fault.byUs),
  },
  'clock-strobe': {
    rank: 5,
    detail: ({ periodUs }) => 32 - bitsOf(periodUs),
    forms: (fault) => [
      ...shiftsInstead(fault, fault.node, fault.byUs),
      { ...fault, periodUs: 2 * fault.periodUs },
    ],
  },
  'clock-freeze': {
    rank: 5,
    forms: (fault) => shiftsInstead(fault, fault.node, -fault.forUs),
  },
  'clock-drift': {
    rank: 5,
    forms: (fault) => shiftsInstead(fault, fault.node, Math.sign(fault.ppm) * fault.forUs),
  },
};

function shiftsInstead({ id, atUs, forUs }: Fault, node: string, byUs: number): Fault[] {
  return [
    { id, atUs, forUs, kind: 'clock-offset', node, byUs },
    { id, atUs, forUs, kind: 'clock-jump', node, byUs },
  ];
}
