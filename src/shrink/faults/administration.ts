/**
 * What operators do: fewer servers, one operator for two, a crash for what restarts a server.
 */

import type { Fault } from '../../scenario/fault.js';
import type { AdministrationFault } from '../../scenario/faults/administration.js';
import { crashInstead } from './servers.js';
import { bitsOf, fewer, halved } from './weakening.js';
import type { Weakenings } from './weakening.js';

const CHANGE_DETAIL = { add: 0, remove: 1, replace: 2 } as const;

/** What operators do. */
export const administrationWeakenings: Weakenings<AdministrationFault['kind']> = {
  membership: {
    rank: 5,
    detail: ({ change }) => CHANGE_DETAIL[change],
    forms: ({ id, atUs, forUs, change, node, by }) => {
      if (change !== 'replace') return [];
      const single = { id, atUs, forUs, kind: 'membership' } as const;
      const adds: Fault[] = by === undefined ? [] : [{ ...single, change: 'add', node: by }];
      return [...adds, { ...single, change: 'remove', node }];
    },
  },
  administrators: {
    rank: 6,
    detail: ({ nodes }) => nodes.length,
    forms: ({ id, atUs, forUs, nodes, changes, node, by }) =>
      nodes.flatMap((_, at): Fault[] => {
        const change = changes[at];
        if (change === undefined) return [];
        return [{ id, atUs, forUs, kind: 'membership', change, node: at === 0 ? node : by }];
      }),
  },
  readdress: {
    rank: 5,
    forms: ({ id, atUs, forUs, node }) => [
      { id, atUs, forUs, kind: 'loss', node, ppm: 1_000_000, byUs: 0 },
    ],
  },
  'config-drift': {
    rank: 4,
    detail: ({ ppm }) => bitsOf(Math.abs(ppm)),
    forms: (fault) =>
      halved(Math.abs(fault.ppm)).map((ppm) => ({ ...fault, ppm: Math.sign(fault.ppm) * ppm })),
  },
  upgrade: {
    rank: 8,
    detail: ({ nodes, version }) => 10 * nodes.length + Math.min(9, version),
    forms: (fault) => [
      ...fault.nodes.map((node) => crashInstead({ ...fault, node })),
      ...fewer(fault.nodes).map((nodes) => ({ ...fault, nodes })),
    ],
  },
  'restore-backup': {
    rank: 8,
    forms: (fault) => [crashInstead(fault), crashInstead(fault, 'none')],
  },
};
