/**
 * `skerry init` in temporary projects of every kind: what it finds, what it writes, and that it
 * never overwrites. That the tests it writes pass and fail as they should is shown in
 * test/consumer.
 */

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cli, withFolder } from './in-process.js';
import type { CliResult } from './in-process.js';

type Files = Readonly<Record<string, string>>;

const VITEST = { devDependencies: { vitest: '^4.1.0', skerry: '*' } };
const JEST = { devDependencies: { jest: '^30.0.0', skerry: '*' }, scripts: { test: 'jest --ci' } };

const manifest = (content: object): string => `${JSON.stringify(content, undefined, 2)}\n`;

/** Every file below `folder` with its text. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    if ((await stat(path)).isFile())
      files[name.replaceAll('\\', '/')] = await readFile(path, 'utf8');
  }
  return files;
}

/** Runs init in a project of these files; `$` stands for its folder. */
async function init(
  given: Files,
  ...options: readonly string[]
): Promise<CliResult & { readonly files: Record<string, string> }> {
  return withFolder(async (folder) => {
    for (const [path, content] of Object.entries(given)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const result = await cli(['init', folder, ...options]);
    return { ...result, files: await filesOf(folder) };
  });
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}

const scriptsOf = (files: Files): Manifest['scripts'] =>
  (JSON.parse(files['package.json'] ?? '') as Manifest).scripts;

describe('a project', () => {
  const module = { type: 'module' };

  test.each([
    ['Vitest and TypeScript', { ...VITEST, ...module }, ['tsconfig.json'], 'test/skerry.test.ts'],
    ['Vitest and modules', { ...VITEST, ...module }, [], 'test/skerry.test.js'],
    ['Vitest and CommonJS', VITEST, [], 'test/skerry.test.mjs'],
    ['Jest and modules', { ...JEST, ...module }, [], 'test/skerry.test.mjs'],
    ['Jest and TypeScript', JEST, ['tsconfig.json'], 'test/skerry.test.mjs'],
    ['tests in a folder', VITEST, ['tests/a.test.js'], 'tests/skerry.test.mjs'],
    ['tests in __tests__', JEST, ['__tests__/a.js'], '__tests__/skerry.test.mjs'],
    ['tests in src', JEST, ['src/__tests__/a.test.js'], 'src/__tests__/skerry.test.mjs'],
    ['specifications', VITEST, ['test/a.spec.js', 'test/b.spec.cjs'], 'test/skerry.spec.mjs'],
  ])('with %s', async (_what, content, others, expected) => {
    const given = Object.fromEntries(others.map((path) => [path, '']));
    const { exitCode, files } = await init({ 'package.json': manifest(content), ...given });
    expect(exitCode).toBe(0);
    const added = Object.keys(files).filter((path) => !(path in given));
    expect(added.sort()).toEqual(['.gitignore', expected, 'package.json'].sort());
    expect(files['.gitignore']).toBe('.skerry/\n');
    expect(scriptsOf(files)['test:skerry']).toMatch(new RegExp(` ${expected}$`));
  });

  test.each([
    ['vitest', 'ts', { ...VITEST, ...module, devDependencies: { vitest: '4', typescript: '6' } }],
    ['vitest', 'js', { ...VITEST, ...module }],
    ['jest', 'mjs', JEST],
  ])('with %s gets a test in .%s', async (framework, extension, content) => {
    const { files } = await init({ 'package.json': manifest(content) });
    const text = files[`test/skerry.test.${extension}`];
    await expect(text).toMatchFileSnapshot(`golden/init.${framework}.test.${extension}.txt`);
  });

  test('with Jest gets the modules that Jest needs', async () => {
    const { files, stdout } = await init({ 'package.json': manifest(JEST) });
    expect(scriptsOf(files)).toEqual({
      test: 'jest --ci',
      'test:skerry':
        'node --experimental-vm-modules node_modules/jest/bin/jest.js test/skerry.test.mjs',
    });
    expect(stdout).toContain('changed     package.json  scripts: test:skerry\n');
    expect(stdout).toContain(
      'The script test runs Jest: Node needs --experimental-vm-modules there too, put there\n' +
        '  node --experimental-vm-modules node_modules/jest/bin/jest.js --ci',
    );
  });

  test('in a workspace finds the Jest that was hoisted', async () => {
    await withFolder(async (root) => {
      const folder = join(root, 'packages', 'a b');
      const script = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
      for (const path of [script, join(folder, 'package.json')]) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, path === script ? '' : manifest(JEST));
      }
      await cli(['init', folder]);
      const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
        readonly scripts: Readonly<Record<string, string>>;
      };
      expect(scripts['test:skerry']).toBe(
        'node --experimental-vm-modules ../../node_modules/jest/bin/jest.js test/skerry.test.mjs',
      );
    });
  });

  test('with Jest behind another command is told what Jest needs', async () => {
    const scripts = { test: 'cross-env A=1 jest' };
    const { files, stdout } = await init({ 'package.json': manifest({ ...JEST, scripts }) });
    expect(scriptsOf(files)['test']).toBe('cross-env A=1 jest');
    expect(stdout).toContain('NODE_OPTIONS=--experimental-vm-modules');
  });

  test('is told what is missing, and what is too old', async () => {
    const content = { devDependencies: { jest: '^29.1.0' } };
    const { stdout } = await init({ 'package.json': manifest(content), 'pnpm-lock.yaml': '' });
    expect(stdout).toContain('  pnpm add --dev skerry\n  pnpm run test:skerry\n');
    expect(stdout).toContain('package.json asks for jest ^29.1.0; skerry needs 30 or later.');
    const asked = await init({ 'package.json': '{}' }, '--framework', 'vitest');
    expect(asked.stdout).toContain('  npm install --save-dev skerry vitest\n');
  });

  test('keeps how its files are written', async () => {
    const text = '{\r\n\t"name": "a",\r\n\t"devDependencies": {\r\n\t\t"vitest": "4"\r\n\t}\r\n}';
    const { files } = await init({ 'package.json': text, '.gitignore': 'dist\r\nout' });
    expect(files['.gitignore']).toBe('dist\r\nout\r\n.skerry/\r\n');
    const script = '"test:skerry": "vitest run test/skerry.test.mjs"';
    expect(files['package.json']).toBe(
      `${text.slice(0, -3)},\r\n\t"scripts": {\r\n\t\t${script}\r\n\t}\r\n}`,
    );
  });

  test('that has a script and a line already keeps them', async () => {
    const content = manifest({ ...VITEST, scripts: { 'test:skerry': 'mine' } });
    const { files } = await init({ 'package.json': content, '.gitignore': 'a\n/.skerry\nb\n' });
    expect(files['package.json']).toBe(content);
    expect(files['.gitignore']).toBe('a\n/.skerry\nb\n');
  });
});

