/**
 * The passes as one stream of candidates with a cursor, for greedy drivers that know only values
 * and contexts, such as fast-check's: `scenarioArbitrary({ ..., shrink: candidates })`. The cursor
 * says where to go on after a success.
 */

import type { Scenario } from '../scenario/scenario.js';
import { compareCost } from './cost.js';
import {
  COARSE_PASSES,
  DEVIATION_PASSES,
  POLISHING_PASSES,
  SIMPLIFYING_PASSES,
} from './passes/all.js';
import { START } from './passes/pass.js';
import type { Pass, PassSettings, Position } from './passes/pass.js';

const PASSES: readonly Pass[] = [
  ...COARSE_PASSES,
  ...DEVIATION_PASSES,
  ...SIMPLIFYING_PASSES,
  ...POLISHING_PASSES,
];

/** The passes are run so often, as long as they get anywhere. */
const ROUNDS_MAX = 8;

interface Cursor {
  readonly round: number;
  readonly pass: number;
  readonly position: Position;
  /** Something was accepted in this round. */
  readonly progress: boolean;
}

const BEGINNING: Cursor = { round: 0, pass: 0, position: START, progress: false };

/** Cheaper scenarios to try, and the cursor from which to go on with the one that still fails. */
export type ScenarioShrink = (
  scenario: Scenario,
  cursor: unknown,
) => Iterable<readonly [Scenario, unknown]>;

/** A {@link ScenarioShrink} with settings; a pure function of scenario and cursor. */
export function scenarioShrink(settings: Partial<PassSettings> = {}): ScenarioShrink {
  const full: PassSettings = { serversMin: 3, ...settings };
  return (scenario, cursor) => stream(scenario, (cursor as Cursor | undefined) ?? BEGINNING, full);
}

/** {@link scenarioShrink} with default settings. */
export const candidates: ScenarioShrink = scenarioShrink();

function* stream(
  scenario: Scenario,
  cursor: Cursor,
  settings: PassSettings,
): Generator<readonly [Scenario, Cursor]> {
  const { simplify } = settings;
  let { round, pass, position, progress } = cursor;
  while (round < ROUNDS_MAX) {
    for (; pass < PASSES.length; pass++) {
      for (const [candidate, next] of (PASSES[pass] as Pass).candidates(
        scenario,
        position,
        settings,
      )) {
        if (compareCost(candidate, scenario, simplify) >= 0) continue;
        yield [candidate, { round, pass, position: next, progress: true }];
      }
      position = START;
    }
    if (!progress) return;
    round++;
    pass = 0;
    progress = false;
  }
}
