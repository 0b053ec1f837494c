/**
 * Measures a system: many random scenarios, every operation and message counted, and every run
 * judged, so that a figure never comes from a run that was wrong without saying so.
 */

import { exploreRandom } from '../explore/random.js';
import { Measurer } from '../measure/measurer.js';
import type { Measurements } from '../measure/measurer.js';
import { sampleOf } from '../measure/sample.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { fingerprintOf, isUndecided, judgeRun } from './judge.js';
import { runScenario } from './run-scenario.js';
import { scenariosFor } from './strategy.js';
import type { DrawSettings } from './strategy.js';

/** What is measured, and how long. */
export interface MeasureOptions extends Omit<DrawSettings, 'explore' | 'depth'> {
  /** 32-bit; the same seed measures the same scenarios. */
  readonly seed: number;
  readonly scenariosMax: number;
  /** Asked before each scenario; `true` ends the measurement with what it has. */
  readonly shouldStop?: () => boolean;
}

/** Figures, and whether the runs they come from were right. */
export interface MeasureResult {
  readonly measurements: Measurements;
  /** Runs with a violation, by the kind of the anomaly. */
  readonly anomalies: ReadonlyMap<string, number>;
  /** Runs that no checker could decide, or that were cut off. */
  readonly undecided: number;
  /** Runs in which a fault made a difference. */
  readonly affected: number;
}

/** Measures; time is the sum of the simulations and checks. */
export async function measureSystem(options: MeasureOptions): Promise<MeasureResult> {
  const { system, workload, seed, scenariosMax, shouldStop } = options;
  const measurer = new Measurer();
  const anomalies = new Map<string, number>();
  let undecided = 0;
  let affected = 0;
  const visit = async (scenario: Scenario): Promise<'continue' | 'stop'> => {
    if (shouldStop?.() === true) return 'stop';
    const postings: Posting[] = [];
    const run = await runScenario(scenario, system, {
      onPosting: (posting) => postings.push(posting),
    });
    measurer.add(sampleOf(run, postings));
    if (run.faults.some(({ effects }) => effects > 0)) affected++;
    const verdicts = judgeRun(run, workload);
    const anomaly = fingerprintOf(verdicts)?.anomaly;
    if (anomaly !== undefined) anomalies.set(anomaly, (anomalies.get(anomaly) ?? 0) + 1);
    else if (isUndecided(run, verdicts)) undecided++;
    return 'continue';
  };
  const scenarios = scenariosFor(options);
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await exploreRandom({ scenarios, seed, scenariosMax, visit, pause });
  return { measurements: measurer.measurements(), anomalies, undecided, affected };
}
