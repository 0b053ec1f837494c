/**
 * Programs: which client does what, and when. Half of them stay small (few clients and keys),
 * because most known distributed bugs need few participants (Yuan et al., OSDI 2014).
 */

import type * as fc from 'fast-check';
import type { Value } from '../history/value.js';
import type { Profile } from '../scenario/profile.js';
import type { ProgramOperation } from '../scenario/scenario.js';
import { DrawnArbitrary } from './dice.js';
import type { Dice } from './dice.js';
import type { ProgramSource } from './program-source.js';

/** What a program is drawn for. */
export interface ProgramSettings {
  readonly source: ProgramSource;
  readonly profile: Profile;
  /** Operations begin in [0, loadUs). */
  readonly loadUs: number;
  /** Final reads begin no earlier. */
  readonly healAtUs: number;
}

/** Keys x, y, z, then k3, k4, ... */
function keyName(index: number): Value {
  return ['x', 'y', 'z'][index] ?? `k${index}`;
}

/** Draws one program: the load, then the final reads. */
export function drawProgram(
  dice: Dice,
  { source, profile, loadUs, healAtUs }: ProgramSettings,
): ProgramOperation[] {
  const small = dice.chance(500_000);
  const most = (range: Profile['clients'], few: number): number =>
    dice.integer({
      min: range.min,
      max: small ? Math.min(range.max, Math.max(range.min, few)) : range.max,
    });
  const clients = most(profile.clients, 3);
  const keys = Array.from({ length: most(profile.keys, 1) }, (_, index) => keyName(index));
  const count = dice.integer(profile.operations);
  const program: ProgramOperation[] = [];
  for (let id = 1; id <= count; id++) {
    const client = `c${dice.below(clients)}`;
    program.push({ id, client, atUs: dice.below(loadUs), ...dice.from(source.ask(keys, id)) });
  }
  for (const key of keys) {
    for (const ask of source.finals(key)) {
      const client = `c${dice.below(clients)}`;
      program.push({ id: program.length + 1, client, atUs: healAtUs, ...ask, phase: 'final' });
    }
  }
  return program;
}

/** Random client programs; shrinks as part of a scenario, not alone. */
export function programArbitrary(settings: ProgramSettings): fc.Arbitrary<ProgramOperation[]> {
  return new DrawnArbitrary((dice) => drawProgram(dice, settings));
}
