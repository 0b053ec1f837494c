/**
 * Measures a system: many random scenarios, every operation and message counted, and every run
 * judged, so that a figure never comes from a run that was wrong without saying so.
 */

import { exploreRandom } from '../explore/random.js';
import { Measurer } from '../measure/measurer.js';
import type { Measurements } from '../measure/measurer.js';
import { sampleOf } from '../measure/sample.js';
import type { RunSample } from '../measure/sample.js';
import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Posting } from '../trace/posting.js';
import { activityOf } from './activity.js';
import { fingerprintOf, isUndecided, judgeRun } from './judge.js';
import { runScenario } from './run-scenario.js';
import { scenariosFor } from './strategy.js';
import type { DrawSettings } from './strategy.js';
import { Tally } from './tally.js';
import { WATCHED_MAX } from './watch-runs.js';

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
  /** The same runs as a campaign counts them. */
  readonly summary: CampaignSummary;
  /** The first of them, for plots. */
  readonly samples: readonly RunSample[];
}

/** Measures; time is the sum of the simulations and checks. */
export async function measureSystem(options: MeasureOptions): Promise<MeasureResult> {
  const { system, workload, bugs = [], seed, scenariosMax, shouldStop } = options;
  const identity = { system: system.name, bugs, workload: workload.name, seed };
  const tally = new Tally({ ...identity, declared: system.marks ?? [] });
  const samples: RunSample[] = [];
  const measurer = new Measurer();
  const anomalies = new Map<string, number>();
  let undecided = 0;
  let affected = 0;
  const visit = async (scenario: Scenario, number: number): Promise<'continue' | 'stop'> => {
    if (shouldStop?.() === true) return 'stop';
    const postings: Posting[] = [];
    const run = await runScenario(scenario, system, {
      onPosting: (posting) => postings.push(posting),
    });
    const sample = sampleOf(run, postings);
    measurer.add(sample);
    if (samples.length < WATCHED_MAX) samples.push(sample);
    if (run.faults.some(({ effects }) => effects > 0)) affected++;
    const verdicts = judgeRun(run, workload);
    const anomaly = fingerprintOf(verdicts)?.anomaly;
    if (anomaly !== undefined) anomalies.set(anomaly, (anomalies.get(anomaly) ?? 0) + 1);
    const isUnknown = isUndecided(run, verdicts);
    if (anomaly === undefined && isUnknown) undecided++;
    tally.add({
      number,
      activity: activityOf(run),
      isUnknown,
      marks: run.marks,
      violation: anomaly,
    });
    return 'continue';
  };
  const scenarios = scenariosFor(options);
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  await exploreRandom({ scenarios, seed, scenariosMax, visit, pause });
  const measurements = measurer.measurements();
  return { measurements, anomalies, undecided, affected, summary: tally.summary(), samples };
}
