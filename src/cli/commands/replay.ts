/**
 * `skerry replay FILE`: the same run again, to the byte, and its report.
 */

import type { Command } from 'commander';
import { replay } from '../../run/replay.js';
import { CounterexampleError, loadCounterexample } from '../../run/store.js';
import { CommandError, EXIT } from '../exit-codes.js';
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
    .argument('<file>', 'a file under .skerry')
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
  refuseOverwriting(options.reporter, [file]);
  const saved = await loadCounterexample(file);
  const { scenario } = saved;
  const { system, workload } =
    path === undefined
      ? await resolve(file, scenario.system.name, scenario.workload)
      : await subjectNamed(path, undefined);
  const known = system.bugs.map(({ name }) => name);
  const unknown = scenario.system.bugs.find((bug) => !known.includes(bug));
  if (unknown !== undefined) {
    throw new CounterexampleError(`${file}: system ${system.name} has no bug "${unknown}"`);
  }
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

/** A name that this version does not know makes the file bad input, not a wrong command line. */
async function resolve(file: string, system: string, workload: string): Promise<Subject> {
  try {
    return await subjectNamed(system, workload);
  } catch (error) {
    if (error instanceof CommandError) throw new CounterexampleError(`${file}: ${error.message}`);
    throw error;
  }
}
