/**
 * The regression corpus on the command line: what `skerry run` replays before it draws anything.
 */

import { existsSync } from 'node:fs';
import type { RegressionCounts } from '../report/campaign-summary.js';
import { escapeText } from '../report/escape.js';
import { REGRESSIONS_FOLDER, regressionsOf, runRegressions } from '../run/regressions.js';
import type { Regressions, SubjectOf } from '../run/regressions.js';
import { CounterexampleError } from '../run/store.js';
import type { Drawn } from './subject.js';
import { workloadFor } from './catalogue.js';
import { CommandError } from './exit-codes.js';
import { isPath } from './load-module.js';
import { deliver, type ReportingOptions } from './reporting.js';
import type { Terminal } from './terminal.js';

/** What is under test, as the user named it and as it is. */
export interface RegressionsSubject extends Pick<Drawn, 'system' | 'workload' | 'bugs'> {
  readonly systemName: string;
}

/**
 * Runs the corpus of `folder`, or of the folder where a project keeps one if there is one. What
 * cannot be replayed any more is said.
 * @throws CounterexampleError naming a file that is none.
 */
export async function replayCorpus(
  folder: string | undefined,
  subject: RegressionsSubject,
  terminal: Terminal,
): Promise<Regressions | undefined> {
  if (folder === undefined && !existsSync(REGRESSIONS_FOLDER)) return undefined;
  const regressions = await runRegressions([folder ?? REGRESSIONS_FOLDER], subjectOf(subject));
  for (const { reason } of regressions.outdated) {
    terminal.remark(`cannot be replayed any more: ${escapeText(reason)}`);
  }
  return regressions;
}

/** The counts of a corpus that passed. */
export function countsOf({ passed, leftOut, outdated }: Regressions): RegressionCounts {
  return { passed, leftOut, outdated: outdated.length };
}

/** Reports the counterexample that failed again. */
export async function reportRegression(
  { path, replayed }: NonNullable<Regressions['failed']>,
  systemName: string,
  options: ReportingOptions,
  terminal: Terminal,
): Promise<void> {
  const { counterexample, outcome, difference } = replayed;
  const systemPath = isPath(systemName) ? { systemPath: systemName } : {};
  const report = { kind: 'counterexample', counterexample, path, ...systemPath } as const;
  await deliver(report, options, terminal);
  const how = outcome === 'diverged' ? `, in another run: ${difference}` : '';
  terminal.remark(
    `${escapeText(path)}: a saved counterexample fails again${how}; nothing else was tried`,
  );
}

/** A bundled system serves several workloads: each file is run with its own. */
function subjectOf({ systemName, ...subject }: RegressionsSubject): SubjectOf {
  if (isPath(systemName)) return regressionsOf(subject);
  const { system } = subject;
  return ({ scenario }, path) => {
    if (scenario.system.name !== system.name) return undefined;
    try {
      return { ...subject, workload: workloadFor(system, scenario.workload) };
    } catch (error) {
      if (error instanceof CommandError) throw new CounterexampleError(`${path}: ${error.message}`);
      throw error;
    }
  };
}
