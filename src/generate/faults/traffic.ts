/**
 * How messages travel: garbled, held, slow by distance or by width, too big.
 */

import type { FaultOf } from '../../scenario/fault.js';
import type { TrafficFault } from '../../scenario/faults/traffic.js';
import type { Window } from '../../scenario/faults/window.js';
import type { Dice } from '../dice.js';
import { drawnShare, drawnType } from './draw.js';
import type { Draws, FaultSettings } from './draw.js';

/** Between cities, and between continents. */
const DISTANCE_US = { min: 2_000, max: 60_000 };

/** The faults of how messages travel. */
export const trafficDraws: Draws<TrafficFault['kind']> = {
  corruption: (dice, window, node) => ({
    ...window,
    kind: 'corruption',
    node,
    ppm: drawnShare(dice),
  }),
  hold: (dice, window, node, settings) => ({
    ...window,
    kind: 'hold',
    ...sides(dice, node, settings),
    ...drawnType(dice, settings.profile),
  }),
  latency: (dice, window, node, settings) => {
    const minUs = dice.integer({ min: 200, max: 5_000 });
    const maxUs = minUs + dice.integer({ min: 2_000, max: 80_000 });
    return {
      ...window,
      kind: 'latency',
      ...sides(dice, node, settings),
      latency: dice.chance(500_000)
        ? { kind: 'uniform', minUs, maxUs }
        : { kind: 'long-tail', minUs, scaleUs: dice.integer({ min: 500, max: 4_000 }), maxUs },
    };
  },
  geography: (dice, window, _node, settings) => drawRegions(dice, window, settings),
  bandwidth: (dice, window, node) => ({
    ...window,
    kind: 'bandwidth',
    node,
    bytesPerSecond: dice.integer({ min: 2_000, max: 40_000 }),
    queueBytes: dice.integer({ min: 100, max: 3_000 }),
    overflow: dice.pick(['drop', 'block'] as const),
  }),
  'message-limit': (dice, window, node) => ({
    ...window,
    kind: 'message-limit',
    node,
    maxBytes: dice.integer({ min: 40, max: 200 }),
  }),
};

/** A server at one end, some or all of the other nodes at the other. */
function sides(
  dice: Dice,
  node: string,
  { servers, clients }: FaultSettings,
): { from: readonly string[]; to: readonly string[] } {
  const others = [...servers, ...clients].filter((name) => name !== node);
  const peers = dice.chance(400_000) ? [dice.pick(others)] : others;
  return dice.chance(500_000) ? { from: [node], to: peers } : { from: peers, to: [node] };
}

/** Two or three regions; clients live somewhere too. */
function drawRegions(
  dice: Dice,
  window: Window,
  { servers, clients }: FaultSettings,
): FaultOf<'geography'> {
  const nodes = [...dice.shuffle(servers), ...dice.shuffle(clients)];
  const count = Math.min(nodes.length, dice.chance(500_000) ? 2 : 3);
  const groups = Array.from({ length: count }, (_, region) =>
    nodes.filter((_name, at) => at % count === region),
  );
  const betweenUs = groups.map(() => groups.map(() => 0));
  for (let here = 0; here < count; here++) {
    for (let there = 0; there < here; there++) {
      const distanceUs = dice.integer(DISTANCE_US);
      (betweenUs[here] as number[])[there] = distanceUs;
      (betweenUs[there] as number[])[here] = distanceUs;
    }
  }
  return { ...window, kind: 'geography', groups, betweenUs };
}
