/**
 * What a scenario costs its reader: a list of counts, compared one after the other. Every accepted
 * step of the shrinker lowers it strictly, and every count is a non-negative integer, which is why
 * shrinking ends.
 */

import type { Fault } from '../scenario/fault.js';
import type { Network, Scenario } from '../scenario/scenario.js';
import { canonicalKey } from '../history/equality.js';
import { NAMINGS } from './canonical.js';
import { severity } from './faults/all.js';
import type { Simplify } from './oracle.js';

/** Times are round when they are multiples of this. */
export const GRID_US = 1000;

/** A reader follows one fault about as easily as two messages that go astray. */
const MESSAGES_A_FAULT = 2;

const DEVIATION_RANK = { late: 0, drop: 1, duplicate: 1 } as const;

type Measure = (scenario: Scenario, simplify: Simplify | undefined) => number;

/**
 * Messages that make a client give up, or nearly: a story told with a timeout is harder to follow
 * than one with a second client, though it has fewer clients.
 */
function operationsGivenUp({ deviations, timeoutUs }: Scenario): number {
  const isHopeless = ({ kind, byUs }: Scenario['deviations'][number]): boolean =>
    kind === 'drop' || (kind === 'late' && byUs * 2 >= timeoutUs);
  return deviations.filter(isHopeless).length;
}

/** In order of importance. */
const MEASURES: readonly Measure[] = [
  ({ program }) => program.length,
  ({ network }) => (isLeftToChance(network) ? 1 : 0),
  ({ faults, deviations }) => faults.length * MESSAGES_A_FAULT + deviations.length,
  ({ faults }) => faults.length,
  ({ topology }) => topology.servers,
  operationsGivenUp,
  ({ program }) => new Set(program.map(({ client }) => client)).size,
  ({ program }) =>
    new Set(program.map(({ key }) => (key === undefined ? '' : canonicalKey(key)))).size,
  complexity,
  ({ faults }) => sum(faults.map(severity)),
  ({ deviations }) => sum(deviations.map(({ kind }) => DEVIATION_RANK[kind])),
  (scenario) => sum(NAMINGS.map((naming) => naming.irregular(scenario))),
  roughness,
  ({ faults, deviations }) => sum(faults.map(extent)) + sum(deviations.map(({ byUs }) => byUs)),
  ({ program, faults, healAtUs }) =>
    sum([...program, ...faults].map(({ atUs }) => atUs)) + healAtUs,
];

/** Negative when `left` costs less than `right`, zero when nobody can tell. Linear. */
export function compareCost(left: Scenario, right: Scenario, simplify?: Simplify): number {
  for (const measure of MEASURES) {
    const difference = measure(left, simplify) - measure(right, simplify);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether what happens to a message depends on dice, so that the scenario does not say it. */
export function isLeftToChance(network: Network): boolean {
  const { latency, schedule, lossPpm, duplicationPpm, reorderingPpm } = network;
  if (latency.kind !== 'fixed' || schedule !== undefined) return true;
  return lossPpm + duplicationPpm + reorderingPpm > 0;
}

/** Operations that could still ask for less, and those that wait for the heal. */
function complexity({ program }: Scenario, simplify: Simplify | undefined): number {
  return sum(
    program.map((operation) => {
      const simpler = simplify === undefined ? 0 : simplify(operation).length;
      return simpler + (operation.phase === 'final' ? 1 : 0);
    }),
  );
}

/** Times and delays that are not round; a disk that is neither instant nor steady. */
function roughness(scenario: Scenario): number {
  const { program, faults, deviations, network, disk, healAtUs } = scenario;
  const times = [
    healAtUs,
    disk.syncMinUs,
    disk.syncMaxUs,
    ...program.map(({ atUs }) => atUs),
    ...faults.flatMap((fault) => [fault.atUs, fault.forUs, 'byUs' in fault ? fault.byUs : 0]),
    ...deviations.map(({ byUs }) => byUs),
    ...(network.latency.kind === 'fixed' ? [network.latency.us] : []),
  ];
  const steady = disk.syncMinUs === disk.syncMaxUs ? 0 : 1;
  return times.filter((us) => us % GRID_US !== 0).length + steady;
}

/** How long a fault acts and how much it does; both halve until the anomaly goes. */
function extent(fault: Fault): number {
  const by = 'byUs' in fault ? Math.abs(fault.byUs) : 0;
  return fault.forUs + by + ('ppm' in fault ? Math.abs(fault.ppm) : 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