describe('a workflow', () => {
  interface Step {
    readonly run?: string;
    readonly uses?: string;
    readonly if?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }
  interface Workflow {
    readonly jobs: { readonly skerry: { readonly steps: readonly Step[] } };
  }

  test.each([
    ['package-lock.json', ['npm ci', 'npm run test:skerry']],
    ['README.md', ['npm install', 'npm run test:skerry']],
    [
      'pnpm-lock.yaml',
      ['corepack enable', 'pnpm install --frozen-lockfile', 'pnpm run test:skerry'],
    ],
    ['yarn.lock', ['corepack enable', 'yarn install --frozen-lockfile', 'yarn run test:skerry']],
  ])('of a project with %s runs the test and keeps the report', async (lock, commands) => {
    const given = { 'package.json': manifest(VITEST), [lock]: '' };
    const { files } = await init(given, '--ci', 'github');
    const { jobs } = parse(files['.github/workflows/skerry.yml'] ?? '') as Workflow;
    const { steps } = jobs.skerry;
    expect(steps.flatMap(({ run }) => run ?? [])).toEqual(commands);
    const upload = steps.at(-1);
    expect(upload).toMatchObject({ uses: 'actions/upload-artifact@v4', if: 'failure()' });
    // A folder whose name begins with a dot is left out otherwise.
    expect(upload?.with).toMatchObject({ path: '.skerry/', 'include-hidden-files': true });
  });

  test('below the root of a repository is said to be out of sight', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, '.git'));
      await mkdir(join(folder, 'inner'));
      await writeFile(join(folder, 'inner/package.json'), manifest(VITEST));
      const { stdout } = await cli(['init', join(folder, 'inner'), '--ci', 'github']);
      expect(stdout).toContain('This folder is not the root of its repository');
      await writeFile(join(folder, 'package.json'), manifest(VITEST));
      const whole = await cli(['init', folder, '--ci', 'github']);
      expect(whole.stdout).not.toContain('root of its repository');
    });
  });
});

