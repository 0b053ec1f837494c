/**
 * When did the violation become inevitable? From each of some moments on, all dice are thrown anew
 * many times; the share of branches that still fail is P(violation | new schedule from then on).
 */

import type { LikelihoodPoint } from '../report/counterexample.js';
import { deriveSeed } from '../scenario/randomness.js';
import type { Network, Scenario } from '../scenario/scenario.js';
import type { Run } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import { runScenario } from './run-scenario.js';

/** How the curve is sampled. */
export interface LikelihoodOptions {
  /** The network whose dice are thrown: the one the violation was found on. */
  readonly network: Network;
  readonly isViolation: (run: Run) => boolean;
  /** Moments looked at, at most; default 9. */
  readonly pointsMax?: number;
  /** Branches from each moment; default 60. */
  readonly branches?: number;
}

/** Costs `pointsMax * branches` simulations. */
export async function likelihoodCurve(
  scenario: Scenario,
  system: System,
  endUs: number,
  options: LikelihoodOptions,
): Promise<LikelihoodPoint[]> {
  const { network, isViolation, pointsMax = 9, branches = 60 } = options;
  const stepUs = Math.max(1, Math.ceil(endUs / (pointsMax - 1)));
  const points: LikelihoodPoint[] = [];
  for (let atUs = 0; points.length < pointsMax && atUs <= endUs; atUs += stepUs) {
    let violations = 0;
    for (let branch = 0; branch < branches; branch++) {
      const seed = deriveSeed(scenario.seed, 'likelihood', branch);
      const run = await runScenario(scenario, system, { reseed: { atUs, seed, network } });
      if (isViolation(run)) violations++;
    }
    points.push({ atUs, runs: branches, violations });
  }
  return points;
}
