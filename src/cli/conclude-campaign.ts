/**
 * How a campaign ends on the command line, in one piece or merged from shards: what it found is
 * kept, the report goes to all who asked for it, and the exit code says what it came to.
 */

import { campaignOutcome } from '../report/campaign-summary.js';
import type { CampaignSummary } from '../report/campaign-summary.js';
import type { Counterexample } from '../report/counterexample.js';
import { watchRuns } from '../run/watch-runs.js';
import type { WatchOptions } from '../run/watch-runs.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { listenForInterrupt } from './interrupt.js';
import { keepCounterexample } from './kept-counterexample.js';
import { deliver, wantsPage, type ReportingOptions } from './reporting.js';
import type { Terminal } from './terminal.js';

/** A campaign that has ended. */
export interface EndedCampaign {
  readonly summary: CampaignSummary;
  readonly counterexample: Counterexample | undefined;
  readonly wasInterrupted: boolean;
  /** The kinds of faults that were asked for; `undefined` for those of the profile. */
  readonly kinds: readonly string[] | undefined;
  /** Its first scenarios, for plots; `undefined` where there is nothing to watch. */
  readonly watch: () => Promise<WatchOptions | undefined>;
}

/** Options that say where its results go. */
export interface ConcludeOptions extends ReportingOptions {
  readonly folder: string;
  /** As the user named it: a path for a module. */
  readonly system: string;
}

/**
 * Keeps, reports and judges. A violation beats all but the interrupt.
 * @throws CommandError when something could not be written, after all else was.
 */
export async function concludeCampaign(
  { summary, counterexample, wasInterrupted, kinds, watch }: EndedCampaign,
  options: ConcludeOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const kept =
    counterexample === undefined
      ? undefined
      : await keepCounterexample(counterexample, options, terminal);
  const found = kept === undefined ? {} : { found: kept.report };
  const watched = wantsPage(options) ? await watch() : undefined;
  const interrupt = listenForInterrupt();
  try {
    const ran = { ran: summary.scenarios, shouldStop: () => interrupt.wasAsked };
    const samples =
      watched === undefined ? {} : { samples: await watchRuns({ ...watched, ...ran }) };
    await deliver({ kind: 'campaign', summary, ...found, ...samples }, options, terminal);
  } finally {
    interrupt.release();
  }
  if (kept?.failure !== undefined) throw kept.failure;
  if (wasInterrupted || interrupt.wasAsked) return EXIT.interrupted;
  if (kept !== undefined) return EXIT.violation;
  const wanted = kinds?.join(', ') ?? '';
  if (wanted !== '' && summary.coverage === undefined && summary.scenariosWithFaults === 0) {
    terminal.remark(`no scenario has a fault: ${summary.system} is never drawn ${wanted}`);
    return EXIT.unknown;
  }
  return exitCodeOf(summary);
}

/** Without a violation: 2 when nothing can be said, 0 otherwise. */
export function exitCodeOf(summary: CampaignSummary): ExitCode {
  return campaignOutcome(summary) === 'clean' ? EXIT.ok : EXIT.unknown;
}
