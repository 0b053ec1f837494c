/**
 * Outages and recovery: how long operations were tried in vain, and how soon after the heal they
 * succeed again.
 */

import type { OperationSample, Phase, RunSample } from './sample.js';

/** A time in which operations were tried and none was answered. */
export interface Outage {
  readonly lengthUs: number;
  /** Of the operations that were tried in vain. */
  readonly phases: ReadonlySet<Phase>;
}

/**
 * The outages of a run: each from the start of the first operation that was tried in vain to the
 * end of the next one that was answered, or of the run. O(n log n).
 */
export function outagesOf({ operations, endUs: runEndUs }: RunSample): Outage[] {
  const ended = [...operations].sort((left, right) => left.endUs - right.endUs);
  const outages: Outage[] = [];
  let inVain: OperationSample[] = [];
  const close = (untilUs: number): void => {
    if (inVain.length === 0) return;
    const sinceUs = inVain.reduce((first, { startUs }) => Math.min(first, startUs), untilUs);
    const phases = new Set(inVain.flatMap((operation) => [...operation.phases]));
    outages.push({ lengthUs: untilUs - sinceUs, phases });
    inVain = [];
  };
  for (const operation of ended) {
    if (operation.isAnswered) close(operation.endUs);
    else inVain.push(operation);
  }
  close(runEndUs);
  return outages;
}

/** How a run came back after its heal. */
export interface Recovery {
  /** To the end of the first operation that began and succeeded after the heal. */
  readonly firstSuccessUs: number;
  /** To the end of the last operation that did not succeed; 0 when all did. */
  readonly caughtUpUs: number;
  /** Operations that began after the heal and were not answered in time. */
  readonly stuck: number;
}

/** The recovery of one run; `undefined` when nothing was asked after the heal. */
export function recoveryOf({ operations, healAtUs, endUs }: RunSample): Recovery | undefined {
  const after = operations.filter(({ isHealed }) => isHealed);
  if (after.length === 0) return undefined;
  const answered = after.filter(({ isAnswered }) => isAnswered).map((operation) => operation.endUs);
  const inVain = after.filter(({ isAnswered }) => !isAnswered).map((operation) => operation.endUs);
  const least = (times: readonly number[], otherwise: number): number =>
    times.reduce((earliest, time) => Math.min(earliest, time), otherwise);
  const most = inVain.reduce((latest, time) => Math.max(latest, time), healAtUs);
  return {
    firstSuccessUs: least(answered, Math.max(endUs, healAtUs)) - healAtUs,
    caughtUpUs: most - healAtUs,
    stuck: inVain.length,
  };
}
