/**
 * The package as users get it: packed, installed in an empty project, and used there by the command
 * line, by a typed program, and by tests with the matchers.
 */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { installProject, packPackage } from './packed-project.js';
import type { PackedPackage, PackedProject } from './packed-project.js';

let packed: PackedPackage;
let project: PackedProject;

beforeAll(async () => {
  packed = await packPackage();
  const tools = ['vitest', 'typescript', '@types/node'];
  project = await installProject(packed, { template: 'project', tools });
});

afterAll(() => Promise.all([packed?.remove(), project?.remove()]));

test('the package holds what users need, and nothing else', () => {
  const { contents } = packed;
  const needed = [
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'package.json',
    'dist/src/index.js',
    'dist/src/index.d.ts',
    'dist/src/cli/main.js',
    'dist/src/vitest/index.js',
    'dist/src/jest/index.js',
    'dist/src/browser/page.js',
    'dist/src/browser/page.css',
    'dist/checkers/index.js',
    'dist/workloads/index.js',
  ];
  expect(needed.filter((path) => !contents.includes(path))).toEqual([]);
  const built = /^dist\/(src|checkers|workloads)\/.*\.(js|js\.map|d\.ts)$/;
  expect(contents.filter((path) => !needed.includes(path) && !built.test(path))).toEqual([]);
});

test('the command line tells its version and what it knows', async () => {
  const version = await project.run('npx', '--no', '--', 'skerry', '--version');
  expect(version).toMatchObject({ exitCode: 0, stdout: packed.version });
  const list = await project.run('npx', '--no', '--', 'skerry', 'list');
  expect(list.exitCode).toBe(0);
  expect(list.stdout).toContain('abd');
  expect(list.stdout).toContain('cas-register');
});

test.each([
  ['legal.edn', 0],
  ['illegal.edn', 1],
  ['missing.edn', 65],
])('skerry check %s exits with %i', async (file, exitCode) => {
  const checked = await project.run(
    'npx',
    '--no',
    '--',
    'skerry',
    'check',
    file,
    '--model',
    'register',
  );
  expect(checked).toMatchObject({ exitCode });
});

test('skerry check explains what is wrong', async () => {
  const parameters = ['check', 'illegal.edn', '--model', 'register'];
  const { stdout } = await project.run('npx', '--no', '--', 'skerry', ...parameters);
  expect(stdout).toContain('write');
  expect(stdout).toContain('read');
  expect(stdout).toContain('VIOLATION of linearizable');
});

test(
  'a typed program compiles against the package, and runs on it',
  { timeout: 120_000 },
  async () => {
    const built = await project.run('npx', '--no', '--', 'tsc');
    expect(built).toMatchObject({ stdout: '', exitCode: 0 });
    const ran = await project.run('node', 'out/program.js', 'illegal.edn');
    expect(ran).toMatchObject({ stdout: 'non-linearizable\nlegal\nregister', exitCode: 0 });
  },
);

test('the matchers have types, in the first test of init too', { timeout: 120_000 }, async () => {
  const init = ['skerry', 'init', '--framework', 'vitest'];
  expect(await project.run('npx', '--no', '--', ...init)).toMatchObject({ exitCode: 0 });
  const checked = await project.run('npx', '--no', '--', 'tsc', '--project', 'tsconfig.tests.json');
  expect(checked).toMatchObject({ stdout: '', exitCode: 0 });
});

test('the matchers pass where all is well', async () => {
  const tested = await project.run('npx', '--no', '--', 'vitest', 'run', 'passing');
  expect(tested, tested.stderr).toMatchObject({ exitCode: 0 });
  expect(tested.stdout).toMatch(/Tests\s+2 passed/);
});

test('the matchers fail with the report', async () => {
  const tested = await project.run('npx', '--no', '--', 'vitest', 'run', 'failing');
  const output = `${tested.stdout}\n${tested.stderr}`;
  expect(tested.exitCode).toBe(1);
  expect(output).toMatch(/Tests\s+2 failed/);
  // The headline, the operations on their timelines, and the file to see it again.
  expect(output).toContain('VIOLATION of linearizable');
  expect(output).toContain('write 1');
  expect(output).toMatch(/\.skerry\/\S+\.json/);
});
