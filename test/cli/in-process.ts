/**
 * Runs the command line inside the test's own process, with everything it prints kept.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../src/cli/cli.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { PLAIN } from '../../src/report/palette.js';

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function cli(argv: readonly string[]): Promise<CliResult> {
  const printed: string[] = [];
  const remarked: string[] = [];
  const terminal: Terminal = {
    print: (text) => void printed.push(text.trimEnd()),
    remark: (text) => void remarked.push(text),
    palette: PLAIN,
    columns: 100,
    isLive: false,
  };
  const exitCode = await runCli(argv, terminal);
  return { exitCode, stdout: `${printed.join('\n')}\n`, stderr: `${remarked.join('\n')}\n` };
}

/** A folder that is gone after `use`. */
export async function withFolder<Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'skerry-cli-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs `argv` with FILE replaced by the path of a file that holds `content`. */
export async function cliWithFile(
  argv: readonly string[],
  name: string,
  content: string,
): Promise<CliResult & { readonly path: string }> {
  return withFolder(async (folder) => {
    const path = join(folder, name);
    await writeFile(path, content);
    const result = await cli(argv.map((argument) => (argument === 'FILE' ? path : argument)));
    return { ...result, path };
  });
}
