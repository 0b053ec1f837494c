/**
 * A unit of processor time that goes with the machine: a loop of integer hashing.
 */

import { mix } from '../src/scenario/randomness.js';
import { processorSeconds } from './linearizability/measurement.js';

/** How many steps a unit has. */
export const CALIBRATION_STEPS: number = 2 ** 26;

/** Processor seconds of one unit: the median of five. */
export function calibrate(): number {
  const seconds = Array.from({ length: 5 }, () => {
    const began = processorSeconds();
    let hash = 1;
    for (let step = 0; step < CALIBRATION_STEPS; step++) hash = mix(hash, step);
    if (hash === 0) console.log('');
    return processorSeconds() - began;
  });
  return seconds.sort((left, right) => left - right)[2]!;
}
