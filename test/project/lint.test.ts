/**
 * The lint rules fire: each is shown a piece of code with the defect it is there for. A rule that a
 * new version of the linter renames or drops would otherwise pass everything in silence.
 */

import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** For each rule a file it must complain about; the path decides which overrides apply. */
const defects: Readonly<Record<string, readonly [path: string, code: string]>> = {
  'eslint(eqeqeq)': ['src/run/a.ts', `export const same = (a: number, b: number) => a == b;`],
  'eslint(no-console)': ['src/run/b.ts', `console.log(1);`],
  'eslint(no-var)': ['src/run/c.ts', `export var loose = 1;`],
  'eslint(prefer-const)': ['src/run/d.ts', `let fixed = 1; export const copy = fixed;`],
  'eslint(no-restricted-globals)': ['src/simulator/e.ts', `setTimeout(() => undefined, 1);`],
  'eslint(no-restricted-properties)': ['checkers/f.ts', `export const dice = Math.random();`],
  'import(no-cycle)': ['src/run/g.ts', `import { h } from './h.js'; export const g = () => h;`],
  'import(no-default-export)': ['src/run/i.ts', `export default 1;`],
  'typescript(consistent-type-imports)': [
    'src/run/j.ts',
    `import { Shape } from './k.js'; export const shape: Shape = { x: 1 };`,
  ],
  'typescript(no-deprecated)': [
    'src/run/l.ts',
    `/** @deprecated */ const old = (): number => 1; export const used = old();`,
  ],
  'typescript(no-explicit-any)': ['src/run/m.ts', `export function take(_: any): void {}`],
  'typescript(no-floating-promises)': [
    'src/run/n.ts',
    `async function work(): Promise<void> {} export function go(): void { work(); }`,
  ],
  'typescript(no-misused-promises)': [
    'src/run/o.ts',
    `export const all = (list: number[]) => list.forEach(async () => { await null; });`,
  ],
  'typescript(no-unnecessary-type-assertion)': [
    'src/run/p.ts',
    `export const text = (given: string): string => given as string;`,
  ],
  'typescript(no-unsafe-argument)': [
    'src/run/q.ts',
    `export const n = Number.parseInt(JSON.parse(''));`,
  ],
  'typescript(no-unsafe-assignment)': [
    'src/run/r.ts',
    `export const value: string = JSON.parse('');`,
  ],
  'typescript(no-unsafe-call)': ['src/run/s.ts', `JSON.parse('')();`],
  'typescript(no-unsafe-member-access)': [
    'src/run/t.ts',
    `export const x: unknown = JSON.parse('').x;`,
  ],
  'typescript(no-unsafe-return)': ['src/run/u.ts', `export const parse = () => JSON.parse('');`],
  'typescript(only-throw-error)': [
    'src/run/v.ts',
    `export function fail(): never { throw 'text'; }`,
  ],
  'typescript(prefer-promise-reject-errors)': [
    'src/run/w.ts',
    `export const rejected = (): Promise<never> => Promise.reject('text');`,
  ],
  'typescript(switch-exhaustiveness-check)': [
    'src/run/y.ts',
    `export function only(kind: 'a' | 'b'): number {
      switch (kind) { case 'a': return 1; } return 0; }`,
  ],
  'unicorn(prefer-node-protocol)': ['src/run/z.ts', `import fs from 'fs'; fs.readdirSync('.');`],
  'vitest(no-focused-tests)': [
    'test/focused.test.ts',
    `import { expect, test } from 'vitest'; test.only('x', () => expect(1).toBe(1));`,
  ],
};

const helpers: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'src/run/h.ts': `import { g } from './g.js'; export const h = (): unknown => g;`,
  'src/run/k.ts': `export interface Shape { readonly x: number }`,
};

let folder = '';
let complaints: readonly { readonly code: string; readonly filename: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skerry-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json'])
    await cp(join(root, name), join(folder, name));
  // The type-aware rules run in a program of their own, which is looked for in the project that is
  // linted.
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, code] of [...Object.entries(helpers), ...Object.values(defects)]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${code}\n`);
  }
  const { stdout } = await execa('oxlint', ['--format=json', 'src', 'checkers', 'test'], {
    cwd: folder,
    preferLocal: true,
    localDir: root,
    reject: false,
  });
  complaints = (JSON.parse(stdout) as { diagnostics: typeof complaints }).diagnostics;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(Object.entries(defects))('%s fires', (rule, [path]) => {
  expect(complaints).toContainEqual(expect.objectContaining({ code: rule, filename: path }));
});
