/**
 * `await expect(cluster).toSurvive({ runs: 500 })`: simulates a cluster under random programs and
 * faults. The message of a failure is the report of the shrunk counterexample, which is saved as
 * well.
 */

import type { CheckOptions } from '../../checkers/checker.js';
import { renderCampaign } from '../report/campaign-report.js';
import { campaignOutcome } from '../report/campaign-summary.js';
import type { CampaignSummary } from '../report/campaign-summary.js';
import { renderText } from '../report/text-report.js';
import type { TextOptions } from '../report/text-report.js';
import { runCampaign } from '../run/campaign.js';
import type { CampaignOptions } from '../run/campaign.js';
import { hunt } from '../run/hunt.js';
import { regressionsOf, runRegressions } from '../run/regressions.js';
import { CounterexampleError } from '../run/store.js';
import { systemOf, withFaults } from '../run/user-system.js';
import type { ProgramCluster, UserCluster } from '../run/user-system.js';
import type { RunWorkload } from '../run/workload.js';
import type { FaultKind } from '../scenario/fault.js';
import type { Profile } from '../scenario/profile.js';
import type { System } from '../simulator/system.js';
import { keepCounterexample, keepPage } from './kept-counterexample.js';
import { judgement } from './judgement.js';
import type { Judgement, MatcherContext, Outcome } from './judgement.js';
import { paletteFor } from './palette.js';
import { shownPath } from './shown-path.js';

/** What `toSurvive` runs. */
export interface SurviveOptions {
  /** Scenarios to simulate. */
  readonly runs: number;
  /** Draws the same scenarios again; default 1, so that a test is the same test every time. */
  readonly seed?: number;
  /** What clients do and what must hold; a cluster names its own, a system needs it here. */
  readonly workload?: RunWorkload;
  /** Bug switches that are on. */
  readonly bugs?: readonly string[];
  /** Inject these kinds of faults only; none at all for an empty list. */
  readonly faults?: readonly FaultKind[];
  /** Differences from the profile that scenarios are drawn from. */
  readonly profile?: Partial<Profile>;
  /**
   * Saved counterexamples to run first, violations that must not come back: files, and folders of
   * them. Of a folder, those of other systems are left out.
   */
  readonly examples?: readonly string[];
  /** Let `unknown` and campaigns that tested next to nothing pass; default false. */
  readonly allowUnknown?: boolean;
  /** Budget of the checkers. */
  readonly check?: CheckOptions;
  /** Simulations the shrinker may spend; default the shrinker's own. */
  readonly simulationsMax?: number;
  /**
   * Ends the campaign with what it has, such as Vitest's `signal` when a test takes too long.
   */
  readonly signal?: AbortSignal;
  /** Where a counterexample and its page are saved; default `.skerry`. */
  readonly folder?: string;
}

/**
 * The matcher. Passes when no scenario violates anything; `unknown` and vacuous campaigns pass with
 * `allowUnknown` only, negated or not.
 * @throws DeterminismError when the same scenario gives two runs; TypeError for a subject that is
 * no cluster.
 */
export async function toSurvive(
  this: MatcherContext,
  received: UserCluster | ProgramCluster | System,
  options: SurviveOptions,
): Promise<Judgement> {
  const campaign = campaignOf(received, options);
  const { allowUnknown = false, examples = [], folder = '.skerry' } = options;
  if (this.isNot === true) return expectViolation(this, campaign, allowUnknown);
  const failure = await runExamples(examples, campaign, folder);
  if (failure !== undefined) return { pass: false, message: () => failure };
  const { summary, counterexample } = await hunt(campaign);
  const table = (): string => renderCampaign(summary, page());
  let report = '';
  if (counterexample !== undefined) {
    const { path, pagePath } = await keepCounterexample(folder, counterexample);
    const next = `pin it: toSurvive({ examples: ['${path}'], ... })`;
    const text = renderText(counterexample, { ...page(), next });
    report = `${text}  saved   ${path}\n${pageLine(pagePath)}`;
  }
  return judgement(this, outcomeOf(summary, campaign), allowUnknown, {
    violation: () => report,
    survived: table,
    undecided: () => undecided(summary, campaign, table()),
  });
}

