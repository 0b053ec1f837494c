/**
 * A project as a user has it: an empty folder with the packed package installed. The package's own
 * dependencies are those of this checkout, linked, so that no registry is needed.
 */

import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
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

/** A project in a temporary folder. */
export interface PackedProject {
  readonly folder: string;
  /** What the package holds, as paths from its root. */
  readonly contents: readonly string[];
  readonly version: string;
  /** Runs a command in the project, without a terminal; a failure is an answer, not an error. */
  run(command: string, ...parameters: readonly string[]): Promise<Ended>;
  remove(): Promise<void>;
}

/** Packs what was last built and installs it. */
export async function packProject(): Promise<PackedProject> {
  const folder = await mkdtemp(join(tmpdir(), 'skerry-consumer-'));
  const { dependencies, version } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  ) as Manifest;
  await cp(fileURLToPath(new URL('project', import.meta.url)), folder, { recursive: true });
  // The build ran before the tests; building again would pull dist away from under other tests.
  const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await execa('npm', packing, { cwd: root });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const home = join(folder, 'node_modules', 'skerry');
  await mkdir(home, { recursive: true });
  await execa('tar', ['-xzf', packed.filename, '-C', home, '--strip-components=1'], {
    cwd: folder,
  });
  const tools = ['vitest', 'typescript', '@types/node'];
  for (const name of [...Object.keys(dependencies), ...tools]) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', name), link, 'junction');
  }
  // Makes node_modules/.bin, as an installation does.
  await execa('npm', ['rebuild', '--offline', '--ignore-scripts'], { cwd: folder });
  return {
    folder,
    contents: packed.files.map(({ path }) => path),
    version,
    run: async (command, ...parameters) => {
      const { exitCode, stdout, stderr } = await execa(command, parameters, {
        cwd: folder,
        reject: false,
        stdin: 'ignore',
        env: { NO_COLOR: '1', FORCE_COLOR: undefined, CI: 'true' },
      });
      return { exitCode, stdout, stderr };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
