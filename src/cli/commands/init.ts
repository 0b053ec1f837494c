/**
 * `skerry init [folder]`: a first test in a project that exists. It asks nothing, overwrites
 * nothing, and writes all or nothing.
 */

import { Option, type Command } from 'commander';
import { escapeText } from '../../report/escape.js';
import { EXIT } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { changesFor, writeChanges, type Change } from '../init/changes.js';
import { jestCommand, SCRIPT, wantedFiles } from '../init/plan.js';
import { findProject, FRAMEWORKS, type Framework, type Project } from '../init/project.js';
import { addCommand, runCommand } from '../init/workflow.js';
import type { Finish } from '../options.js';
import type { Terminal } from '../terminal.js';

/** Options as the command line gives them. */
interface InitCommandOptions {
  readonly framework?: Framework;
  readonly ci?: 'github';
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** Registers `skerry init`. */
export function addInit(program: Command, terminal: Terminal, finish: Finish): void {
  program
    .command('init')
    .description('write a first test into a project that has package.json')
    .argument('[folder]', 'of the project', '.')
    .addOption(
      new Option('--framework <name>', 'default: the one in package.json').choices(FRAMEWORKS),
    )
    .addOption(new Option('--ci <name>', 'a workflow that runs it, too').choices(['github']))
    .option('--force', 'replace files that are there already')
    .option('--dry-run', 'say what would be written, and write nothing')
    .action(async (folder: string, options: InitCommandOptions) =>
      finish(await initCommand(folder, options, terminal)),
    );
}

/** Answers 64 when something would have been overwritten; then nothing is written. */
async function initCommand(
  folder: string,
  { framework, ci, force = false, dryRun = false }: InitCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const project = await findProject(folder, framework);
  const wanted = await wantedFiles(project, ci !== undefined);
  const changes = await changesFor(folder, wanted, force);
  const conflicts = changes.filter(({ kind }) => kind === 'conflict');
  const isWriting = conflicts.length === 0 && !dryRun;
  if (isWriting) await writeChanges(folder, changes);
  terminal.print(summaryOf(project, changes, isWriting));
  if (!isWriting) {
    for (const change of changes.filter(isWholeFile)) terminal.print(contentOf(change));
  }
  if (conflicts.length > 0) {
    const paths = conflicts.map(({ path }) => path).join(', ');
    terminal.remark(`skerry: ${paths} is there already: nothing was written; --force replaces it`);
    return EXIT.usage;
  }
  terminal.print(nextSteps(project, ci !== undefined));
  return EXIT.ok;
}

const DONE: Readonly<Record<Change['kind'], string>> = {
  create: 'created',
  amend: 'changed',
  replace: 'replaced',
  unchanged: 'as it was',
  conflict: 'in the way',
};
const WOULD_BE: Readonly<Record<Change['kind'], string>> = {
  ...DONE,
  create: 'to create',
  amend: 'to change',
  replace: 'to replace',
};

function summaryOf(project: Project, changes: readonly Change[], isWriting: boolean): string {
  const { framework, isTypeScript, isModule, packageManager } = project;
  const kind = [
    framework,
    isTypeScript ? 'TypeScript' : 'JavaScript',
    isModule ? 'ES modules' : 'CommonJS',
    packageManager,
  ];
  const words = isWriting ? DONE : WOULD_BE;
  const rows = changes.map(({ kind: what, path, remark }) => {
    const shown = what === 'amend' && remark !== '' ? `  ${remark}` : '';
    return `  ${words[what].padEnd(10)}  ${path}${shown}`;
  });
  return [`a project with ${kind.join(', ')}`, ...rows].join('\n');
}

function isWholeFile({ kind, isAmended }: Change): boolean {
  return kind !== 'unchanged' && !isAmended;
}

/** A file that would be written. */
function contentOf({ path, content }: Change): string {
  const lines = content.trimEnd().split('\n');
  return [`\n--- ${path}`, ...lines.map((line) => `  ${line}`.trimEnd())].join('\n');
}

function nextSteps(project: Project, hasWorkflow: boolean): string {
  const { framework, hasFramework, hasSkerry } = project;
  const missing = [...(hasSkerry ? [] : ['skerry']), ...(hasFramework ? [] : [framework])];
  const run = runCommand(project, SCRIPT);
  const lines = [
    ...(missing.length === 0 ? [] : [`  ${addCommand(project, missing)}`]),
    `  ${run}`,
    `  SEEDED_BUG=1 ${run}  # shows what a violation looks like`,
  ];
  return ['\nnext', ...lines, ...remarks(project, hasWorkflow).map((remark) => `\n${remark}`)].join(
    '\n',
  );
}

/** What may stand in the way, a sentence each. */
function remarks(project: Project, hasWorkflow: boolean): string[] {
  const { framework, frameworkRange, scripts, isRepositoryRoot } = project;
  const said: string[] = [];
  const major = /(\d+)/.exec(frameworkRange)?.[1];
  const needed = framework === 'jest' ? 30 : 4;
  if (major !== undefined && Number(major) < needed) {
    const range = escapeText(frameworkRange, { lengthMax: 40 });
    said.push(`package.json asks for ${framework} ${range}; skerry needs ${needed} or later.`);
  }
  const { test } = scripts;
  const runsJest = framework === 'jest' && test !== undefined && /\bjest\b/.test(test);
  if (runsJest && !test.includes('--experimental-vm-modules')) {
    // It finds the new test, too, and fails there without modules.
    const instead = /^jest(\s|$)/.test(test)
      ? `put there\n  ${escapeText(
          test.replace(/^jest/, () => jestCommand(project)),
          { lengthMax: 500 },
        )}`
      : 'as in NODE_OPTIONS=--experimental-vm-modules.';
    said.push(
      `The script test runs Jest: Node needs --experimental-vm-modules there too, ${instead}`,
    );
  }
  if (hasWorkflow && !isRepositoryRoot) {
    said.push('This folder is not the root of its repository, where CI looks for workflows.');
  }
  return said;
}
