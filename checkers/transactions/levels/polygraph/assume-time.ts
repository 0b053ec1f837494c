/**
 * Weaker orders of commits by way of real time. Most histories of a database would be in order even
 * if commits had to respect real time, which leaves few choices, and what holds then holds without.
 * Where real time is in the way it is forgotten of the few transactions that show it.
 */

import type { Observation } from '../../observation.js';
import type { Level } from '../level.js';
import { analyse, type Analysis, type AnalysisLimits } from './analyse.js';
import { coreAmong, proofAmong } from './violation-core.js';

/** Then there are too many of them, and nothing is assumed any more. */
const ROUNDS_MAX = 12;

/**
 * What real time shows shortly, reads may show at greater length: by transactions that ran at about
 * the same time, so many to both sides.
 */
const NEIGHBOURS = 500;

/** A small history is decided as it is. */
const SIZE_MIN = 1000;

/** With so many processes, one after the other, chains of processes are too many. */
const PROCESSES_MIN = 64;

/** Whether it is worth while to assume real time for a level. Linear. */
export function isTimeWorthAssuming(observation: Observation, { order }: Level): boolean {
  if (order === 'realtime' || observation.size < SIZE_MIN) return false;
  if (order === 'none') return true;
  let first = 0;
  for (let node = 1; node < observation.size; node++) if (observation.previous[node] === 0) first++;
  return first >= PROCESSES_MIN;
}

/** An answer that is certain without the assumption; `undefined` when none was found. */
export function decideAssumingTime(
  observation: Observation,
  level: Level,
  limits: AnalysisLimits,
): Analysis | undefined {
  const { shouldStop } = limits;
  const isTimeless = new Uint8Array(observation.size);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const analysis = analyse(observation, level, limits, isTimeless);
    if (analysis.kind !== 'violated') return analysis;
    const assuming = { observation, level, isTimeless, shouldStop };
    const core = coreAmong(assuming, analysis.involved) ?? analysis.involved;
    const near = neighboursOf(core, observation.size);
    const plain = proofAmong({ observation, level, shouldStop }, near);
    if (plain !== undefined) return { kind: 'violated', involved: plain };
    for (const node of core) isTimeless[node] = 1;
  }
  return undefined;
}

/** Nodes are numbered by the order of their first events. */
function neighboursOf(core: Int32Array, size: number): Int32Array {
  const isNear = new Uint8Array(size);
  for (const node of core) {
    isNear.fill(1, Math.max(1, node - NEIGHBOURS), Math.min(size, node + NEIGHBOURS + 1));
  }
  const near: number[] = [];
  for (let node = 1; node < size; node++) if (isNear[node] === 1) near.push(node);
  return Int32Array.from(near);
}
