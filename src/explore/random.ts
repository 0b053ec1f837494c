/**
 * The random strategy: fast-check draws scenario after scenario, a visitor says when it has seen
 * enough. Scenario k of a seed is always the same, whatever the visitor does.
 */

import * as fc from 'fast-check';
import type { Scenario } from '../scenario/scenario.js';

/** What to draw, how much of it, and who looks at it. */
export interface RandomExploration {
  readonly scenarios: fc.Arbitrary<Scenario>;
  /** 32-bit. */
  readonly seed: number;
  readonly scenariosMax: number;
  /** Called with scenario `number` (from 1); answers whether to go on. */
  readonly visit: (scenario: Scenario, number: number) => 'continue' | 'stop';
  /** Awaited now and then, so that signals and progress of the host get their turn. */
  readonly pause: () => Promise<void>;
}

/** Scenarios between two pauses. */
const SCENARIOS_A_PAUSE = 16;

/** Draws at most `scenariosMax` scenarios. An exception of the visitor is thrown on as it is. */
export async function exploreRandom(exploration: RandomExploration): Promise<void> {
  const { scenarios, seed, scenariosMax, visit, pause } = exploration;
  let number = 0;
  let thrown: { readonly error: unknown } | undefined;
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    if (++number % SCENARIOS_A_PAUSE === 0) await pause();
    try {
      return visit(scenario, number) === 'continue';
    } catch (error) {
      thrown = { error };
      return false;
    }
  });
  // A property that "fails" is how a visitor stops the draw; shrinking is somebody else's work.
  await fc.check(property, { seed: seed | 0, numRuns: scenariosMax, endOnFailure: true });
  if (thrown !== undefined) throw thrown.error;
}
