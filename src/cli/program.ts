/**
 * The command line as commander sees it: commands, options, help that teaches. commander's own
 * exits are turned into exceptions, because its exit code 1 for wrong usage would read as a
 * violation.
 */

import { Command, InvalidArgumentError, Option } from 'commander';
import { STRATEGIES } from '../run/strategy.js';
import { VERSION } from '../run/version.js';
import { checkCommand } from './commands/check.js';
import type { CheckCommandOptions } from './commands/check.js';
import { demoCommand } from './commands/demo.js';
import { listCommand } from './commands/list.js';
import { measureCommand } from './commands/measure.js';
import type { MeasureCommandOptions } from './commands/measure.js';
import { replayCommand } from './commands/replay.js';
import { runCommand } from './commands/run.js';
import type { RunCommandOptions } from './commands/run.js';
import { shrinkCommand } from './commands/shrink.js';
import type { ShrinkCommandOptions } from './commands/shrink.js';
import type { ExitCode } from './exit-codes.js';
import type { Terminal } from './terminal.js';

const FOLDER = '.skerry';

const EXAMPLES = `
Examples:
  skerry run                                     the bundled register under random faults
  skerry run --system raft --bug no-dedup        the same with one wrong line
  skerry run --explore bounded --deviations 1    all small programs, any one message late
  skerry check history.edn --model cas-register  a recorded history
  skerry replay .skerry/abd-3f9a1c.json          the same run again, to the byte
  skerry list bugs                               what can be switched on

Exit codes: 0 legal or nothing found, 1 violation, 2 unknown or nothing tested,
64 wrong usage, 65 bad input, 70 internal error, 130 interrupted.`;

/** Builds the parser; `finish` gets the exit code of the command that ran. */
export function buildProgram(terminal: Terminal, finish: (exitCode: ExitCode) => void): Command {
  const program = new Command('skerry');
  program
    .description('Finds the rocks in a distributed system before its users do.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .showHelpAfterError('(skerry --help shows what there is)')
    .configureOutput({ writeErr: (text) => terminal.remark(text.trimEnd()) })
    .exitOverride();
  addRun(program, terminal, finish);
  addMeasure(program, terminal, finish);
  addCheck(program, terminal, finish);
  addShrink(program, terminal, finish);
  addReplay(program, terminal, finish);
  program
    .command('list')
    .description(
      'systems, bugs, workloads, faults, measurements, models, consistency, histories, checkers',
    )
    .argument('[what]', 'one of them; default all')
    .action((what: string | undefined) => finish(listCommand(what, terminal)));
  program
    .command('demo')
    .description('the correct register survives, the wrong one is found out')
    .action(async () => finish(await demoCommand(FOLDER, terminal)));
  return program;
}

/** A command with the options that say what is drawn. */
function drawing(program: Command, name: string, runs: number): Command {
  return program
    .command(name)
    .option('--system <name>', 'one of the list, or a module that exports a cluster', 'abd')
    .option('--bug <name>', 'switch on a mistake; repeatable', collect, [])
    .option('--workload <name>', "what clients do; default the system's own")
    .option('--faults <kinds>', 'inject only these, parted by commas; or none')
    .option('--runs <count>', 'scenarios at most', wholeNumber(1), runs)
    .option('--seed <number>', 'draw the same scenarios again', wholeNumber(0, 0xffffffff));
}

function addRun(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
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
    .action(async (options: RunCommandOptions) => finish(await runCommand(options, terminal)));
}

function addMeasure(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  drawing(program, 'measure', 200)
    .description('availability, latency, traffic and recovery, in calm and under faults')
    .option('--assert <text>', "such as 'p99Ms <= 50 in calm'; repeatable", collect, [])
    .option('--each-fault', 'each kind of fault alone, in a table')
    .option('--sweep <sizes>', 'servers=3,5,7 or clients=1,4,16, in a table')
    .option('--ascii', 'no box characters')
    .action(async (options: MeasureCommandOptions) =>
      finish(await measureCommand(options, terminal)),
    );
}

function addCheck(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command('check')
    .description('judge a recorded history')
    .argument('<file>', 'the history; - reads standard input')
    .option('--model <name>', 'linearizable to a model (skerry list models) or a module path')
    .option('--all', 'every checker that applies: which models hold, which are violated')
    .option('--workload <name>', 'the same, for what clients did (skerry list histories)')
    .option(
      '--expect <model>',
      'a model that must hold (skerry list consistency); repeatable',
      collect,
      [],
    )
    .option('--no-wfr-keys', 'registers: a read before a write in a transaction orders no versions')
    .option('--sequential-keys', 'registers: each process sees the versions of a key in order')
    .option('--linearizable-keys', 'registers: each key is linearizable')
    .option('--initial <json>', "the model's initial value, in JSON")
    .addOption(formatOption())
    .option('--independent', 'values are [key value] tuples')
    .option('--observe-failures', 'a fail that says why is an observation of the state')
    .option('--budget <count>', 'configurations searched at most', wholeNumber(1))
    .option('--timeout <seconds>', 'give up after so long; default 8 with --all', seconds)
    .option('--memory <megabytes>', 'what searches may keep; default 256', wholeNumber(1))
    .option('--threads <count>', 'keys searched at once; default one for each core', wholeNumber(1))
    .option('--every-key', 'judge every key, even when one is illegal')
    .option('--verify', 'recheck the certificate independently')
    .option('--json', 'print the verdict as JSON')
    .option('--ascii', 'no box characters')
    .action(async (file: string, options: CheckCommandOptions) =>
      finish(await checkCommand(file, options, terminal)),
    );
}

function addShrink(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command('shrink')
    .description('leave of an illegal history only the operations that show it')
    .argument('<file>', 'the history; - reads standard input')
    .requiredOption(
      '--model <name>',
      'linearizable to a model (skerry list models) or a module path',
    )
    .option('--initial <json>', "the model's initial value, in JSON")
    .option('--out <file>', 'write the small history, in the format of the one given')
    .addOption(formatOption())
    .option('--independent', 'values are [key value] tuples')
    .option('--observe-failures', 'a fail that says why is an observation of the state')
    .option('--budget <count>', 'configurations searched at most, for each check', wholeNumber(1))
    .option('--timeout <seconds>', 'stop after so long', seconds)
    .option('--ascii', 'no box characters')
    .action(async (file: string, options: ShrinkCommandOptions) =>
      finish(await shrinkCommand(file, options, terminal)),
    );
}

function addReplay(program: Command, terminal: Terminal, finish: (code: ExitCode) => void): void {
  program
    .command('replay')
    .description('run a saved counterexample again: 1 reproduced, 0 no longer fails, 2 diverged')
    .argument('<file>', 'a file under .skerry')
    .option('--system <path>', 'the module, where the system is your own')
    .option('--ascii', 'no box characters')
    .action(async (file: string, options: { readonly ascii?: boolean; readonly system?: string }) =>
      finish(await replayCommand(file, options, terminal)),
    );
}

function formatOption(): Option {
  const formats = ['jsonl', 'operations', 'json', 'edn', 'log'];
  return new Option('--format <name>', 'default: guessed from the content').choices(formats);
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function wholeNumber(min: number, max: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
  };
}

function shard(text: string): { readonly index: number; readonly count: number } {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('It takes a part of a whole, such as 2/5.');
}

function seconds(text: string): number {
  const value = Number(text.replace(/s$/, ''));
  if (/^\d+(\.\d+)?s?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('It takes seconds, such as 30 or 0.5.');
}
