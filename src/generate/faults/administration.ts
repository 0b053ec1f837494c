/**
 * What operators do to a running cluster.
 */

import type { AdministrationFault } from '../../scenario/faults/administration.js';
import type { Dice } from '../dice.js';
import type { Draws } from './draw.js';

const CHANGES = ['add', 'remove'] as const;

/** What operators do. */
export const administrationDraws: Draws<AdministrationFault['kind']> = {
  membership: (dice, window, node, { servers }) => {
    const change = dice.pick(servers.length > 1 ? [...CHANGES, 'replace' as const] : CHANGES);
    const by = change === 'replace' ? { by: other(dice, node, servers) } : {};
    return { ...window, kind: 'membership', node, change, ...by };
  },
  administrators: (dice, window, node, { servers }) => {
    const second = other(dice, node, servers);
    const changes = [dice.pick(CHANGES), dice.pick(CHANGES)];
    const by = dice.pick(servers);
    const told = dice.pick(servers);
    return { ...window, kind: 'administrators', nodes: [node, second], changes, node: told, by };
  },
  readdress: (_dice, window, node) => ({ ...window, kind: 'readdress', node }),
  'config-drift': (dice, window, node) => {
    const ppm = dice.integer({ min: 100_000, max: 4_000_000 });
    const isLess = dice.chance(500_000);
    return {
      ...window,
      kind: 'config-drift',
      node,
      setting: '*',
      ppm: isLess ? -Math.floor(ppm / 5) : ppm,
    };
  },
  upgrade: (dice, window, _node, { servers }) => ({
    ...window,
    kind: 'upgrade',
    nodes: dice.shuffle(servers),
    version: 2,
    everyUs: Math.floor(window.forUs / servers.length),
  }),
  'restore-backup': (dice, window, node) => ({
    ...window,
    kind: 'restore-backup',
    node,
    ageUs: dice.integer({ min: 1_000, max: 200_000 }),
  }),
};

/** Another server than `node`, where there is one. */
function other(dice: Dice, node: string, servers: readonly string[]): string {
  const others = servers.filter((server) => server !== node);
  return others.length === 0 ? node : dice.pick(others);
}
