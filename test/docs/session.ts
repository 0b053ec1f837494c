/**
 * Runs the commands that a guide shows, inside the test's own process: a process for each would
 * take longer than all of them do. The README's commands run through the built command line.
 */

import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cli, type CliResult } from '../cli/in-process.js';

/**
 * Runs `npx skerry ...` or `cat FILE` in `folder`. Words may stand in single quotes.
 * @throws Error for any other command.
 */
export async function inFolder(folder: string, command: string): Promise<CliResult> {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare!,
  );
  const [program, name, ...parameters] = words;
  if (program === 'cat' && name !== undefined && parameters.length === 0) {
    return { exitCode: 0, stdout: await readFile(join(folder, name), 'utf8'), stderr: '' };
  }
  if (program !== 'npx' || name !== 'skerry') throw new Error(`nobody can run: ${command}`);
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await cli(parameters.map(savedIn(folder)));
  } finally {
    process.chdir(before);
  }
}

/**
 * The names of saved counterexamples end in a hash that changes with the simulator: one that is not
 * there stands for the one that is, of the same system.
 */
export function savedIn(folder: string): (text: string) => string {
  const kept = join(folder, '.skerry');
  const saved = existsSync(kept) ? readdirSync(kept).filter((name) => name.endsWith('.json')) : [];
  return (text) =>
    text.replaceAll(/\b([a-z-]+)-[0-9a-f]{6}\b/g, (name: string, system: string) => {
      if (saved.includes(`${name}.json`)) return name;
      return saved.find((each) => each.startsWith(`${system}-`))?.replace('.json', '') ?? name;
    });
}
