/**
 * The README is true: its files are written, its commands run through the built command line, its
 * tests run, and every output in it is the one that came out. `npx vitest run test/docs --update`
 * rewrites the outputs.
 */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksOf, replaceBlock, stepsOf } from './markdown.js';
import type { Block, Step } from './markdown.js';
import { Workspace } from './workspace.js';
import type { Ran, Tested } from './workspace.js';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
const readme = await readFile(README, 'utf8');
const { scripts } = JSON.parse(
  await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly scripts: Readonly<Record<string, string>> };

const blocks = blocksOf(readme);
const sessions = blocks.filter(({ language }) => language === 'console' || language === 'sh');
const programs = blocks.filter(({ language }) => language === 'ts');
const KNOWN = new Set(['console', 'sh', 'ts', 'js', 'edn', 'text']);

let workspace: Workspace;
let tested: readonly Tested[] = [];
/** What the README would be with the outputs of today. */
let truth = readme;

beforeAll(async () => {
  workspace = await Workspace.create();
  for (const { file, content } of blocks) {
    if (file !== undefined) await workspace.write(file, content);
  }
});

afterAll(() => workspace?.remove());

test('every block is of a kind that is executed', () => {
  expect(blocks.filter(({ language }) => !KNOWN.has(language))).toEqual([]);
  expect(programs.filter(({ file }) => file === undefined)).toEqual([]);
});

describe('commands', () => {
  test.each(sessions)('line $line', { timeout: 120_000 }, async (block) => {
    let last: Ran = { stdout: '', stderr: '', exitCode: 0 };
    let session = '';
    for (const step of stepsOf(block)) {
      const output = await outputOf(step, last);
      if ('exitCode' in output) last = output;
      expect([0, 1, 2], `${step.command}\n${last.stderr}`).toContain(last.exitCode);
      session += `$ ${step.command}\n${output.stdout.trimEnd()}\n\n`;
    }
    if (block.language === 'console') {
      truth = replaceBlock(
        truth,
        block,
        `${session.replaceAll(/\n{2,}\$ echo/g, '\n$ echo').trimEnd()}\n`,
      );
    }
  });
});

describe('programs', () => {
  test('compile', async () => expect(await workspace.compile()).toBe(''), 120_000);

  test('run', async () => {
    tested = await workspace.test();
    const files = programs.map(({ file }) => file).filter((file) => file?.endsWith('.test.ts'));
    expect(new Set(tested.map(({ file }) => file))).toEqual(new Set(files));
  }, 120_000);

  test.each(programs)('$file', (program) => {
    const failed = tested.filter(
      ({ file, message }) => file === program.file && message !== undefined,
    );
    const output = outputBelow(program);
    if (output === undefined) return expect(failed).toEqual([]);
    expect(failed).toHaveLength(1);
    truth = replaceBlock(truth, output, `${failed[0]?.message ?? ''}\n`);
  });
});

test('every link leads somewhere', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(dirname(README), path)))).toEqual([]);
});

test('every output is the one that came out', async () => {
  const name = /\babd-[0-9a-f]{6}\b/;
  const found = name.exec(truth.slice(truth.indexOf('VIOLATION')))?.[0] ?? '';
  await expect(truth.replaceAll(new RegExp(name, 'g'), found)).toMatchFileSnapshot(README);
});

/** Runs one command; those of npm are looked up. */
async function outputOf({ command }: Step, last: Ran): Promise<Ran | { readonly stdout: string }> {
  const [program = '', ...parameters] = command.split(' ');
  if (program === 'echo') return { stdout: String(last.exitCode) };
  if (program === 'npx' && parameters[0] === 'skerry') return workspace.skerry(parameters.slice(1));
  expect(program, command).toBe('npm');
  if (command === 'npm ci') return { stdout: '' };
  if (command === 'npm start') {
    expect(scripts['start']).toMatch(/node dist\/src\/cli\/main\.js demo$/);
    return workspace.skerry(['demo']);
  }
  const script = parameters[0] === 'run' ? parameters[1] : parameters[0];
  expect(scripts, command).toHaveProperty([script ?? '']);
  return { stdout: '' };
}

/** The `text` block that follows a program: the message with which it fails. */
function outputBelow(program: Block): Block | undefined {
  const next = blocks[blocks.indexOf(program) + 1];
  return next?.language === 'text' ? next : undefined;
}
