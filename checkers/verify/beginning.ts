/**
 * What a certificate must cover at its first level. One that begins at the first return must cover
 * the initial state; one that begins anywhere must cover every configuration there could possibly
 * be.
 */

import type { Configuration } from './configurations.js';
import { configurationOf } from './configurations.js';
import { ROLE } from './kinds.js';
import type { Level } from './levels.js';
import type { Numbering } from './numbering.js';
import type { Problem } from './specification.js';
import type { States } from './states.js';

/** More are a problem, as they would be far too many to be listed. */
const CONFIGURATIONS_MAX = 1_000_000;

/** The initial state, and nothing taken. */
export function atStart(states: States, numbering: Numbering): Configuration[] {
  return [configurationOf(states.initial, [], numbering)];
}

/**
 * Configurations that together cover all there may be at a level: any state that the operations of
 * the part can lead to in whatever order, with any choice of those in flight. By the covering
 * rules some choices stand for all: no crashed operation, every observer, and of the mutators of a
 * kind those that return first.
 */
export function anywhere(
  level: Level,
  states: States,
  numbering: Numbering,
): Configuration[] | Problem {
  const choices = choicesAt(level, numbering, CONFIGURATIONS_MAX);
  const reachable = choices && states.reachable(CONFIGURATIONS_MAX / choices.length);
  if (choices === undefined || reachable === undefined) {
    return { message: 'the certificate begins where more is possible than can be listed' };
  }
  return reachable.flatMap((state) =>
    choices.map((taken) => configurationOf(state, taken, numbering)),
  );
}

/** Sets of numbers, each ascending; `undefined` when there are more than `limit`. */
function choicesAt(level: Level, { kind, role }: Numbering, limit: number): number[][] | undefined {
  let choices: number[][] = [[]];
  // Those that already hold all of the mutators before this one of its kind.
  let longest = choices;
  let before: number | undefined;
  for (const number of level.open.toSorted((first, second) => first - second)) {
    if (role[number] === ROLE.crashed) continue;
    if (role[number] === ROLE.observer) {
      for (const choice of choices) choice.push(number);
      continue;
    }
    if (kind[number] !== before) longest = choices;
    before = kind[number];
    longest = longest.map((choice) => [...choice, number]);
    choices = [...choices, ...longest];
    if (choices.length > limit) return undefined;
  }
  return choices;
}
