/**
 * Runs the script of the action as GitHub does: inputs as variables, files for what it tells.
 */

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the action. */
export const ACTION: string = join(ROOT, '.github/actions/skerry');

/** What one step did. */
export interface Step {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A project outside of the repository that has the built package installed, gone after `use`. */
export async function inProject<Result>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'skerry-action-'));
  try {
    await mkdir(join(folder, 'node_modules'));
    await symlink(ROOT, join(folder, 'node_modules', 'skerry'));
    await writeFile(join(folder, 'package.json'), '{"name":"project","private":true}');
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the step in `folder`; variables whose value is `undefined` are not set. */
export async function runStep(
  folder: string,
  inputs: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Step> {
  const runner = await mkdtemp(join(tmpdir(), 'skerry-runner-'));
  const summaryFile = join(runner, 'summary.md');
  const outputFile = join(runner, 'output');
  try {
    const variables = Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.toUpperCase().replaceAll('-', '_')}`,
      value,
    ]);
    const result = await execa(process.execPath, [join(ACTION, 'run.mjs')], {
      cwd: folder,
      reject: false,
      stripFinalNewline: false,
      env: {
        GITHUB_STEP_SUMMARY: summaryFile,
        GITHUB_OUTPUT: outputFile,
        GITHUB_ACTION_PATH: ACTION,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        ...(Object.fromEntries(variables) as Record<string, string>),
        ...environment,
      },
    });
    return {
      exitCode: result.exitCode,
      stdout: result.stdout,
      stderr: result.stderr,
      summary: await readFile(summaryFile, 'utf8').catch(() => ''),
      outputs: parseOutputs(await readFile(outputFile, 'utf8').catch(() => '')),
    };
  } finally {
    await rm(runner, { recursive: true, force: true });
  }
}

/** Reads what was written to GITHUB_OUTPUT as the runner does. */
export function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length - 1;) {
    const [, name, delimiter] = /^([^<=]+)<<(.+)$/.exec(lines[at] ?? '') ?? [];
    if (name === undefined || delimiter === undefined)
      throw new Error(`not an output: ${lines[at]}`);
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`${name} has no end`);
    outputs[name] = lines.slice(at + 1, end).join('\n');
    at = end + 1;
  }
  return outputs;
}