describe('what is there', () => {
  const given = { 'package.json': manifest(VITEST), 'test/skerry.test.mjs': 'mine\n' };

  test('is not overwritten, and then nothing is written', async () => {
    const { exitCode, files, stdout, stderr } = await init(given, '--ci', 'github');
    expect(exitCode).toBe(64);
    expect(files).toEqual(given);
    expect(stderr).toContain('test/skerry.test.mjs is there already: nothing was written');
    expect(stdout).toContain('  in the way  test/skerry.test.mjs\n');
    expect(stdout).toContain('  to create   .github/workflows/skerry.yml\n');
    expect(stdout).toContain('--- test/skerry.test.mjs\n  /**\n   * Written by skerry init:');
    expect(stdout).toContain('--- .github/workflows/skerry.yml\n  # Written by skerry init');
  });

  test('is replaced by force', async () => {
    const { exitCode, files, stdout } = await init(given, '--force');
    expect(exitCode).toBe(0);
    expect(files['test/skerry.test.mjs']).toContain('Written by skerry init');
    expect(stdout).toContain('  replaced    test/skerry.test.mjs\n');
  });

  test('is left alone by a dry run, which says what it would write', async () => {
    const project = { 'package.json': manifest(VITEST) };
    const { exitCode, files, stdout } = await init(project, '--dry-run');
    expect(exitCode).toBe(0);
    expect(files).toEqual(project);
    expect(stdout).toContain('  to create   test/skerry.test.mjs\n');
    expect(stdout).toContain('  to change   package.json  scripts: test:skerry\n');
    expect(stdout).toContain("  import 'skerry/vitest';\n");
  });

  test('stays as it was in a second run', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'package.json'), manifest(JEST));
      await cli(['init', folder, '--ci', 'github']);
      const before = await filesOf(folder);
      const { exitCode, stdout } = await cli(['init', folder, '--ci', 'github']);
      expect(exitCode).toBe(0);
      expect(await filesOf(folder)).toEqual(before);
      expect(stdout.match(/ {2}as it was /g)).toHaveLength(4);
    });
  });

  test('comes back when not everything can be written', async () => {
    const project = { 'package.json': manifest(VITEST), '.gitignore': 'a\n', '.github': 'a file' };
    const { exitCode, files } = await init(project, '--ci', 'github');
    expect(exitCode).not.toBe(0);
    expect(files).toEqual(project);
  });
});

describe('wrong use', () => {
  test.each([
    ['no project', {}, [], 65, /there is no package\.json in .*: init writes into a project/],
    ['no JSON', { 'package.json': '{' }, [], 65, /package\.json is no JSON/],
    ['no manifest', { 'package.json': '{"scripts":3}' }, [], 65, /package\.json: scripts: /],
    ['no framework', { 'package.json': '{}' }, [], 64, /neither vitest nor jest is in the depend/],
    [
      'two frameworks',
      { 'package.json': manifest({ dependencies: { vitest: '4', jest: '30' } }) },
      [],
      64,
      /both vitest and jest are in the dependencies .*: say --framework vitest or/,
    ],
    ['another framework', { 'package.json': '{}' }, ['--framework', 'mocha'], 64, /mocha/],
    ['another CI', { 'package.json': '{}' }, ['--ci', 'jenkins'], 64, /jenkins/],
  ])('with %s is explained', async (_what, given: Files, options, exitCode, message) => {
    const result = await init(given, ...options);
    expect(result).toMatchObject({ exitCode, files: given });
    expect(result.stderr).toMatch(message);
  });
});
