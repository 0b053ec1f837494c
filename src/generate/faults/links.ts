/**
 * Cuts and poor links. Heavy on one isolated node, which is what breaks real systems (Alquraan et
 * al., OSDI 2018).
 */

import type { FaultOf } from '../../scenario/fault.js';
import type { LinkFault } from '../../scenario/faults/links.js';
import type { Window } from '../../scenario/faults/window.js';
import type { Dice } from '../dice.js';
import { drawnType } from './draw.js';
import type { Draws, FaultSettings } from './draw.js';

type Shape = FaultOf<'partition'>['shape'];

const SHARE = { min: 100_000, max: 700_000 };
const LATER = { min: 1_000, max: 40_000 };

/** The faults of the network. */
export const linkDraws: Draws<LinkFault['kind']> = {
  partition: (dice, window, _node, settings) => drawPartition(dice, window, settings),
  'one-way': drawOneWay,
  loss: (dice, window, node, settings) => ({
    ...window,
    kind: 'loss',
    node,
    ppm: dice.integer(SHARE),
    byUs: 0,
    ...drawnTarget(dice, node, settings),
  }),
  duplication: (dice, window, node, settings) => ({
    ...window,
    kind: 'duplication',
    node,
    ppm: dice.integer(SHARE),
    byUs: dice.integer(LATER),
    ...drawnTarget(dice, node, settings),
  }),
  reordering: (dice, window, node, settings) => ({
    ...window,
    kind: 'reordering',
    node,
    ppm: dice.integer(SHARE),
    byUs: dice.integer(LATER),
    ...drawnTarget(dice, node, settings),
  }),
  delay: (dice, window, node, settings) => ({
    ...window,
    kind: 'delay',
    node,
    ppm: 1_000_000,
    byUs: dice.integer({ min: 2_000, max: 60_000 }),
    ...drawnTarget(dice, node, settings),
  }),
};

/** One type of message, or one link, if the profile knows the types of its messages. */
function drawnTarget(
  dice: Dice,
  node: string,
  { profile, servers, clients }: FaultSettings,
): { type?: string; peer?: string } {
  if (profile.messageTypes === undefined) return {};
  const type = drawnType(dice, profile);
  const others = [...servers, ...clients].filter((name) => name !== node);
  return dice.chance(300_000) ? { ...type, peer: dice.pick(others) } : type;
}

function drawPartition(dice: Dice, window: Window, settings: FaultSettings): FaultOf<'partition'> {
  const { servers, clients, profile } = settings;
  const shape = dice.weighted(shapeWeights(settings));
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
    case 'ring':
      return { ...window, kind, shape, groups: neighbours(shuffled) };
    case 'custom':
      return { ...window, kind, shape, groups: anyGroups(dice, shuffled, [...left, ...right]) };
    default:
      return {
        ...window,
        kind,
        shape: 'isolate',
        groups: parted(shuffled.slice(0, 1), shuffled.slice(1)),
      };
  }
}

/** What is possible with so few servers. */
function shapeWeights({ profile, servers }: FaultSettings): Partial<Record<Shape, number>> {
  const weights = profile.partitionShapes ?? { isolate: 5, halves: 3, bridge: 2 };
  return {
    ...weights,
    bridge: servers.length > 2 ? (weights.bridge ?? 0) : 0,
    // Three servers in a ring are all neighbours.
    ...(weights.ring === undefined ? {} : { ring: servers.length > 3 ? weights.ring : 0 }),
  };
}

/** Each server and the next: nobody reaches more than two others. */
function neighbours(servers: readonly string[]): string[][] {
  return servers.map((server, at) => [server, servers[(at + 1) % servers.length] as string]);
}

/** Two or three groups; now and then a node is in two. */
function anyGroups(dice: Dice, servers: readonly string[], clients: readonly string[]): string[][] {
  const [first, second, ...others] = [...servers, ...clients];
  if (first === undefined || second === undefined) return [[...servers], [...clients]];
  const groups = [[first], [second], ...(dice.chance(400_000) ? [[]] : [])] as string[][];
  for (const name of others) {
    const home = dice.pick(groups);
    home.push(name);
    const other = dice.pick(groups);
    if (other !== home && dice.chance(200_000)) other.push(name);
  }
  return groups.filter((group) => group.length > 0);
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
