/**
 * `skerry replay FILE`: the same run again, to the byte, and its report. Of a folder, all of them.
 */

import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Counterexample } from '../../report/counterexample.js';
import { escapeText } from '../../report/escape.js';
import { countOf } from '../../report/quantities.js';
import { replayAll, type Regression, type RegressionSubject } from '../../run/regressions.js';
import { replay } from '../../run/replay.js';
import { CounterexampleError, loadCounterexample } from '../../run/store.js';
import { CommandError, EXIT, usageError } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import type { Finish } from '../options.js';
import { withPage } from '../kept-counterexample.js';
import { deliver, refuseOverwriting, reporterOption, type ReportingOptions } from '../reporting.js';
import { subjectNamed } from '../subject.js';
import type { Subject } from '../subject.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them. */
interface ReplayCommandOptions extends ReportingOptions {
  /** A module, where the system is the user's own. */
  readonly system?: string;
}

/** Registers `skerry replay`. */
export function addReplay(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('replay')
    .description('run a saved counterexample again: 1 reproduced, 0 no longer fails, 2 diverged')
    .argument('<file>', 'a file under .skerry, or a folder of them')
    .option('--system <path>', 'the module, where the system is your own')
    .option('--ascii', 'no box characters')
    .addOption(reporterOption())
    .action(async (file: string, options: ReplayCommandOptions) =>
      finish(await replayCommand(file, options, terminal)),
    );
}

/** Replays `file`: 1 reproduced, 0 no longer fails, 2 diverged. */
async function replayCommand(
  file: string,
  options: ReplayCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { system: path } = options;
  if ((await stat(file)).isDirectory()) return replayFolder(file, options, terminal);
  refuseOverwriting(options.reporter, [file]);
  const saved = await loadCounterexample(file);
  const { system, workload } = await subjectOf(saved, file, path);
  const { outcome, difference, counterexample } = await replay(saved, system, workload);
  const report = async (): Promise<void> => {
    const systemPath = path === undefined ? {} : { systemPath: path };
    const found = { kind: 'counterexample', counterexample, path: file, ...systemPath } as const;
    await deliver(await withPage(found, terminal), options, terminal);
  };
  switch (outcome) {
    case 'reproduced':
      await report();
      return EXIT.violation;
    case 'passes':
      terminal.print(
        `${saved.name} no longer fails: ${saved.fingerprint.checker} found no ` +
          `${saved.fingerprint.anomaly} in ${counterexample.story.operations.length} operations.`,
      );
      return EXIT.ok;
    case 'diverged':
      await report();
      terminal.remark(`${file}: it still fails, but in another run: ${difference}`);
      return EXIT.unknown;
  }
}

/** Replays a folder: 1 where one fails again, 2 where one cannot be replayed, 0 otherwise. */
async function replayFolder(
  folder: string,
  { reporter, system: path }: ReplayCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (reporter.length > 0) throw usageError('--reporter is for one file, not for a folder');
  const module = path === undefined ? undefined : await subjectNamed(path, undefined);
  const count = { passed: 0, failed: 0, 'left-out': 0, outdated: 0 };
  const subjectIn = (
    saved: Counterexample,
    file: string,
  ): Promise<RegressionSubject> | undefined =>
    module !== undefined && saved.scenario.system.name !== module.system.name
      ? undefined
      : subjectOf(saved, file, path);
  for await (const one of replayAll([folder], subjectIn)) {
    count[one.kind]++;
    terminal.print(lineOf(one));
  }
  const { passed, failed, 'left-out': leftOut, outdated } = count;
  const others = leftOut === 0 ? '' : `, ${leftOut} of other systems`;
  const gone = outdated === 0 ? '' : `, ${outdated} cannot be replayed any more`;
  const all = passed + failed + leftOut + outdated;
  terminal.print(
    `${countOf(all, 'counterexample')}: ${passed} passed, ${failed} failed${others}${gone}`,
  );
  if (failed > 0) return EXIT.violation;
  return outdated > 0 || passed === 0 ? EXIT.unknown : EXIT.ok;
}

/** What became of one file, as a line. */
function lineOf(one: Regression): string {
  const file = escapeText(one.path);
  switch (one.kind) {
    case 'passed':
      return `passed   ${file}`;
    case 'failed':
      return `FAILED   ${file}: ${one.replayed.counterexample.fingerprint.anomaly}`;
    case 'left-out':
      return `left out ${file}: it is of system ${escapeText(one.saved.scenario.system.name)}`;
    case 'outdated':
      return `outdated ${escapeText(one.reason)}`;
  }
}

/**
 * Who runs a counterexample: a module, or a bundled system.
 * @throws CounterexampleError when this version knows none, or not with its bugs.
 */
async function subjectOf(
  { scenario }: Counterexample,
  file: string,
  path: string | undefined,
): Promise<Subject> {
  const subject =
    path === undefined
      ? await resolve(file, scenario.system.name, scenario.workload)
      : await subjectNamed(path, undefined);
  const known = subject.system.bugs.map(({ name }) => name);
  const unknown = scenario.system.bugs.find((bug) => !known.includes(bug));
  if (unknown === undefined) return subject;
  throw new CounterexampleError(`${file}: system ${subject.system.name} has no bug "${unknown}"`);
}

/** A name that this version does not know makes the file bad input, not a wrong command line. */
async function resolve(file: string, system: string, workload: string): Promise<Subject> {
  try {
    return await subjectNamed(system, workload);
  } catch (error) {
    if (error instanceof CommandError) throw new CounterexampleError(`${file}: ${error.message}`);
    throw error;
  }
}
