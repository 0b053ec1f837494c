/**
 * Small, round times: everything moves left, gaps close, and each time, delay and window halves
 * towards zero on a grid of a millisecond. Cosmetic, but "the write reaches n2 9 ms late" is read
 * faster than 8.417 ms.
 */

import type { Fault } from '../../scenario/fault.js';
import type { Disk, Scenario } from '../../scenario/scenario.js';
import { GRID_US } from '../cost.js';
import { oneByOne } from './pass.js';
import type { Pass } from './pass.js';
import { replaced } from './removal.js';

/**
 * Closes the gaps between things that begin: all that begins from some time on moves left together.
 */
export const gapsPass: Pass = {
  name: 'gaps',
  rerolls: 0,
  candidates(scenario, from) {
    const { program, faults, healAtUs } = scenario;
    const begins = [...program, ...faults].map(({ atUs }) => atUs);
    const times = [...new Set([...begins, healAtUs])].sort((left, right) => left - right);
    return oneByOne(times, from, function* (time, at) {
      const gap = time - (at === 0 ? 0 : (times[at - 1] as number));
      for (const left of descent(gap)) yield moveFrom(scenario, time, left - gap);
    });
  },
};

/** Each single time, delay and window of the scenario. */
export const numbersPass: Pass = {
  name: 'numbers',
  rerolls: 0,
  candidates: (scenario, from) =>
    oneByOne(slotsOf(scenario), from, function* ({ us, least = 0, set }) {
      for (const smaller of descent(us - least)) yield set(smaller + least);
    }),
};

/** A disk that is always equally slow, or instant. */
export const diskPass: Pass = {
  name: 'disk',
  rerolls: 0,
  candidates: (scenario, from) =>
    oneByOne(steadyDisks(scenario.disk), from, (disk) => [{ ...scenario, disk }]),
};

/** Disks without dice, the simplest first. */
export function steadyDisks({ syncMinUs, syncMaxUs }: Disk): Disk[] {
  const times = [0, GRID_US, syncMinUs, syncMaxUs];
  return times.map((us) => ({ syncMinUs: us, syncMaxUs: us }));
}

/**
 * Numbers to try in place of `us`: zero, then ever smaller steps down, on the grid; the next round
 * number up last.
 */
export function* descent(us: number): Generator<number> {
  if (us <= 0) return;
  yield 0;
  const floor = Math.floor(us / GRID_US) * GRID_US;
  for (let step = Math.floor(us / GRID_US / 2); step >= 1; step = Math.floor(step / 2)) {
    yield floor - step * GRID_US;
  }
  if (floor === us) return;
  if (floor > 0) yield floor;
  yield floor + GRID_US;
}

/** A number of the scenario, and the scenario in which it is another. */
interface Slot {
  readonly us: number;
  /** The least it may become; default 0. */
  readonly least?: number;
  readonly set: (us: number) => Scenario;
}

function slotsOf(scenario: Scenario): Slot[] {
  const { program, faults, deviations, healAtUs } = scenario;
  const withFault = (at: number, change: Partial<Fault>): Scenario => ({
    ...scenario,
    faults: replaced(faults, at, { ...faults[at], ...change } as Fault),
  });
  return [
    ...faults.flatMap((fault, at): Slot[] => [
      { us: fault.forUs, least: GRID_US, set: (forUs) => withFault(at, { forUs }) },
      ...extentSlots(fault, (change) => withFault(at, change)),
    ]),
    ...deviations.map((deviation, at): Slot => ({
      us: deviation.byUs,

      set: (byUs) => ({
        ...scenario,
        deviations: replaced(deviations, at, { ...deviation, byUs }),
      }),
    })),
    ...program.map((operation, at): Slot => ({
      us: operation.atUs,

      set: (atUs) => ({ ...scenario, program: replaced(program, at, { ...operation, atUs }) }),
    })),
    ...faults.map(({ atUs }, at): Slot => ({ us: atUs, set: (us) => withFault(at, { atUs: us }) })),
    { us: healAtUs, set: (us) => ({ ...scenario, healAtUs: us }) },
  ];
}

/** By how much a clock is off keeps its sign. */
function extentSlots(fault: Fault, change: (by: Partial<Fault>) => Scenario): Slot[] {
  if (!('byUs' in fault)) return [];
  const sign = Math.sign(fault.byUs);
  return [{ us: Math.abs(fault.byUs), set: (us) => change({ byUs: us === 0 ? 0 : sign * us }) }];
}

/** What begins at `fromUs` or later begins `byUs` later. */
function moveFrom(scenario: Scenario, fromUs: number, byUs: number): Scenario {
  const moved = (us: number): number => (us < fromUs ? us : us + byUs);
  return {
    ...scenario,
    program: scenario.program.map((each) => ({ ...each, atUs: moved(each.atUs) })),
    faults: scenario.faults.map((each) => ({ ...each, atUs: moved(each.atUs) })),
    healAtUs: moved(scenario.healAtUs),
  };
}
