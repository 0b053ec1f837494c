/**
 * A campaign: many scenarios on one system, each judged; stops some time after the first violation,
 * when it has also learned how rare the violation is. Everything is counted, so that a campaign
 * that tested nothing says so.
 */

import { availableParallelism } from 'node:os';
import type { CheckOptions } from '../../checkers/checker.js';
import { exploreRandom } from '../explore/random.js';
import type { Shard } from '../explore/random.js';
import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Profile } from '../scenario/profile.js';
import type { System } from '../simulator/system.js';
import { boundedCampaign } from './bounded-campaign.js';
import type { BoundedScope } from './bounded.js';
import { CampaignFold } from './campaign-fold.js';
import type { Discovery } from './campaign-fold.js';
import { confirm } from './confirm.js';
import { canRunInThreads, outcomesInThreads } from './parallel/campaign-threads.js';
import { outcomeOf } from './scenario-outcome.js';
import type { ScenarioOutcome } from './scenario-outcome.js';
import { scenariosFor } from './strategy.js';
import type { Strategy } from './strategy.js';
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
  /** Default `random`. */
  readonly explore?: Strategy;
  /** Of `pct`: how many orderings a bug may need; default 3. */
  readonly depth?: number;
  /** Of `bounded`: default 3 operations, of which 2 messages are late. */
  readonly scope?: BoundedScope;
  /** After a first violation, draw on to learn how rare it is: default true. */
  readonly measureOdds?: boolean;
  readonly check?: CheckOptions;
  /**
   * A module by which other threads find the system and the workload: it exports the cluster, or
   * `systemNamed` and `workloadFor`. Without it one thread does everything.
   */
  readonly module?: string;
  /** Threads at most, where there is a `module`; default as many as the machine runs at once. */
  readonly jobs?: number;
  /** Of the scenarios, runs only these: the same split on every machine. Default all. */
  readonly shard?: Shard;
  /** Asked before each scenario; `true` ends the campaign with what it has. */
  readonly shouldStop?: () => boolean;
  readonly onProgress?: (summary: CampaignSummary) => void;
  /** Told of each scenario that counts, in the order of their numbers. */
  readonly onOutcome?: (outcome: ScenarioOutcome) => void;
}

export type { Discovery } from './campaign-fold.js';

/** What a campaign came to. */
export interface CampaignResult {
  readonly summary: CampaignSummary;
  readonly discovery: Discovery | undefined;
}

/** Most violations are found so early that threads would come too late. */
const SCENARIOS_BEFORE_THREADS = 128;

/**
 * Runs a campaign. Time is the sum of its simulations and checks; the result is the same for any
 * number of threads, and its first violation the one with the lowest number.
 * @throws DeterminismError when a violation does not repeat itself.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  if (options.explore === 'bounded') return boundedCampaign(options);
  const { scenariosMax, module, jobs = availableParallelism() } = options;
  const progress = new CampaignProgress(options);
  const threads = module !== undefined && jobs > 1 && canRunInThreads() ? jobs : 1;
  const here = threads > 1 ? Math.min(SCENARIOS_BEFORE_THREADS, scenariosMax) : scenariosMax;
  await visitHere(options, here, progress);
  if (module !== undefined && here < scenariosMax && !progress.hasEnded) {
    await visitInThreads({ ...options, module }, here + 1, threads, progress);
  }
  return progress.result();
}

/** A campaign under way: confirms what it finds, and tells those who watch. */
class CampaignProgress {
  hasEnded = false;
  private readonly fold: CampaignFold;
  private discovery: Discovery | undefined;

  constructor(private readonly options: CampaignOptions) {
    const { system, bugs = [], workload, seed, measureOdds } = options;
    const declared = system.marks ?? [];
    this.fold = new CampaignFold(
      { system: system.name, bugs, workload: workload.name, seed, declared },
      measureOdds,
    );
  }

  /** Whether the host wants the campaign to end now. */
  isTold(): boolean {
    this.hasEnded ||= this.options.shouldStop?.() === true;
    return this.hasEnded;
  }

  async take(outcome: ScenarioOutcome): Promise<'continue' | 'stop'> {
    const { number, violation } = outcome;
    if (this.fold.add(outcome) && violation !== undefined) {
      const { scenario, fingerprint, traceHash } = violation;
      await confirm(scenario, this.options.system, traceHash);
      this.discovery = { scenario, fingerprint, foundIn: number };
    }
    this.options.onOutcome?.(outcome);
    this.options.onProgress?.(this.fold.summary());
    this.hasEnded = this.fold.isEnough(number);
    return this.hasEnded ? 'stop' : 'continue';
  }

  result(): CampaignResult {
    return { summary: this.fold.summary(), discovery: this.discovery };
  }
}

async function visitHere(
  options: CampaignOptions,
  scenariosMax: number,
  progress: CampaignProgress,
): Promise<void> {
  const { seed, shard } = options;
  await exploreRandom({
    scenarios: scenariosFor(options),
    seed,
    scenariosMax,
    ...(shard === undefined ? {} : { shard }),
    visit: async (scenario, number) => {
      if (progress.isTold()) return 'stop';
      return progress.take(await outcomeOf(scenario, number, options));
    },
    pause: turn,
  });
}

async function visitInThreads(
  options: CampaignOptions & { readonly module: string },
  from: number,
  threads: number,
  progress: CampaignProgress,
): Promise<void> {
  const { system, workload, bugs = [], module, seed, scenariosMax, depth } = options;
  const { shouldStop: _, ...check } = options.check ?? {};
  const outcomes = outcomesInThreads(
    {
      reference: { module, system: system.name, workload: workload.name },
      bugs,
      profile: options.profile ?? system.profile,
      explore: options.explore ?? 'random',
      depth,
      seed,
      from,
      scenariosMax,
      shard: options.shard ?? { index: 1, count: 1 },
      check,
    },
    threads,
  );
  for await (const outcome of outcomes) {
    if (progress.isTold() || (await progress.take(outcome)) === 'stop') return;
  }
}

/** Lets the host's events (signals, timers of a progress display) have their turn. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
