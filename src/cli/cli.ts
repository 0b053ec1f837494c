/**
 * The command line as a function: parses, runs one command, and turns every way it can end into an
 * exit code.
 */

import { CommanderError } from 'commander';
import { ModelError } from '../../checkers/model.js';
import { HistoryError } from '../history/history-error.js';
import { ParseError } from '../history/codecs/parse-error.js';
import { ShardError } from '../run/shard-file.js';
import { CounterexampleError } from '../run/store.js';
import { CommandError, EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { buildProgram } from './program.js';
import type { Terminal } from './terminal.js';

/** Error codes of the file system that mean the user named the wrong file. */
const FILE_ERRORS = new Set(['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES', 'EPERM', 'ENAMETOOLONG']);

/** Runs the command line and answers its exit code; never throws. */
export async function runCli(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = buildProgram(terminal, (code) => {
    exitCode = code;
  });
  if (argv.length === 0) {
    program.outputHelp();
    return EXIT.usage;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, terminal);
  }
}

/** Says what went wrong and answers the exit code for it. */
function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CommandError) {
    terminal.remark(`skerry: ${error.message}`);
    return error.exitCode;
  }
  const isBadInput =
    error instanceof ParseError ||
    error instanceof HistoryError ||
    error instanceof ModelError ||
    error instanceof ShardError ||
    error instanceof CounterexampleError;
  if (isBadInput) {
    terminal.remark(`skerry: ${error.message}`);
    return EXIT.badInput;
  }
  if (error instanceof Error && FILE_ERRORS.has((error as NodeJS.ErrnoException).code ?? '')) {
    terminal.remark(`skerry: ${error.message}`);
    return EXIT.badInput;
  }
  terminal.remark(
    `skerry: internal error: ${error instanceof Error ? error.stack : String(error)}`,
  );
  return EXIT.internal;
}
