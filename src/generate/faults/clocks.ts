/**
 * Clocks that are off, stand still or run at another speed.
 */

import type { ClockFault } from '../../scenario/faults/clocks.js';
import type { Dice } from '../dice.js';
import type { Draws } from './draw.js';

/** The faults of clocks. */
export const clockDraws: Draws<ClockFault['kind']> = {
  'clock-offset': (dice, window, node) => ({
    ...window,
    kind: 'clock-offset',
    node,
    byUs: eitherWay(dice, { min: 1_000, max: 500_000 }),
  }),
  'clock-jump': (dice, window, node) => ({
    ...window,
    kind: 'clock-jump',
    node,
    byUs: eitherWay(dice, { min: 1_000, max: 500_000 }),
  }),
  'clock-strobe': (dice, window, node) => ({
    ...window,
    kind: 'clock-strobe',
    node,
    byUs: eitherWay(dice, { min: 1_000, max: 500_000 }),
    periodUs: dice.integer({ min: 1_000, max: 20_000 }),
  }),
  'clock-freeze': (_dice, window, node) => ({ ...window, kind: 'clock-freeze', node }),
  'clock-drift': (dice, window, node) => ({
    ...window,
    kind: 'clock-drift',
    node,
    ppm: eitherWay(dice, { min: 10_000, max: 400_000 }),
  }),
};

function eitherWay(dice: Dice, range: { readonly min: number; readonly max: number }): number {
  const by = dice.integer(range);
  return dice.chance(500_000) ? by : -by;
}
