/**
 * When faults acted in some runs, laid over one another: for each kind, in which share of the runs
 * it acted at a time.
 */

import type { RunSample } from './sample.js';

/** A kind of fault acted from one time to another in such a share of the runs. */
export interface FaultShare {
  readonly kind: string;
  readonly beginUs: number;
  readonly endUs: number;
  /** Above 0, at most 1. */
  readonly share: number;
}

/** In so many steps the time is parted at most, to keep what is drawn small. */
const STEPS = 200;

/** Shares by kind and time; neighbours that are equal are one. Linear in faults times steps. */
export function faultShares(samples: readonly RunSample[], endUs: number): FaultShare[] {
  const stepUs = Math.max(1, Math.ceil(endUs / STEPS));
  const steps = Math.floor(endUs / stepUs) + 1;
  const runsByKind = new Map<string, number[]>();
  for (const sample of samples) {
    for (const [kind, acted] of stepsByKind(sample, stepUs)) {
      let runs = runsByKind.get(kind);
      if (runs === undefined) {
        runs = new Array<number>(steps).fill(0);
        runsByKind.set(kind, runs);
      }
      for (const step of acted) runs[step]!++;
    }
  }
  const kinds = [...runsByKind].sort(([left], [right]) => (left < right ? -1 : 1));
  return kinds.flatMap(([kind, runs]) => sharesOf(kind, runs, samples.length, stepUs, endUs));
}

/** The steps in which a kind of fault acted in one run, once each however many acted. */
function stepsByKind(
  { faults, endUs: runEndUs }: RunSample,
  stepUs: number,
): Map<string, Set<number>> {
  const steps = new Map<string, Set<number>>();
  for (const { kind, beganUs, endedUs } of faults) {
    if (beganUs < 0 || beganUs > runEndUs) continue;
    const untilUs = endedUs < 0 ? runEndUs : Math.min(endedUs, runEndUs);
    const acted = steps.get(kind) ?? new Set();
    steps.set(kind, acted);
    for (let step = Math.floor(beganUs / stepUs); step * stepUs <= untilUs; step++) acted.add(step);
  }
  return steps;
}

function sharesOf(
  kind: string,
  runs: readonly number[],
  all: number,
  stepUs: number,
  endUs: number,
): FaultShare[] {
  const shares: FaultShare[] = [];
  let from = 0;
  for (let step = 1; step <= runs.length; step++) {
    if (step < runs.length && runs[step] === runs[from]) continue;
    const share = runs[from]! / all;
    const until = Math.min(endUs, step * stepUs);
    if (share > 0) shares.push({ kind, beginUs: from * stepUs, endUs: until, share });
    from = step;
  }
  return shares;
}
