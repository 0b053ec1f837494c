/**
 * `skerry run`: a campaign against a bundled system, and the report of what it found.
 */

import { randomInt } from 'node:crypto';
import { renderCampaign } from '../../report/campaign-report.js';
import { campaignOutcome } from '../../report/campaign-summary.js';
import type { CampaignSummary } from '../../report/campaign-summary.js';
import type { Counterexample } from '../../report/counterexample.js';
import { renderText } from '../../report/text-report.js';
import { hunt } from '../../run/hunt.js';
import type { HuntOptions, HuntResult } from '../../run/hunt.js';
import { withFaults } from '../../run/user-system.js';
import { counterexamplePath, saveCounterexample } from '../../run/store.js';
import { FAULT_CATALOGUE } from '../../scenario/fault-catalogue.js';
import type { FaultKind } from '../../scenario/fault.js';
import { bugsOf, systemNamed, workloadFor } from '../catalogue.js';
import { EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { listenForInterrupt } from '../interrupt.js';
import { startProgress } from '../progress.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them, already parsed. */
export interface RunCommandOptions {
  readonly system: string;
  readonly bug: readonly string[];
  readonly workload?: string;
  readonly faults?: string;
  readonly runs: number;
  readonly seed?: number;
  /** Seconds. */
  readonly time?: number;
  readonly folder: string;
  readonly ascii?: boolean;
}

/** Runs a campaign and prints what it found. */
export async function runCommand(
  options: RunCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const system = systemNamed(options.system);
  const seed = options.seed ?? randomInt(0x7fffffff);
  const kinds = faultKinds(options.faults);
  const { summary, counterexample, wasInterrupted } = await huntWithProgress(
    {
      system,
      workload: workloadFor(system, options.workload),
      bugs: bugsOf(system, options.bug),
      profile: kinds === undefined ? system.profile : withFaults(system.profile, kinds),
      seed,
      scenariosMax: options.runs,
    },
    options.time,
    terminal,
  );
  terminal.print(renderCampaign(summary, terminal));
  if (counterexample !== undefined) {
    await reportCounterexample(counterexample, options, terminal);
    return wasInterrupted ? EXIT.interrupted : EXIT.violation;
  }
  if (wasInterrupted) return EXIT.interrupted;
  return exitCodeOf(summary);
}

/** Saves a counterexample and prints its report. */
export async function reportCounterexample(
  counterexample: Counterexample,
  { folder, ascii = false }: Pick<RunCommandOptions, 'folder' | 'ascii'>,
  terminal: Terminal,
): Promise<void> {
  await saveCounterexample(folder, counterexample);
  terminal.print('');
  terminal.print(renderText(counterexample, { ...terminal, ascii }));
  terminal.remark(`saved ${counterexamplePath(folder, counterexample.name)}`);
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

/** Without a violation: 2 when nothing can be said, 0 otherwise. */
export function exitCodeOf(summary: CampaignSummary): ExitCode {
  return campaignOutcome(summary) === 'clean' ? EXIT.ok : EXIT.unknown;
}

/**
 * The fault kinds that `--faults` names; `none` is no kind at all, `undefined` leaves the profile
 * alone.
 */
function faultKinds(names: string | undefined): readonly FaultKind[] | undefined {
  if (names === undefined) return undefined;
  if (names === 'none') return [];
  const known = Object.keys(FAULT_CATALOGUE) as FaultKind[];
  return names.split(',').map((name) => {
    const kind = known.find((one) => one === name.trim());
    if (kind !== undefined) return kind;
    throw usageError(`there is no fault "${name}"; there is none, or any of ${known.join(', ')}`);
  });
}
