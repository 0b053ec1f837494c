/**
 * A folder of its own in which the examples of the documentation live: the files they show,
 * `skerry` as a project would have it, and the commands they run.
 */

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command came to. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

/** One test of an inner Vitest run: its message without the stack, when it failed. */
export interface Tested {
  readonly file: string;
  /** The same with the folders that it is in, under that of the tests. */
  readonly path: string;
  readonly name: string;
  readonly message: string | undefined;
}

export class Workspace {
  private constructor(readonly folder: string) {}

  static async create(): Promise<Workspace> {
    const folder = await mkdtemp(join(tmpdir(), 'skerry-docs-'));
    const modules = join(folder, 'node_modules');
    await mkdir(modules);
    await symlink(root, join(modules, 'skerry'), 'junction');
    for (const name of ['@types', 'fast-check', 'vitest']) {
      await symlink(join(root, 'node_modules', name), join(modules, name), 'junction');
    }
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
    return new Workspace(folder);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Test files go where the configuration of this repository looks for them. */
  async write(file: string, content: string): Promise<void> {
    const path = join(
      this.folder,
      file.endsWith('.ts') && !file.startsWith('test/') ? join('test', file) : file,
    );
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }

  /** Runs the built command line. */
  async skerry(parameters: readonly string[]): Promise<Ran> {
    return this.run(process.execPath, [join(root, 'dist/src/cli/main.js'), ...parameters]);
  }

  /** Type-checks everything written, against the built package; the complaints of the compiler. */
  async compile(): Promise<string> {
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2023',
      types: ['node'],
      strict: true,
      noUnusedLocals: true,
      noEmit: true,
      skipLibCheck: true,
    };
    const configuration = { compilerOptions, include: ['test'] };
    await writeFile(join(this.folder, 'tsconfig.json'), JSON.stringify(configuration));
    const { stdout, stderr } = await this.run('tsc', [
      '--project',
      this.folder,
      '--pretty',
      'false',
    ]);
    return stdout + stderr;
  }

  /** Runs every test written, one file after another in a process that loads the package once. */
  async test(): Promise<Tested[]> {
    const report = join(this.folder, 'report.json');
    const config = join(root, 'vitest.config.ts');
    const output = ['--reporter', 'json', '--outputFile', report];
    const together = ['--no-isolate', '--no-file-parallelism'];
    const where = ['--config', config, '--root', this.folder];
    await this.run('vitest', ['run', ...where, ...together, ...output]);
    const { testResults } = JSON.parse(await readFile(report, 'utf8')) as JsonReport;
    return testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ title, status, failureMessages }) => ({
        file: name.slice(name.lastIndexOf('/') + 1),
        path: name.slice(name.indexOf('/test/') + '/test/'.length),
        name: title,
        message: status === 'passed' ? undefined : withoutStack(failureMessages[0] ?? status),
      })),
    );
  }

  private async run(command: string, parameters: readonly string[]): Promise<Ran> {
    const { stdout, stderr, exitCode } = await execa(command, parameters, {
      cwd: this.folder,
      preferLocal: true,
      localDir: root,
      reject: false,
      env: { NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    return { stdout, stderr, exitCode };
  }
}

interface JsonReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function withoutStack(failure: string): string {
  return failure.replace(/^Error: /, '').replace(/\n {4}at [^]*$/, '');
}
