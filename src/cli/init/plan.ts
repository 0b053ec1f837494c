/**
 * What `skerry init` writes into a project: the first test, a script that runs it, a line for git,
 * and a workflow where one is asked for.
 */

import { existsSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { textOf, type WantedFile } from './changes.js';
import { firstTest } from './first-test.js';
import type { Project } from './project.js';
import { githubWorkflow, WORKFLOW_PATH } from './workflow.js';

/** The script of package.json that runs the first test. */
export const SCRIPT = 'test:skerry';

const IGNORED = '.skerry/';

const JEST_SCRIPT = 'node_modules/jest/bin/jest.js';

/** The files, in the order in which they are told. */
export async function wantedFiles(project: Project, withWorkflow: boolean): Promise<WantedFile[]> {
  const { folder } = project;
  const test = testFile(project);
  const ignored = withLine((await textOf(join(folder, '.gitignore'))) ?? '', IGNORED);
  const manifest = withScripts(project, scriptsFor(project, test.path));
  const whole = { isAmended: false, remark: '' };
  const files: WantedFile[] = [
    { ...whole, ...test },
    {
      path: 'package.json',
      content: manifest,
      isAmended: true,
      remark: `scripts: ${Object.keys(scriptsFor(project, test.path)).join(', ')}`,
    },
    { path: '.gitignore', content: ignored, isAmended: true, remark: IGNORED },
  ];
  if (withWorkflow) {
    files.push({ ...whole, path: WORKFLOW_PATH, content: githubWorkflow(project, SCRIPT) });
  }
  return files;
}

/**
 * Jest, with what it needs to run modules of ECMAScript. Not by `NODE_OPTIONS`, which the shell of
 * Windows would not read; and by its path, which is further up where a workspace has hoisted it.
 * Where it is not installed yet, it will be in the folder.
 */
export function jestCommand({ folder }: Project): string {
  const own = resolve(folder);
  let up = '';
  for (let at = own; !existsSync(join(at, JEST_SCRIPT)); at = dirname(at)) {
    if (dirname(at) === at) return `node --experimental-vm-modules ${JEST_SCRIPT}`;
    up += '../';
  }
  return `node --experimental-vm-modules ${up}${JEST_SCRIPT}`;
}

/**
 * Under Jest a `.mjs`, which is a module in every project and which no transform touches; under
 * Vitest what the project is written in.
 */
function testFile(project: Project): Pick<WantedFile, 'path' | 'content'> {
  const { framework, isTypeScript, isModule, testFolder, testSuffix } = project;
  const isTyped = framework === 'vitest' && isTypeScript;
  const extension = isTyped ? 'ts' : framework === 'vitest' && isModule ? 'js' : 'mjs';
  const path = posix.join(testFolder, `skerry.${testSuffix}.${extension}`);
  return { path, content: firstTest(project, isTyped) };
}

/** The script that is added; one of that name is somebody's own, as all others are. */
function scriptsFor(project: Project, testPath: string): Record<string, string> {
  const { framework, scripts } = project;
  const run = framework === 'vitest' ? 'vitest run' : jestCommand(project);
  return { [SCRIPT]: scripts[SCRIPT] ?? `${run} ${testPath}` };
}

/** package.json with other scripts, and otherwise as it was: indentation and line ends are kept. */
function withScripts(project: Project, scripts: Readonly<Record<string, string>>): string {
  const { manifestText } = project;
  if (Object.entries(scripts).every(([name, script]) => project.scripts[name] === script)) {
    return manifestText;
  }
  const text = manifestText.replace(/^\ufeff/, '');
  const manifest = JSON.parse(text) as Record<string, unknown>;
  manifest['scripts'] = { ...project.scripts, ...scripts };
  const indentation = /^[{]\s*\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const end = /\s*$/.exec(text)?.[0] ?? '\n';
  const lines = `${JSON.stringify(manifest, undefined, indentation)}${end.replaceAll('\r', '')}`;
  return text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines;
}

/** The text of .gitignore with a line for the folder, unless there is one. */
function withLine(text: string, line: string): string {
  const names = new Set([line, line.slice(0, -1), `/${line}`, `/${line.slice(0, -1)}`]);
  if (text.split(/\r?\n/).some((one) => names.has(one.trim()))) return text;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : `${text}${lineEnd}`;
  return `${before}${line}${lineEnd}`;
}
