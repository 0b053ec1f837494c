/**
 * How messages travel: shorter, wider, bigger, fewer; a plain delay in place of stranger ones.
 */

import type { Fault, FaultOf } from '../../scenario/fault.js';
import type { TrafficFault } from '../../scenario/faults/traffic.js';
import type { Latency } from '../../scenario/scenario.js';
import { bitsOf, delayInstead, fewer, halved, lessOften } from './weakening.js';
import type { Weakenings } from './weakening.js';

/** A limit as wide as this is none. */
const WIDE_BITS = 40;

/** The faults of how messages travel. */
export const trafficWeakenings: Weakenings<TrafficFault['kind']> = {
  corruption: {
    rank: 5,
    detail: ({ ppm }) => bitsOf(ppm),
    forms: lessOften,
  },
  hold: {
    rank: 3,
    detail: ({ from, to }) => from.length + to.length,
    forms: (fault) => [...delays(fault, fault.forUs), ...fewerSides(fault)],
  },
  latency: {
    rank: 2,
    detail: ({ from, to, latency }) => from.length + to.length + sizeOfLatency(latency),
    forms: (fault) => [
      ...delays(fault, longest(fault.latency)),
      ...simplerLatencies(fault.latency).map((latency) => ({ ...fault, latency })),
      ...fewerSides(fault),
    ],
  },
  geography: {
    rank: 3,
    detail: ({ groups, betweenUs }) =>
      groups.flat().length + bitsOf(betweenUs.flat().reduce((sum, us) => sum + us, 0)),
    forms: nearer,
  },
  bandwidth: {
    rank: 3,
    detail: ({ bytesPerSecond, queueBytes, overflow }) =>
      2 * WIDE_BITS - bitsOf(bytesPerSecond) - bitsOf(queueBytes) + (overflow === 'drop' ? 1 : 0),
    forms: (fault) => [
      delayInstead(fault, fault.node, 10_000),
      ...wider(fault.bytesPerSecond).map((bytesPerSecond) => ({ ...fault, bytesPerSecond })),
      { ...fault, overflow: 'block' },
      ...wider(fault.queueBytes).map((queueBytes) => ({ ...fault, queueBytes })),
    ],
  },
  'message-limit': {
    rank: 3,
    detail: ({ maxBytes }) => WIDE_BITS - bitsOf(maxBytes),
    forms: (fault) => wider(fault.maxBytes).map((maxBytes) => ({ ...fault, maxBytes })),
  },
};

type Sided = FaultOf<'hold'> | FaultOf<'latency'>;

/** One end is a single server: all of its messages are late instead. */
function delays(fault: Sided, byUs: number): Fault[] {
  return [fault.from, fault.to].flatMap(([node = '', ...others]) =>
    others.length === 0 && node.startsWith('n') ? [delayInstead(fault, node, byUs)] : [],
  );
}

function fewerSides(fault: Sided): Fault[] {
  return [
    ...fewer(fault.from).map((from) => ({ ...fault, from })),
    ...fewer(fault.to).map((to) => ({ ...fault, to })),
  ];
}

function longest(latency: Latency): number {
  return latency.kind === 'fixed' ? latency.us : latency.maxUs;
}

const LATENCY_RANK = { fixed: 0, uniform: 1, 'long-tail': 2 } as const;

function sizeOfLatency(latency: Latency): number {
  return LATENCY_RANK[latency.kind] * 100 + bitsOf(longest(latency));
}

function simplerLatencies(latency: Latency): Latency[] {
  const fixed = (us: number): Latency => ({ kind: 'fixed', us });
  if (latency.kind === 'fixed') return halved(latency.us).map(fixed);
  return [fixed(latency.minUs), fixed(latency.maxUs)];
}

/** Nothing between the regions of a pair, half of it everywhere, or one node less. */
function nearer(fault: FaultOf<'geography'>): Fault[] {
  const { groups, betweenUs } = fault;
  const half = betweenUs.map((row) => row.map((us) => Math.floor(us / 2)));
  const lone = groups.flatMap(([node = '', ...others]) =>
    others.length === 0 && node.startsWith('n') ? [node] : [],
  );
  const farthest = betweenUs.flat().reduce((most, us) => Math.max(most, us), 0);
  const without = groups.flatMap((group, at) =>
    fewer(group).map((nodes) => ({ ...fault, groups: groups.with(at, nodes) })),
  );
  return [
    ...lone.map((node) => delayInstead(fault, node, farthest)),
    { ...fault, betweenUs: half },
    ...without,
  ];
}

function wider(limit: number): number[] {
  return [limit * 16, limit * 4, limit * 2].filter((wide) => wide > limit && wide < 2 ** 30);
}
