/**
 * Cuts and poor links. Heavy on one isolated node, which is what breaks real systems (Alquraan et
 * al., OSDI 2018).
 */

import type { FaultOf } from '../../scenario/fault.js';
import type { LinkFault } from '../../scenario/faults/links.js';
import type { Window } from '../../scenario/faults/window.js';
import type { Dice } from '../dice.js';
import type { Draws, FaultSettings } from './draw.js';

const SHARE = { min: 100_000, max: 700_000 };
const LATER = { min: 1_000, max: 40_000 };

/** The faults of the network. */
export const linkDraws: Draws<LinkFault['kind']> = {
  partition: (dice, window, _node, settings) => drawPartition(dice, window, settings),
  'one-way': drawOneWay,
  loss: (dice, window, node) => ({
    ...window,
    kind: 'loss',
    node,
    ppm: dice.integer(SHARE),
    byUs: 0,
  }),
  duplication: (dice, window, node) => {
    const ppm = dice.integer(SHARE);
    return { ...window, kind: 'duplication', node, ppm, byUs: dice.integer(LATER) };
  },
  reordering: (dice, window, node) => {
    const ppm = dice.integer(SHARE);
    return { ...window, kind: 'reordering', node, ppm, byUs: dice.integer(LATER) };
  },
  delay: (dice, window, node) => ({
    ...window,
    kind: 'delay',
    node,
    ppm: 1_000_000,
    byUs: dice.integer({ min: 2_000, max: 60_000 }),
  }),
};

function drawPartition(dice: Dice, window: Window, settings: FaultSettings): FaultOf<'partition'> {
  const { servers, clients, profile } = settings;
  const shape = dice.weighted({ isolate: 5, halves: 3, bridge: servers.length > 2 ? 2 : 0 });
  const shuffled = dice.shuffle(servers);
  const half = Math.max(1, Math.floor(servers.length / 2));
  const parts = dice.chance(profile.clientsPartedPpm);
  const [left, right] = parts ? splitClients(dice, clients) : [[], []];
  const parted = (first: string[], second: string[]): string[][] => [
    [...first, ...left],
    [...second, ...right],
  ];
  const kind = 'partition';
  switch (shape) {
    case 'halves':
      return {
        ...window,
        kind,
        shape,
        groups: parted(shuffled.slice(0, half), shuffled.slice(half)),
      };
    case 'bridge': {
      const [middle, ...others] = shuffled as [string, ...string[]];
      const side = Math.floor(others.length / 2);
      const groups = [
        [middle, ...others.slice(0, side), ...left],
        [middle, ...others.slice(side), ...right],
      ];
      return { ...window, kind, shape, groups };
    }
    default:
      return {
        ...window,
        kind,
        shape: 'isolate',
        groups: parted(shuffled.slice(0, 1), shuffled.slice(1)),
      };
  }
}

function splitClients(dice: Dice, clients: readonly string[]): [string[], string[]] {
  const shuffled = dice.shuffle(clients);
  const cut = dice.below(clients.length + 1);
  return [shuffled.slice(0, cut), shuffled.slice(cut)];
}

function drawOneWay(
  dice: Dice,
  window: Window,
  node: string,
  settings: FaultSettings,
): FaultOf<'one-way'> {
  const { servers, clients, profile } = settings;
  const parts = dice.chance(profile.clientsPartedPpm) || servers.length === 1;
  const others = parts ? clients : servers.filter((server) => server !== node);
  const peers = others.length > 0 && dice.chance(600_000) ? [dice.pick(others)] : others;
  const outgoing = dice.chance(500_000);
  return {
    ...window,
    kind: 'one-way',
    from: outgoing ? [node] : peers,
    to: outgoing ? peers : [node],
  };
}
