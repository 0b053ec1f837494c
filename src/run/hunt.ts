/**
 * The hunt: a campaign, and if it found a violation, the shrunk and explained counterexample.
 */

import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Counterexample, Finding, Fingerprint, Size } from '../report/counterexample.js';
import { COUNTEREXAMPLE_VERSION, TRACE_LINES_MAX } from '../report/counterexample.js';
import { minimize } from '../shrink/minimize.js';
import type { Shrunk } from '../shrink/minimize.js';
import { scenarioSize } from '../shrink/size.js';
import type { Run } from '../simulator/simulate.js';
import { describeTrace } from '../trace/describe.js';
import type { Judges } from '../../checkers/checker.js';
import { runCampaign } from './campaign.js';
import type { CampaignOptions, CampaignResult, Discovery } from './campaign.js';
import { confirm } from './confirm.js';
import { judgeRun, shows } from './judge.js';
import { likelihoodCurve } from './likelihood.js';
import { shrinkOracle } from './shrink-oracle.js';
import { tellOriginalStory, tellStory } from './story.js';
import { VERSION } from './version.js';

/** A campaign, and what shrinking may cost. */
export interface HuntOptions extends CampaignOptions {
  /** Simulations the shrinker may spend; default the shrinker's own. */
  readonly simulationsMax?: number;
  readonly onShrink?: (size: Size) => void;
}

/** A campaign, and the counterexample if there is one. */
export interface HuntResult extends CampaignResult {
  readonly counterexample: Counterexample | undefined;
}

/** Runs a campaign and works its first violation up to a counterexample. */
export async function hunt(options: HuntOptions): Promise<HuntResult> {
  const result = await runCampaign(options);
  const { discovery, summary } = result;
  if (discovery === undefined) return { ...result, counterexample: undefined };
  const shrunk = await shrinkDiscovery(discovery, options);
  const counterexample = await workUp(discovery, shrunk, summary, options);
  return { ...result, counterexample };
}

function shrinkDiscovery(discovery: Discovery, options: HuntOptions): Promise<Shrunk> {
  const { system, workload, simulationsMax, onShrink, shouldStop } = options;
  const oracle = shrinkOracle(system, workload, discovery.fingerprint);
  return minimize(discovery.scenario, oracle, {
    ...(simulationsMax === undefined ? {} : { simulationsMax }),
    ...(shouldStop === undefined ? {} : { shouldStop }),
    ...(onShrink === undefined ? {} : { onProgress: onShrink }),
  });
}

async function workUp(
  discovery: Discovery,
  shrunk: Shrunk,
  summary: CampaignSummary,
  { system, workload }: HuntOptions,
): Promise<Counterexample> {
  const { scenario } = shrunk;
  const run = await confirm(scenario, system);
  const { hash } = run.trace;
  return {
    version: COUNTEREXAMPLE_VERSION,
    skerry: VERSION,
    name: `${system.name.replaceAll(/[^\w-]/g, '-')}-${hash.slice(0, 6)}`,
    scenario,
    original: discovery.scenario,
    fingerprint: discovery.fingerprint,
    traceHash: hash,
    trace: describeTrace(run.trace, TRACE_LINES_MAX),
    findings: findingsOf(run, workload, discovery.fingerprint),
    story: await tellStory(scenario, system),
    originalStory: await tellOriginalStory(discovery.scenario, system),
    shrinkLog: shrunk.log,
    likelihood: await likelihoodCurve(scenario, system, run.endUs, {
      network: discovery.scenario.network,
      isViolation: (branch) => shows(branch, workload, discovery.fingerprint),
    }),
    statistics: {
      foundIn: discovery.foundIn,
      scenarios: summary.scenarios,
      violations: summary.violations,
      original: scenarioSize(discovery.scenario),
      shrunk: scenarioSize(scenario),
      simulations: shrunk.simulations,
      minimality: shrunk.minimality,
    },
  };
}

/**
 * Verdicts on a run without their certificates; ordered are the operations of the anomaly that the
 * fingerprint names where there is one, else of the first.
 */
export function findingsOf(run: Run, judges: Judges, fingerprint?: Fingerprint): Finding[] {
  return judgeRun(run, judges).map((verdict): Finding => {
    const { checker, kind } = verdict;
    if (kind !== 'illegal') return { checker, kind, anomalies: [] };
    const { certificate, anomalies } = verdict;
    const judge = judges.checkers.find(({ name }) => name === checker);
    // A checker's records are events of the history; only others name records of the trace.
    const isOfTrace = judge === undefined && certificate.kind === 'witness';
    const records = isOfTrace ? certificate.records : [];
    const named =
      checker === fingerprint?.checker
        ? anomalies.find((anomaly) => anomaly.kind === fingerprint.anomaly)
        : undefined;
    const partialOrder = judge?.partialOrder?.(run.history, named ?? anomalies[0]);
    return {
      checker,
      kind,
      anomalies,
      ...(records.length === 0 ? {} : { atUs: run.trace.record(Math.max(...records)).atUs }),
      ...(partialOrder === undefined ? {} : { partialOrder }),
    };
  });
}
