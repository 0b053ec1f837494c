/**
 * Cuts and poor links: an isolated server in place of stranger partitions, fewer nodes.
 */

import type { Fault, FaultOf } from '../../scenario/fault.js';
import type { LinkFault } from '../../scenario/faults/links.js';
import type { Scenario } from '../../scenario/scenario.js';
import { fewer, serverNames } from './weakening.js';
import type { Weakenings } from './weakening.js';

const SHAPE_RANK = { isolate: 0, halves: 1, bridge: 2, custom: 3, ring: 4 } as const;

/** The faults of the network. */
export const linkWeakenings: Weakenings<LinkFault['kind']> = {
  partition: {
    rank: 4,
    detail: ({ shape, groups }) => SHAPE_RANK[shape] * 100 + groups.flat().length,
    forms: partitions,
  },
  'one-way': {
    rank: 5,
    detail: ({ from, to }) => from.length + to.length,
    forms: (fault, scenario) => {
      const ends = [fault.from, fault.to].filter(({ length }) => length === 1).flat();
      const others = [...new Set([...fault.from, ...fault.to, ...serverNames(scenario)])];
      return [
        ...ends.filter((node) => node.startsWith('n')).map((node) => isolate(fault, node, others)),
        ...fewer(fault.from).map((from) => ({ ...fault, from })),
        ...fewer(fault.to).map((to) => ({ ...fault, to })),
      ];
    },
  },
  loss: { rank: 2 },
  duplication: { rank: 2 },
  reordering: { rank: 2 },
  delay: { rank: 1 },
};

function partitions(fault: FaultOf<'partition'>, scenario: Scenario): Fault[] {
  const { groups } = fault;
  const members = [...new Set(groups.flat())];
  const isolated = serverNames(scenario)
    .filter((node) => members.includes(node))
    .map((node) => isolate(fault, node, members));
  const smaller = members
    .filter((node) => groups.every((group) => group.length > 1 || group[0] !== node))
    .map((node) => ({
      ...fault,
      groups: groups.map((group) => group.filter((member) => member !== node)),
    }));
  return [...(fault.shape === 'isolate' ? [] : isolated), ...smaller];
}

function isolate(fault: Fault, node: string, members: readonly string[]): Fault {
  const { id, atUs, forUs } = fault;
  const groups = [[node], members.filter((member) => member !== node)];
  return { id, atUs, forUs, kind: 'partition', shape: 'isolate', groups };
}
