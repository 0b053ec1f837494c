/**
 * What `skerry init` has to know of a project before it writes into it: read from package.json and
 * from the names of files, without running anything of the project.
 */

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import { escapeText } from '../../report/escape.js';
import { CommandError, EXIT, usageError } from '../exit-codes.js';

/** The test frameworks that have matchers. */
export const FRAMEWORKS = ['vitest', 'jest'] as const;

/** One of {@link FRAMEWORKS}. */
export type Framework = (typeof FRAMEWORKS)[number];

/** A project as it was found. */
export interface Project {
  readonly folder: string;
  readonly framework: Framework;
  /** Whether package.json names the framework; otherwise it was asked for. */
  readonly hasFramework: boolean;
  /** The range of the framework in package.json; empty where there is none. */
  readonly frameworkRange: string;
  readonly hasSkerry: boolean;
  readonly isModule: boolean;
  readonly isTypeScript: boolean;
  /** Where tests are, from the folder and with slashes. */
  readonly testFolder: string;
  /** `test` or `spec`, as other tests are called. */
  readonly testSuffix: 'test' | 'spec';
  readonly packageManager: 'npm' | 'pnpm' | 'yarn';
  readonly hasLockFile: boolean;
  /** Whether the folder is the root of its repository, where CI looks for workflows. */
  readonly isRepositoryRoot: boolean;
  /** The text of package.json. */
  readonly manifestText: string;
  readonly scripts: Readonly<Record<string, string>>;
}

const dependencies = z.record(z.string(), z.string()).optional();
const manifestSchema = z.looseObject({
  type: z.string().optional(),
  scripts: z.record(z.string(), z.string()).optional(),
  dependencies,
  devDependencies: dependencies,
  peerDependencies: dependencies,
});

/** In the order of preference. */
const TEST_FOLDERS = ['test', 'tests', '__tests__', 'src/__tests__', 'spec'];

/**
 * Looks at the project in `folder`; `wanted` is the framework that was asked for.
 * @throws CommandError when there is no readable package.json, and when it does not say which of
 * the frameworks is used and nobody else does.
 */
export async function findProject(folder: string, wanted?: Framework): Promise<Project> {
  const manifestText = await readManifest(folder);
  const manifest = parseManifest(manifestText, join(folder, 'package.json'));
  const installed = {
    ...manifest.peerDependencies,
    ...manifest.dependencies,
    ...manifest.devDependencies,
  };
  const framework = wanted ?? frameworkOf(installed);
  const has = (name: string): boolean => existsSync(join(folder, name));
  const testFolder = TEST_FOLDERS.find(has) ?? 'test';
  return {
    folder,
    framework,
    hasFramework: Object.hasOwn(installed, framework),
    frameworkRange: installed[framework] ?? '',
    hasSkerry: Object.hasOwn(installed, 'skerry'),
    isModule: manifest.type === 'module',
    isTypeScript: has('tsconfig.json') || Object.hasOwn(installed, 'typescript'),
    testFolder,
    testSuffix: await suffixIn(join(folder, testFolder)),
    packageManager: has('pnpm-lock.yaml') ? 'pnpm' : has('yarn.lock') ? 'yarn' : 'npm',
    hasLockFile: ['pnpm-lock.yaml', 'yarn.lock', 'package-lock.json'].some(has),
    isRepositoryRoot: repositoryRoot(folder) === resolve(folder),
    manifestText,
    scripts: manifest.scripts ?? {},
  };
}

async function readManifest(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, 'package.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const place = escapeText(resolve(folder), { lengthMax: 200 });
    throw new CommandError(
      `there is no package.json in ${place}: init writes into a project; npm init makes one`,
      EXIT.badInput,
    );
  }
}

function parseManifest(text: string, path: string): z.infer<typeof manifestSchema> {
  const where = escapeText(path, { lengthMax: 200 });
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new CommandError(`${where} is no JSON`, EXIT.badInput);
  }
  const parsed = manifestSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = escapeText(issue?.path.join('.') ?? '', { lengthMax: 100 });
  throw new CommandError(`${where}: ${field}: ${issue?.message ?? ''}`, EXIT.badInput);
}

function frameworkOf(installed: Readonly<Record<string, string>>): Framework {
  const [first, second] = FRAMEWORKS.filter((name) => Object.hasOwn(installed, name));
  if (first !== undefined && second === undefined) return first;
  const found = first === undefined ? 'neither vitest nor jest is' : 'both vitest and jest are';
  throw usageError(
    `${found} in the dependencies of package.json: say --framework vitest or --framework jest`,
  );
}

/** The suffix that most tests in the folder have. */
async function suffixIn(folder: string): Promise<'test' | 'spec'> {
  if (!existsSync(folder)) return 'test';
  const names = await readdir(folder);
  const count = (suffix: string): number =>
    names.filter((name) => new RegExp(`\\.${suffix}\\.[cm]?[jt]sx?$`).test(name)).length;
  return count('spec') > count('test') ? 'spec' : 'test';
}

/** The folder around `folder` that holds `.git`; `folder` itself when there is none. */
function repositoryRoot(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return resolve(folder);
  }
}
