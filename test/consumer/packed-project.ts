/**
 * A project as a user has it: a folder with the packed package installed. The package's own
 * dependencies, and the tools of the project, are those of this checkout, linked, so that no
 * registry is needed.
 */

import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** How a command ended, and what it printed. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package as it would be published. */
export interface PackedPackage {
  readonly tarball: string;
  /** What it holds, as paths from its root. */
  readonly contents: readonly string[];
  readonly version: string;
  remove(): Promise<void>;
}

/** A project in a temporary folder. */
export interface PackedProject {
  readonly folder: string;
  /** Runs a command in the project, without a terminal; a failure is an answer, not an error. */
  run(command: string, ...parameters: readonly string[]): Promise<Ended>;
  /** The same with more variables in the environment. */
  runWith(
    environment: Readonly<Record<string, string>>,
    command: string,
    ...parameters: readonly string[]
  ): Promise<Ended>;
  remove(): Promise<void>;
}

/** What is in a project before the package comes. */
export interface ProjectSettings {
  /** A folder to copy, beside this file. */
  readonly template?: string;
  /** Texts by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Packages besides the dependencies of ours. */
  readonly tools: readonly string[];
}

/** A project that has everything of another one installed. */
export type SiblingSettings = Omit<ProjectSettings, 'tools'>;

/** Packs what was last built. */
export async function packPackage(): Promise<PackedPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'skerry-packed-'));
  const { version } = await readManifest();
  // The build ran before the tests; building again would pull dist away from under other tests.
  const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await execa('npm', packing, { cwd: root });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return {
    tarball: join(folder, packed.filename),
    contents: packed.files.map(({ path }) => path),
    version,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Installs the package in a project of its own. */
export async function installProject(
  { tarball }: PackedPackage,
  { tools, ...settings }: ProjectSettings,
): Promise<PackedProject> {
  const project = await emptyProject(settings);
  const { folder } = project;
  const home = join(folder, 'node_modules', 'skerry');
  await mkdir(home, { recursive: true });
  await execa('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'], { cwd: folder });
  const { dependencies } = await readManifest();
  for (const name of [...Object.keys(dependencies), ...tools]) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', name), link, 'junction');
  }
  // Makes node_modules/.bin, as an installation does.
  await execa('npm', ['rebuild', '--offline', '--ignore-scripts'], { cwd: folder });
  return project;
}

/** A project of its own with what is installed in `project`. */
export async function besideProject(
  { folder }: PackedProject,
  settings: SiblingSettings,
): Promise<PackedProject> {
  const sibling = await emptyProject(settings);
  const link = join(sibling.folder, 'node_modules');
  await symlink(join(folder, 'node_modules'), link, 'junction');
  return sibling;
}

async function emptyProject({ template, files = {} }: SiblingSettings): Promise<PackedProject> {
  const folder = await mkdtemp(join(tmpdir(), 'skerry-consumer-'));
  if (template !== undefined) {
    await cp(fileURLToPath(new URL(template, import.meta.url)), folder, { recursive: true });
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  const runWith: PackedProject['runWith'] = async (environment, command, ...parameters) => {
    const { exitCode, stdout, stderr } = await execa(command, parameters, {
      cwd: folder,
      reject: false,
      stdin: 'ignore',
      env: { NO_COLOR: '1', FORCE_COLOR: undefined, CI: 'true', ...environment },
    });
    return { exitCode, stdout, stderr };
  };
  return {
    folder,
    run: (command, ...parameters) => runWith({}, command, ...parameters),
    runWith,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
}
