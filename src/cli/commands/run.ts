/**
 * `skerry run`: a campaign against a bundled system, and the report of what it found.
 */

import { Option, type Command } from 'commander';
import type { DeviationKind } from '../../explore/places.js';
import type { BoundedScope } from '../../run/bounded.js';
import { hunt } from '../../run/hunt.js';
import type { HuntOptions, HuntResult } from '../../run/hunt.js';
import { STRATEGIES, type Strategy } from '../../run/strategy.js';
import { OutcomeRecorder } from '../../run/outcome-columns.js';
import { questionOf, saveShard } from '../../run/shard-file.js';
import type { WatchOptions } from '../../run/watch-runs.js';
import { concludeCampaign } from '../conclude-campaign.js';
import { EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { listenForInterrupt } from '../interrupt.js';
import { isPath } from '../load-module.js';
import { FOLDER, drawing, seconds, shard, wholeNumber, type Finish } from '../options.js';
import { startProgress } from '../progress.js';
import { countsOf, replayCorpus, reportRegression } from '../regressions.js';
import { reporterOption, type ReportingOptions } from '../reporting.js';
import { drawnBy } from '../subject.js';
import type { DrawOptions } from '../subject.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them, already parsed. */
interface RunCommandOptions extends DrawOptions, ReportingOptions {
  readonly runs: number;
  /** Seconds. */
  readonly time?: number;
  readonly explore?: Strategy;
  readonly depth?: number;
  readonly operations?: number;
  readonly deviations?: number;
  readonly deviate?: string;
  readonly jobs?: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly folder: string;
  /** Saved counterexamples to run first. */
  readonly regressions?: string;
}

const DEVIATIONS: readonly DeviationKind[] = ['late', 'drop', 'duplicate', 'crash'];

/** Registers `skerry run`. */
export function addRun(program: Command, terminal: Terminal, finish: Finish): void {
  drawing(program, 'run', 2_000)
    .description('random programs and faults against a system')
    .option('--time <seconds>', 'stop after so long', seconds)
    .addOption(new Option('--explore <strategy>', 'default: random').choices(STRATEGIES))
    .option('--depth <count>', 'pct: orderings that a bug may need; default 3', wholeNumber(1, 100))
    .option('--operations <count>', 'bounded: at most; default 3', wholeNumber(1, 10))
    .option('--deviations <count>', 'bounded: at most; default 2', wholeNumber(0, 10))
    .option('--deviate <kinds>', 'bounded: late,drop,duplicate,crash; default late')
    .option('--jobs <count>', 'threads; default one for each core', wholeNumber(1, 1024))
    .option('--shard <i/n>', 'run every n-th scenario from the i-th on', shard)
    .option('--ascii', 'no box characters')
    .option('--folder <path>', 'where counterexamples are kept', FOLDER)
    .option('--regressions <folder>', 'saved counterexamples to run first; default regressions/')
    .addOption(reporterOption())
    .action(async (options: RunCommandOptions) => finish(await runCommand(options, terminal)));
}

/** Runs a campaign and prints what it found; a saved counterexample that fails again ends it. */
async function runCommand(options: RunCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const { kinds, ...drawn } = await drawnBy(options);
  requireFittingOptions(options);
  const { shard: part, folder, system: systemName } = options;
  const corpus = await replayCorpus(options.regressions, { ...drawn, systemName }, terminal);
  if (corpus?.failed !== undefined) {
    await reportRegression(corpus.failed, systemName, options, terminal);
    return EXIT.violation;
  }
  const recorder = part === undefined ? undefined : new OutcomeRecorder();
  const campaign: HuntOptions = {
    ...drawn,
    scenariosMax: options.runs,
    scope: scopeOf(options),
    ...defined({
      explore: options.explore,
      depth: options.depth,
      jobs: options.jobs,
      shard: part,
      onOutcome: recorder && ((outcome) => recorder.add(outcome)),
    }),
  };
  const result = await huntWithProgress(campaign, options.time, terminal);
  const regressions = corpus === undefined ? undefined : countsOf(corpus);
  if (part !== undefined && recorder !== undefined) {
    const path = await saveShard(folder, {
      question: questionOf(campaign, kinds),
      shard: part,
      systemPath: isPath(systemName) ? systemName : null,
      outcomes: recorder.columns(),
      wasInterrupted: result.wasInterrupted,
      regressions: regressions ?? null,
      counterexample: result.counterexample ?? null,
    });
    terminal.remark(`saved ${path}`);
  }
  const summary = { ...result.summary, ...defined({ regressions }) };
  const watch = (): Promise<WatchOptions> => Promise.resolve(campaign);
  return concludeCampaign({ ...result, summary, kinds, watch }, options, terminal);
}

/** Options that would have no effect are mistakes. */
function requireFittingOptions(options: RunCommandOptions): void {
  const given = (...names: readonly (keyof RunCommandOptions)[]): string | undefined =>
    names.find((name) => options[name] !== undefined);
  const isBounded = options.explore === 'bounded';
  if (isBounded && given('shard') !== undefined) {
    throw usageError('--shard splits random scenarios; --explore bounded takes --jobs');
  }
  const idle = isBounded
    ? given('faults', 'depth')
    : (given('operations', 'deviations', 'deviate') ??
      (options.explore === 'pct' ? undefined : given('depth')));
  if (idle === undefined) return;
  throw usageError(`--${idle} has no meaning for --explore ${options.explore ?? 'random'}`);
}

/** Runs a hunt under a progress display, a time limit in seconds, and SIGINT. */
export async function huntWithProgress(
  options: HuntOptions,
  timeSeconds: number | undefined,
  terminal: Terminal,
): Promise<HuntResult & { readonly wasInterrupted: boolean }> {
  const interrupt = listenForInterrupt();
  const progress = await startProgress(terminal);
  const deadlineMs = timeSeconds === undefined ? Infinity : Date.now() + timeSeconds * 1000;
  try {
    const result = await hunt({
      ...options,
      shouldStop: () => interrupt.wasAsked || Date.now() >= deadlineMs,
      onProgress: (summary) =>
        progress.update(
          `${summary.system}: ${summary.scenarios} scenarios, ${summary.violations} violations`,
        ),
      onShrink: ({ operations, faults }) =>
        progress.update(`shrinking: ${operations} operations, ${faults} faults`),
    });
    return { ...result, wasInterrupted: interrupt.wasAsked };
  } finally {
    progress.end();
    interrupt.release();
  }
}

/** What `--explore bounded` searches. */
function scopeOf({
  operations = 3,
  deviations = 2,
  deviate = 'late',
}: RunCommandOptions): BoundedScope {
  const kinds = deviate.split(',').map((name) => {
    const kind = DEVIATIONS.find((one) => one === name.trim());
    if (kind !== undefined) return kind;
    const known = DEVIATIONS.join(', ');
    throw usageError(`--deviate takes any of ${known}, parted by commas; not "${name}"`);
  });
  return { operations, deviations, kinds: [...new Set(kinds)] };
}

/** The options that were given. */
function defined<Options extends object>(
  options: Options,
): {
  [Name in keyof Options]?: Exclude<Options[Name], undefined>;
} {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as {
    [Name in keyof Options]?: Exclude<Options[Name], undefined>;
  };
}
