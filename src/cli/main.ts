#!/usr/bin/env node
/**
 * The entry of the command line: the process around `runCli`.
 */

import { runCli } from './cli.js';
import { EXIT } from './exit-codes.js';
import { processTerminal } from './terminal.js';

// A reader that closes the pipe early (head, less) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : EXIT.internal);
});
process.exitCode = await runCli(process.argv.slice(2), processTerminal());
