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
 * The outages of a run: each from the start of the first operation that was tried in vain, or from
 * the last answer if that came later, to the next answer, or to the end of the run. O(n log n).
 */
export function outagesOf({ operations, endUs: runEndUs }: RunSample): Outage[] {
  const ended = [...operations].sort((left, right) => left.endUs - right.endUs);
  const outages: Outage[] = [];
  let inVain: OperationSample[] = [];
  let answeredUs = 0;
  const close = (untilUs: number): void => {
    if (inVain.length === 0) return;
    const triedUs = inVain.reduce((first, { startUs }) => Math.min(first, startUs), untilUs);
    const sinceUs = Math.max(triedUs, answeredUs);
    const phases = new Set(inVain.flatMap((operation) => [...operation.phases]));
    outages.push({ lengthUs: untilUs - sinceUs, phases });
    inVain = [];
  };
  for (const operation of ended) {
    if (operation.isAnswered) {
      close(operation.endUs);
      answeredUs = operation.endUs;
    } else inVain.push(operation);
  }
  close(runEndUs);
  return outages;
}

/** How a run came back after its heal. */
export interface Recovery {
  /** To the end of the first operation that began and succeeded after the heal, or infinite. */
  readonly firstSuccessUs: number;
  /** To the end of the last operation in vain, 0 without any; infinite if none succeeded. */
  readonly caughtUpUs: number;
  /** Operations that began after the heal and were not answered in time. */
  readonly stuck: number;
}

/** The recovery of one run; `undefined` when nothing was asked after the heal. */
export function recoveryOf({ operations, healAtUs }: RunSample): Recovery | undefined {
  const after = operations.filter(({ startUs }) => startUs >= healAtUs);
  if (after.length === 0) return undefined;
  const answered = after.filter(({ isAnswered }) => isAnswered).map((operation) => operation.endUs);
  const inVain = after.filter(({ isAnswered }) => !isAnswered).map((operation) => operation.endUs);
  const firstAnswerUs = answered.reduce((least, time) => Math.min(least, time), Infinity);
  const lastInVainUs = inVain.reduce((most, time) => Math.max(most, time), healAtUs);
  return {
    firstSuccessUs: firstAnswerUs - healAtUs,
    caughtUpUs: answered.length === 0 ? Infinity : lastInVainUs - healAtUs,
    stuck: inVain.length,
  };
}
