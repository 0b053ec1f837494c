/**
 * The guide to one's own code is true: the files it shows are those of docs/examples, its tests run
 * in a project of their own, the output is what came out, and the repair repairs.
 * `npx vitest run test/docs --update` rewrites the output.
 */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, replaceBlock } from './markdown.js';
import type { Block } from './markdown.js';
import { Workspace } from './workspace.js';
import type { Tested } from './workspace.js';

const docs = (path: string): string =>
  fileURLToPath(new URL(`../../docs/${path}`, import.meta.url));
const guide = await readFile(docs('your-own-code.md'), 'utf8');
const blocks = blocksOf(guide);
const [store, tests, output, repair] = blocks as [Block, Block, Block, Block];

let workspace: Workspace;
let tested: readonly Tested[] = [];

beforeAll(async () => {
  workspace = await Workspace.create();
  await workspace.write('store.ts', store.content);
  await workspace.write('store.test.ts', tests.content);
  await workspace.write('repaired/store.ts', repaired(store.content));
  await workspace.write('repaired/repaired.test.ts', tests.content);
  tested = await workspace.test();
}, 240_000);

afterAll(() => workspace?.remove());

/** The store with the lines of the repair in place of the one that reads the clock. */
function repaired(program: string): string {
  const lines = program.split('\n');
  const wrong = lines.filter((line) => line.includes('Date.now()'));
  expect(wrong).toHaveLength(1);
  return program.replace(`${wrong[0]}\n`, repair.content);
}

test.each([store, tests])('$file is a file that one can copy', async ({ file, content }) => {
  const text = await readFile(docs(`examples/${file}`), 'utf8');
  expect(content).toBe(`// ${file}\n${text}`);
});

test('the program is about as long as the guide says', () => {
  const lines = store.content.split('\n').filter((line) => !/^\s*([/*]|$)/.test(line));
  expect(guide).toContain(`of ${lines.length} lines`);
});

test('the store survives all but wrong clocks, and its repair those as well', () => {
  const results = tested.map(({ file, name, message }) => [file, name, message?.slice(0, 28)]);
  results.sort(([left = ''], [right = '']) => left.localeCompare(right));
  expect(results).toEqual([
    ['repaired.test.ts', 'survives lost messages, partitions, pauses and crashes', undefined],
    ['repaired.test.ts', 'survives wrong clocks', undefined],
    ['store.test.ts', 'survives lost messages, partitions, pauses and crashes', undefined],
    ['store.test.ts', 'survives wrong clocks', 'VIOLATION of linearizable: l'],
  ]);
});

test('the counterexample is the one that came out', async () => {
  const message = tested.find(({ message }) => message?.includes('VIOLATION'))?.message ?? '';
  const truth = replaceBlock(guide, output, `${message}\n`);
  await expect(truth).toMatchFileSnapshot(docs('your-own-code.md'));
  expect(message).toMatch(/VIOLATION of linearizable: lost write/);
  expect(message).toMatch(/3 operations, \d → 1 fault, 0 stray messages/);
});

test('every link leads somewhere', () => {
  const links = [...guide.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(docs(path)))).toEqual([]);
});
