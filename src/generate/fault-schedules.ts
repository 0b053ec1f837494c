/**
 * Fault schedules: which faults act when, and on whom. Weighted by the profile; heavy on what
 * breaks real systems: one isolated node, one crash and restart, one slow or one-way link (Alquraan
 * et al., OSDI 2018).
 */

import type * as fc from 'fast-check';
import type { Fault, FaultKind } from '../scenario/fault.js';
import { DrawnArbitrary } from './dice.js';
import type { Dice } from './dice.js';
import { DRAWS } from './faults/all.js';
import { keepByzantineMax } from './faults/behaviour.js';
import type { Draw, FaultSettings } from './faults/draw.js';
import { keepOneStop } from './faults/servers.js';

/** Draws one schedule. */
export function drawFaults(dice: Dice, settings: FaultSettings): Fault[] {
  const { profile, loadUs } = settings;
  const { min, max } = profile.faults;
  const few = Math.max(min, Math.min(3, max));
  const count = dice.integer({ min, max: dice.chance(500_000) ? few : max });
  const faults: Fault[] = [];
  for (let number = 1; number <= count; number++) {
    const kind = dice.weighted<FaultKind>(profile.faultWeights);
    if (kind === undefined) break;
    const window = {
      id: `f${number}`,
      atUs: dice.below(loadUs),
      forUs: dice.integer(profile.faultUs),
    };
    const draw = DRAWS[kind] as Draw<FaultKind>;
    faults.push(draw(dice, window, dice.pick(settings.servers), settings));
  }
  return keepOneStop(keepByzantineMax(faults, profile), settings.servers);
}

/** Random fault schedules; shrinks as part of a scenario, not alone. */
export function faultScheduleArbitrary(settings: FaultSettings): fc.Arbitrary<Fault[]> {
  return new DrawnArbitrary((dice) => drawFaults(dice, settings));
}
