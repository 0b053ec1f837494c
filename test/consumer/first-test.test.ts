/**
 * What somebody meets who tries skerry in a project: `skerry init`, a first test that passes, a
 * bug that turns it red, and a report where the message and the workflow say it is. With Vitest and
 * with Jest.
 */

import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { besideProject, installProject, packPackage } from './packed-project.js';
import type { Ended, PackedPackage, PackedProject } from './packed-project.js';

/** A package manager, a test framework, and simulations, one after the other. */
const SPAWNING = { timeout: 120_000 };

let packed: PackedPackage;
let installed: PackedProject;

beforeAll(async () => {
  packed = await packPackage();
  installed = await installProject(packed, { tools: ['vitest', 'jest'] });
});

afterAll(() => Promise.all([packed?.remove(), installed?.remove()]));

const manifest = (framework: string, others: object): string =>
  JSON.stringify({
    name: 'sample',
    private: true,
    devDependencies: { [framework]: '*', skerry: '*' },
    ...others,
  });

describe.each([
  {
    framework: 'vitest',
    files: { 'package.json': manifest('vitest', { type: 'module' }), 'tsconfig.json': '{}' },
    testFile: 'test/skerry.test.ts',
    passed: /Tests\s+2 passed/,
  },
  {
    framework: 'jest',
    files: { 'package.json': manifest('jest', { scripts: { test: 'jest' } }) },
    testFile: 'test/skerry.test.mjs',
    passed: /Tests:\s+2 passed/,
  },
])('a project with $framework', ({ files, testFile, passed }) => {
  let project: PackedProject;
  let initialised: Ended;
  /** The command of the workflow, and where it looks for a report. */
  let command: readonly string[] = [];
  let artefacts = '';

  beforeAll(async () => {
    project = await besideProject(installed, { files });
    initialised = await project.run('npx', '--no', '--', 'skerry', 'init', '--ci', 'github');
    const path = join(project.folder, '.github/workflows/skerry.yml');
    const { jobs } = parse(await readFile(path, 'utf8')) as {
      readonly jobs: {
        readonly skerry: { readonly steps: { run?: string; with?: { path?: string } }[] };
      };
    };
    const { steps } = jobs.skerry;
    command =
      steps
        .flatMap(({ run }) => run ?? [])
        .at(-1)
        ?.split(' ') ?? [];
    artefacts = steps.at(-1)?.with?.path ?? '';
  });

  afterAll(() => project?.remove());

  /** Runs the first test as the workflow does. */
  const runTest = (environment: Readonly<Record<string, string>>): Promise<Ended> => {
    const [program = '', ...parameters] = command;
    return project.runWith(environment, program, ...parameters);
  };

  test('gets a first test', () => {
    expect(initialised, initialised.stderr).toMatchObject({ exitCode: 0 });
    expect(initialised.stdout).toContain(`created     ${testFile}`);
    expect(existsSync(join(project.folder, testFile))).toBe(true);
    expect(command).toEqual(['npm', 'run', 'test:skerry']);
  });

  test('passes it', SPAWNING, async () => {
    const { exitCode, stdout, stderr } = await runTest({});
    expect(`${stdout}\n${stderr}`).toMatch(passed);
    expect(exitCode).toBe(0);
    expect(await readdir(join(project.folder, artefacts))).toEqual(['history.jsonl']);
  });

  test('fails it with a bug, and the report is where it is said to be', SPAWNING, async () => {
    const { exitCode, stdout, stderr } = await runTest({ SEEDED_BUG: '1' });
    const output = `${stdout}\n${stderr}`;
    expect(exitCode).toBe(1);
    expect(output).toContain('VIOLATION of linearizable');
    for (const [label, extension] of [
      ['saved', 'json'],
      ['page', 'html'],
    ] as const) {
      const named = new RegExp(`^ *${label} +(\\S+\\.${extension})$`, 'm').exec(output)?.[1] ?? '';
      const path = join(project.folder, named);
      expect(await readFile(path, 'utf8')).toContain('sample');
      expect(relative(join(project.folder, artefacts), path)).toMatch(/^sample-\w+\.(json|html)$/);
    }
  });
});
