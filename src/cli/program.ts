/**
 * The command line as commander sees it: the commands, and help that teaches. commander's own exits
 * are turned into exceptions, because its exit code 1 for wrong usage would read as a violation.
 */

import { Command } from 'commander';
import { VERSION } from '../run/version.js';
import { addCheck } from './commands/check.js';
import { addDemo } from './commands/demo.js';
import { addInit } from './commands/init.js';
import { addList } from './commands/list.js';
import { addMeasure } from './commands/measure.js';
import { addMerge } from './commands/merge.js';
import { addReplay } from './commands/replay.js';
import { addRun } from './commands/run.js';
import { addShrink } from './commands/shrink.js';
import type { Finish } from './options.js';
import type { Terminal } from './terminal.js';

/** In the order in which the help shows them. */
const COMMANDS = [
  addRun,
  addMeasure,
  addCheck,
  addShrink,
  addReplay,
  addMerge,
  addInit,
  addList,
  addDemo,
];

const EXAMPLES = `
Examples:
  skerry run                                     the bundled register under random faults
  skerry run --system raft --bug no-dedup        the same with one wrong line
  skerry run --explore bounded --deviations 1    all small programs, any one message late
  skerry check history.edn --model cas-register  a recorded history
  skerry replay .skerry/abd-3f9a1c.json          the same run again, to the byte
  skerry merge .skerry/shard-*.json              what skerry run --shard 1/4 ... 4/4 came to
  skerry list bugs                               what can be switched on
  skerry init --ci github                        a first test in a project of your own

Exit codes: 0 legal or nothing found, 1 violation, 2 unknown or nothing tested,
64 wrong usage, 65 bad input, 70 internal error, 130 interrupted.`;

/** Builds the parser; `finish` gets the exit code of the command that ran. */
export function buildProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command('skerry');
  program
    .description('Finds the rocks in a distributed system before its users do.')
    .version(VERSION)
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .showHelpAfterError('(skerry --help shows what there is)')
    .configureOutput({ writeErr: (text) => terminal.remark(text.trimEnd()) })
    .exitOverride();
  for (const add of COMMANDS) add(program, terminal, finish);
  return program;
}
