/**
 * A campaign: many random scenarios on one system, each judged; stops some time after the first
 * violation, when it has also learned how rare the violation is. Everything is counted, so that a
 * campaign that tested nothing says so.
 */

import type { CheckOptions } from '../../checkers/checker.js';
import { exploreRandom } from '../explore/random.js';
import { scenarioArbitrary } from '../generate/scenarios.js';
import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Fingerprint } from '../report/counterexample.js';
import type { Profile } from '../scenario/profile.js';
import type { Scenario } from '../scenario/scenario.js';
import { simulate } from '../simulator/simulate.js';
import type { Run } from '../simulator/simulate.js';
import type { System } from '../simulator/system.js';
import { activityOf } from './activity.js';
import { confirm } from './confirm.js';
import { fingerprintOf, judgeRun } from './judge.js';
import { Tally } from './tally.js';
import type { RunWorkload } from './workload.js';

/** What a campaign tests, and how much. */
export interface CampaignOptions {
  readonly system: System;
  readonly workload: RunWorkload;
  /** Switches that are on. */
  readonly bugs?: readonly string[];
  /** Default: the system's own. */
  readonly profile?: Profile;
  /** 32-bit; the same seed draws the same scenarios. */
  readonly seed: number;
  readonly scenariosMax: number;
  /** After a first violation, draw on to learn how rare it is: default true. */
  readonly measureOdds?: boolean;
  readonly check?: CheckOptions;
  /** Asked before each scenario; `true` ends the campaign with what it has. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (summary: CampaignSummary) => void;
}

/** The first violation of a campaign, as it was found. */
export interface Discovery {
  readonly scenario: Scenario;
  readonly fingerprint: Fingerprint;
  /** In which scenario, from 1. */
  readonly foundIn: number;
}

/** What a campaign came to. */
export interface CampaignResult {
  readonly summary: CampaignSummary;
  readonly discovery: Discovery | undefined;
}

/**
 * Scenarios drawn after the first violation to estimate its odds: as many as it took, within these
 * bounds.
 */
const ODDS_SCENARIOS = { min: 100, max: 1_000 };

/**
 * Runs a campaign. Time is the sum of its simulations and checks.
 * @throws DeterminismError when a violation does not repeat itself.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { system, workload, bugs = [], seed, scenariosMax, measureOdds = true } = options;
  const tally = new Tally({ system: system.name, bugs, workload: workload.name, seed });
  let discovery: Discovery | undefined;
  const isEnough = (number: number): boolean => {
    if (discovery === undefined) return false;
    const { foundIn } = discovery;
    const more = Math.min(ODDS_SCENARIOS.max, Math.max(ODDS_SCENARIOS.min, foundIn));
    return !measureOdds || number >= foundIn + more;
  };
  const visit = (scenario: Scenario, number: number): 'continue' | 'stop' => {
    if (options.shouldStop?.() === true) return 'stop';
    const run = simulate(scenario, system);
    const violation = judgeInto(tally, run, options);
    if (violation !== undefined && discovery === undefined) {
      confirm(scenario, system);
      discovery = { scenario, fingerprint: violation, foundIn: number };
    }
    options.onProgress?.(tally.summary());
    return isEnough(number) ? 'stop' : 'continue';
  };
  const scenarios = scenarioArbitrary({
    system: { name: system.name, bugs },
    source: workload,
    profile: options.profile ?? system.profile,
  });
  await exploreRandom({ scenarios, seed, scenariosMax, visit, pause: turn });
  return { summary: tally.summary(), discovery };
}

/** Lets the host's events (signals, timers of a progress display) have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Judges one run and counts it. */
function judgeInto(tally: Tally, run: Run, options: CampaignOptions): Fingerprint | undefined {
  const verdicts = judgeRun(run, options.workload, options.check);
  const fingerprint = fingerprintOf(verdicts);
  tally.add(activityOf(run), {
    isViolation: fingerprint !== undefined,
    isUnknown: run.cutOff || verdicts.some(({ kind }) => kind === 'unknown'),
    marks: run.marks,
  });
  return fingerprint;
}
