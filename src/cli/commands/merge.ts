/**
 * `skerry merge FILES...`: what the shards of a campaign came to, as the campaign itself would have
 * said it.
 */

import type { Command } from 'commander';
import { escapeText } from '../../report/escape.js';
import { CounterexampleInsteadError, loadShard } from '../../run/shard-file.js';
import type { ShardQuestion } from '../../run/shard-file.js';
import { mergeShards, type NamedShard } from '../../run/merge-shards.js';
import type { WatchOptions } from '../../run/watch-runs.js';
import { concludeCampaign } from '../conclude-campaign.js';
import type { ExitCode } from '../exit-codes.js';
import { isPath } from '../load-module.js';
import { FOLDER, type Finish } from '../options.js';
import { refuseOverwriting, reporterOption, type ReportingOptions } from '../reporting.js';
import { drawnBy } from '../subject.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them. */
interface MergeCommandOptions extends ReportingOptions {
  readonly folder: string;
}

/** Registers `skerry merge`. */
export function addMerge(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('merge')
    .description('what all shards of a campaign came to: skerry run --shard writes their files')
    .argument('<files...>', 'one for each shard, in any order; counterexamples are left out')
    .option('--ascii', 'no box characters')
    .option('--folder <path>', 'where counterexamples are kept', FOLDER)
    .addOption(reporterOption())
    .action(async (files: string[], options: MergeCommandOptions) =>
      finish(await mergeCommand(files, options, terminal)),
    );
}

/** Merges shards; prints and exits as the campaign would have in one piece. */
async function mergeCommand(
  files: readonly string[],
  options: MergeCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  refuseOverwriting(options.reporter, files);
  const shards = await loadShards(files, terminal);
  const merged = mergeShards(shards);
  for (const { path, scenarios } of merged.cutShort) {
    terminal.remark(
      `${escapeText(path)}: stopped after ${scenarios} scenarios; the others are not counted`,
    );
  }
  const { question } = merged;
  const system = shards[0]?.result.systemPath ?? question.system;
  return concludeCampaign(
    {
      ...merged,
      kinds: question.faults ?? undefined,
      watch: () => watchable(question, system, terminal),
    },
    { ...options, system },
    terminal,
  );
}

/** The shards among `files`; a counterexample, which `*.json` names too, is left out and told. */
async function loadShards(files: readonly string[], terminal: Terminal): Promise<NamedShard[]> {
  const shards: NamedShard[] = [];
  for (const path of files) {
    try {
      shards.push({ path, result: await loadShard(path) });
    } catch (error) {
      if (!(error instanceof CounterexampleInsteadError)) throw error;
      terminal.remark(`${escapeText(path)}: a counterexample, not a shard: left out`);
    }
  }
  return shards;
}

/** The campaign of the shards, to be watched once more; `undefined` where it is not known here. */
async function watchable(
  { bugs, workload, seed, faults, scenariosMax, explore, depth }: ShardQuestion,
  system: string,
  terminal: Terminal,
): Promise<WatchOptions | undefined> {
  const isModule = isPath(system);
  try {
    const drawn = await drawnBy({
      system,
      bug: bugs,
      seed,
      ...(isModule ? {} : { workload }),
      ...(faults === null ? {} : { faults: faults.length === 0 ? 'none' : faults.join(',') }),
    });
    return { ...drawn, scenariosMax, explore, ...(depth === null ? {} : { depth }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.remark(`the page has no plots: ${reason}`);
    return undefined;
  }
}
