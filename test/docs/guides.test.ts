/**
 * The guides are true: their commands run through the built command line, and every output in them
 * is the one that came out. `npx vitest run test/docs --update` rewrites the outputs.
 */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, replaceBlock, stepsOf } from './markdown.js';
import { Workspace } from './workspace.js';

const GUIDES = ['faults.md'].map((name) =>
  fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)),
);

let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.create();
});

afterAll(() => workspace?.remove());

test.each(GUIDES)('%s shows what comes out', { timeout: 180_000 }, async (guide) => {
  const written = await readFile(guide, 'utf8');
  let truth = written;
  for (const block of blocksOf(written)) {
    expect(block.language).toBe('console');
    const shown: string[] = [];
    let last = 0;
    for (const { command } of stepsOf(block)) {
      const [program, name, ...parameters] = command.split(' ');
      if (program === 'echo') {
        shown.push(`$ ${command}\n${last}\n`);
        continue;
      }
      expect([program, name]).toEqual(['npx', 'skerry']);
      const { stdout, stderr, exitCode } = await workspace.skerry(parameters);
      expect([0, 1, 2], `${command}\n${stderr}`).toContain(exitCode);
      last = exitCode ?? -1;
      shown.push(`$ ${command}\n${stdout.trimEnd()}\n`);
    }
    truth = replaceBlock(truth, block, shown.join(''));
  }
  await expect(truth).toMatchFileSnapshot(guide);
});

test.each(GUIDES)('every link of %s leads somewhere', async (guide) => {
  const text = await readFile(guide, 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(join(dirname(guide), path)))).toEqual([]);
});
