/**
 * The example of a recorder in each language: how it is built and run, with nothing but what the
 * language's own distribution holds.
 */

import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa, ExecaError } from 'execa';

/** A program that records a history into a file. */
export interface Example {
  readonly name: string;
  /** Its strings may hold halves of characters. */
  readonly hasLoneSurrogates: boolean;
  /** Builds it below `folder`; answers the command that runs it. */
  readonly build: Build;
  /** The same of the program in stores/, which uses nothing of the example but the recorder. */
  readonly buildStore: Build;
}

type Build = (folder: string) => Promise<readonly [string, ...string[]]>;

const RECORDERS = fileURLToPath(new URL('../../docs/examples/recorders', import.meta.url));
const STORES = fileURLToPath(new URL('stores', import.meta.url));

/** The examples that docs/history-format.md names. */
export const examples: readonly Example[] = [
  {
    name: 'Go',
    hasLoneSurrogates: false,
    build: (folder) => buildGo(folder, join(RECORDERS, 'go')),
    buildStore: async (folder) => {
      const sources = join(folder, 'sources');
      await mkdir(sources);
      for (const name of ['go.mod', 'recorder.go']) {
        await copyFile(join(RECORDERS, 'go', name), join(sources, name));
      }
      await copyFile(join(STORES, 'store.go'), join(sources, 'main.go'));
      return buildGo(folder, sources);
    },
  },
  {
    name: 'Python',
    hasLoneSurrogates: true,
    build: async () => {
      await run('Python', 'python3', ['--version']);
      // Without -B it would leave its cache beside the example.
      return ['python3', '-B', join(RECORDERS, 'python', 'main.py')];
    },
    buildStore: async (folder) => {
      const program = join(folder, 'store.py');
      await copyFile(join(STORES, 'store.py'), program);
      await copyFile(join(RECORDERS, 'python', 'recorder.py'), join(folder, 'recorder.py'));
      return ['python3', '-B', program];
    },
  },
  {
    name: 'Java',
    hasLoneSurrogates: true,
    build: (folder) => buildJava(folder, join(RECORDERS, 'java'), 'Main'),
    buildStore: (folder) => buildJava(folder, STORES, 'Store'),
  },
];

async function buildGo(folder: string, cwd: string): ReturnType<Build> {
  const binary = join(folder, 'recorder');
  // Off the network: it needs no module but its own.
  const env = { GOCACHE: join(folder, 'cache'), GOFLAGS: '-mod=mod', GOPROXY: 'off' };
  await run('Go', 'go', ['vet', '.'], { cwd, env });
  await run('Go', 'go', ['build', '-o', binary, '.'], { cwd, env });
  return [binary];
}

async function buildJava(folder: string, from: string, main: string): ReturnType<Build> {
  const classes = join(folder, 'classes');
  await mkdir(classes);
  const sources = [join(from, `${main}.java`), join(RECORDERS, 'java', 'Recorder.java')];
  await run('Java', 'javac', ['-Xlint:all', '-Werror', '-d', classes, ...sources]);
  return ['java', '-cp', classes, main];
}

/** Runs a tool; a missing one is a failure with a sentence that says what to install. */
async function run(
  language: string,
  tool: string,
  argv: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  try {
    await execa(tool, argv, options);
  } catch (error) {
    if (error instanceof ExecaError && error.code === 'ENOENT') throw missing(language, tool);
    throw error;
  }
}

/** What a machine without the tool is told. */
function missing(language: string, tool: string): Error {
  return new Error(
    `the example in ${language} needs ${tool}, which is not installed; on Debian: ` +
      'apt-get install golang-go python3 default-jdk-headless',
  );
}