/** `.not.toSurvive`: one violation is enough, and nobody wants it shrunk. */
async function expectViolation(
  context: MatcherContext,
  campaign: CampaignOptions,
  allowUnknown: boolean,
): Promise<Judgement> {
  const { summary } = await runCampaign({ ...campaign, measureOdds: false });
  const table = (): string => renderCampaign(summary, page());
  return judgement(context, outcomeOf(summary, campaign), allowUnknown, {
    violation: table,
    survived: () => `expected a violation, but found none\n\n${table()}`,
    undecided: () => undecided(summary, campaign, table()),
  });
}

function campaignOf(
  received: UserCluster | ProgramCluster | System,
  options: SurviveOptions,
): CampaignOptions {
  const { runs, seed = 1, bugs = [], faults, check, signal, simulationsMax } = options;
  if (!Number.isInteger(runs) || runs < 1) {
    throw new TypeError(`toSurvive takes runs: a whole number from 1, not ${String(runs)}`);
  }
  const { system, workload } = subjectOf(received, options.workload);
  const profile = { ...system.profile, ...options.profile };
  return {
    system,
    workload,
    bugs,
    seed,
    scenariosMax: runs,
    profile: faults === undefined ? profile : withFaults(profile, faults),
    ...(check === undefined ? {} : { check }),
    ...(signal === undefined ? {} : { shouldStop: () => signal.aborted }),
    ...(simulationsMax === undefined ? {} : { simulationsMax }),
  };
}

function subjectOf(
  received: UserCluster | ProgramCluster | System,
  workload: RunWorkload | undefined,
): { readonly system: System; readonly workload: RunWorkload } {
  if (typeof received !== 'object' || received === null) throw notACluster();
  if ('build' in received) {
    if (workload !== undefined) return { system: received, workload };
    throw new TypeError(
      `toSurvive needs a workload for ${received.name}: ` +
        `toSurvive({ workload, ... }), with one of ${received.workloads.join(', ')}`,
    );
  }
  const start = 'program' in received ? received.program : received.node;
  const isCluster = typeof start === 'function';
  if (!isCluster) throw notACluster();
  const chosen = workload ?? received.workload;
  if (chosen === undefined) {
    throw new TypeError('a cluster needs a workload, such as registerWorkload of skerry/workloads');
  }
  return { system: systemOf(received, chosen), workload: chosen };
}

function notACluster(): TypeError {
  return new TypeError(
    'toSurvive takes a cluster, { nodes, node, workload } or { nodes, program, workload }, ' +
      'or a System',
  );
}

/**
 * The report of the first saved counterexample that fails again, or fails in another run;
 * `undefined` when all pass. One that is named runs whatever its cluster was called; of a folder,
 * only those of this system do.
 * @throws CounterexampleError for files that are none, and for those that nobody can run any more:
 * a test that left them out in silence would guard nothing.
 */
async function runExamples(
  examples: readonly string[],
  campaign: CampaignOptions,
  folder: string,
): Promise<string | undefined> {
  const ofFolder = regressionsOf(campaign);
  const { failed, outdated } = await runRegressions(examples, (saved, path) =>
    examples.includes(path) ? campaign : ofFolder(saved, path),
  );
  if (failed !== undefined) {
    const path = shownPath(failed.path);
    const next = `${path} is an example of this test; it must pass before anything else is tried`;
    const { counterexample } = failed.replayed;
    const pagePath = await keepPage(folder, counterexample, path);
    return `${renderText(counterexample, { ...page(), next })}${pageLine(pagePath)}`.trimEnd();
  }
  if (outdated.length === 0) return undefined;
  const reasons = outdated.map(({ reason }) => `\n  ${reason}`).join('');
  throw new CounterexampleError(`examples that cannot be run any more:${reasons}`);
}

function outcomeOf(summary: CampaignSummary, { scenariosMax }: CampaignOptions): Outcome {
  const outcome = campaignOutcome(summary);
  if (outcome === 'violation') return 'violation';
  return outcome === 'clean' && summary.scenarios === scenariosMax ? 'survived' : 'undecided';
}

function undecided(
  summary: CampaignSummary,
  { scenariosMax }: CampaignOptions,
  table: string,
): string {
  const { scenarios } = summary;
  const why =
    scenarios < scenariosMax
      ? `stopped after ${scenarios} of ${scenariosMax} scenarios`
      : 'no violation was found, but that says little';
  return `${why} (allowUnknown: true lets it pass)\n\n${table}`;
}

/** Where the page is, for who wants to step through it. */
function pageLine(pagePath: string | undefined): string {
  return pagePath === undefined ? '' : `  page    ${pagePath}\n`;
}

function page(): TextOptions {
  return { palette: paletteFor(process.env) };
}
