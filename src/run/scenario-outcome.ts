/**
 * What one scenario of a campaign came to, as plain data that one thread can tell another.
 */

import type { CheckOptions } from '../../checkers/checker.js';
import type { Fingerprint } from '../report/counterexample.js';
import type { Scenario } from '../scenario/scenario.js';
import type { System } from '../simulator/system.js';
import { activityOf } from './activity.js';
import type { Activity } from './activity.js';
import { fingerprintOf, isUndecided, judgeRun } from './judge.js';
import { runScenario } from './run-scenario.js';
import type { RunWorkload } from './workload.js';

/** The count of one scenario, and the scenario itself where it showed a violation. */
export interface ScenarioOutcome {
  /** From 1. */
  readonly number: number;
  readonly activity: Activity;
  readonly isUnknown: boolean;
  /** How often each `sometimes` mark was reached. */
  readonly marks: ReadonlyMap<string, number>;
  readonly violation?: {
    readonly scenario: Scenario;
    readonly fingerprint: Fingerprint;
    readonly traceHash: string;
  };
}

/** Who is tested, and who judges. */
export interface OutcomeSubject {
  readonly system: System;
  readonly workload: RunWorkload;
  readonly check?: CheckOptions;
}

/** Runs and judges one scenario. */
export async function outcomeOf(
  scenario: Scenario,
  number: number,
  { system, workload, check }: OutcomeSubject,
): Promise<ScenarioOutcome> {
  const isStrict = number === 1 || system.strict === true;
  const run = await runScenario(scenario, system, {}, isStrict);
  const verdicts = judgeRun(run, workload, check);
  const fingerprint = fingerprintOf(verdicts);
  return {
    number,
    activity: activityOf(run),
    isUnknown: isUndecided(run, verdicts),
    marks: run.marks,
    ...(fingerprint === undefined
      ? {}
      : { violation: { scenario, fingerprint, traceHash: run.trace.hash } }),
  };
}
