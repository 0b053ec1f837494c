/**
 * The guides are true: their files are written, their commands run, their programs compile and run,
 * and every output in them is the one that came out. Each guide has a folder of its own; programs
 * of all of them are compiled at once and run at once. `npx vitest run test/docs --update` rewrites
 * the outputs.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { decodeEvents } from '../../src/history/codecs/index.js';
import { blocksOf, replaceBlock, stepsOf } from './markdown.js';
import type { Block } from './markdown.js';
import { inFolder, savedIn } from './session.js';
import { Workspace } from './workspace.js';
import type { Tested } from './workspace.js';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const root = dirname(docs);

/** Run by a test of its own. */
const ELSEWHERE = new Set(['your-own-code.md']);

interface Guide {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      { readonly steps: readonly { readonly uses?: string; readonly with?: object }[] }
    >
  >;
}

const guides = readdirSync(docs)
  .filter((name) => name.endsWith('.md') && !ELSEWHERE.has(name))
  .map((name): Guide => {
    const path = join(docs, name);
    const text = readFileSync(path, 'utf8');
    return { path, name: basename(name, '.md'), text, blocks: blocksOf(text) };
  });
const programs = guides.flatMap((guide) =>
  guide.blocks
    .filter(({ language }) => language === 'ts')
    .map((block) => ({ guide, block, title: `${guide.name}, line ${block.line}` })),
);

/** Commands that only name what another step of the same guide, or another test, runs. */
const NAMED =
  /^npm (install --save-dev [\w ./-]+|test|run [\w:-]+)$|^npx (vitest( run)?|jest)( .*)?$/;

/** Languages of blocks that have an output. */
const RUN = new Set(['console', 'sh', 'ts']);

let workspace: Workspace;
let tested: readonly Tested[] = [];
let complaints = '';

beforeAll(async () => {
  workspace = await Workspace.create();
  for (const { name, blocks } of guides) {
    await mkdir(join(workspace.folder, 'test', name), { recursive: true });
    for (const { file, content } of blocks) {
      if (file === undefined) continue;
      await workspace.write(`test/${name}/${file}`, content);
      // A test reads its data from where it is run.
      if (/\.(edn|jsonl)$/.test(file)) await workspace.write(file, content);
    }
  }
  complaints = await workspace.compile();
  tested = await workspace.test();
}, 240_000);

afterAll(() => workspace?.remove());

test('the programs compile', () => expect(complaints).toBe(''));

describe('blocks that are not run', () => {
  const checks: Readonly<Record<string, (content: string) => unknown>> = {
    json: (content) => JSON.parse(content) as unknown,
    yaml: expectKnownInputs,
    edn: (content) => decodeEvents(content.replaceAll(/^;.*\n/gm, ''), { format: 'edn' }),
    jsonl: (content) => decodeEvents(content, { format: 'jsonl' }),
    js: (content) => (/^(import|export) /m.test(content) ? undefined : new Script(content)),
    go: expectExample,
    python: expectExample,
    java: expectExample,
  };

  test.each(guides)('$name', async ({ name, blocks }) => {
    for (const block of blocks) {
      const { language, content, file, line } = block;
      if (['ts', 'console', 'sh', 'text', ''].includes(language)) continue;
      const check = checks[language];
      expect(check, `${name}, line ${line}: ${language}`).toBeDefined();
      check?.(content);
      if (language === 'js' && file !== undefined) {
        await import(/* @vite-ignore */ join(workspace.folder, 'test', name, file));
      }
    }
  });
});

describe('programs', () => {
  test.each(programs)('$title', ({ guide, block: { file } }) => {
    expect(file, 'a program begins with a comment that names its file').toBeDefined();
    if (!file?.endsWith('.test.ts')) return;
    const ran = tested.filter(({ path }) => path === `${guide.name}/${file}`);
    expect(ran).not.toEqual([]);
    const failed = ran.filter(({ message }) => message !== undefined);
    expect(failed.map(({ message }) => message)).toHaveLength(outputBelow(guide, file) ? 1 : 0);
  });
});

describe('outputs', () => {
  const shown = guides.filter(({ blocks }) => blocks.some(({ language }) => RUN.has(language)));

  test.each(shown)('$name', { timeout: 240_000 }, async (guide) => {
    let truth = guide.text;
    for (const block of guide.blocks) {
      if (block.language === 'console' || block.language === 'sh') {
        const session = await sessionOf(block, join(workspace.folder, 'test', guide.name));
        if (block.language === 'console') truth = replaceBlock(truth, block, session);
      }
      const output = block.file === undefined ? undefined : outputBelow(guide, block.file);
      if (output === undefined) continue;
      const message = tested.find(
        (one) => one.path === `${guide.name}/${block.file}` && one.message !== undefined,
      )?.message;
      truth = replaceBlock(truth, output, `${message ?? ''}\n`);
    }
    const named = savedIn(join(workspace.folder, 'test', guide.name))(truth);
    await expect(named).toMatchFileSnapshot(guide.path);
  });
});

describe('links', () => {
  const pages = [
    ...guides.map(({ path }) => path),
    ...[...ELSEWHERE].map((name) => join(docs, name)),
  ];

  test.each(pages)('every link of %s leads somewhere', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g)];
    const dead = links
      .map(([, target = '']) => target.split('#'))
      .filter(([path = '', anchor]) => {
        const target = path === '' ? page : join(dirname(page), path);
        return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).has(anchor));
      });
    expect(dead).toEqual([]);
  });
});

/** What a session prints, each command above its output. */
async function sessionOf(block: Block, folder: string): Promise<string> {
  const shown: string[] = [];
  let last = 0;
  for (const { command } of stepsOf(block)) {
    if (NAMED.test(command)) {
      expect(block.language, `${command} is not run, so it has no output`).toBe('sh');
      continue;
    }
    if (command === 'echo $?') {
      shown.push(`$ ${command}\n${last}\n`);
      continue;
    }
    const { exitCode, stdout, stderr } = await inFolder(folder, command);
    expect([0, 1, 2], `${command}\n${stderr}`).toContain(exitCode);
    last = exitCode;
    const separator = shown.length > 0 ? '\n' : '';
    shown.push(`${separator}$ ${command}\n${stdout === '' ? '' : `${stdout.trimEnd()}\n`}`);
  }
  return shown.join('');
}

/** The `text` block that follows a program: the message with which it fails. */
function outputBelow({ blocks }: Guide, file: string): Block | undefined {
  const next = blocks[blocks.findIndex((block) => block.file === file) + 1];
  return next?.language === 'text' ? next : undefined;
}

/** Workflows are YAML, and give our action only what it takes. */
function expectKnownInputs(content: string): void {
  const action = readFileSync(join(root, '.github/actions/skerry/action.yml'), 'utf8');
  const { inputs } = parseYaml(action) as { readonly inputs: object };
  const { jobs } = parseYaml(content, { strict: true }) as Workflow;
  for (const { uses = '', with: given = {} } of Object.values(jobs).flatMap(({ steps }) => steps)) {
    if (!uses.includes('/.github/actions/skerry@')) continue;
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
  }
}

/** Programs in other languages are files that one can copy. */
function expectExample(content: string): void {
  const examples = readdirSync(join(root, 'docs/examples'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, 'docs/examples', name))
    .filter((path) => /\.(go|py|java)$/.test(path))
    .map((path) => readFileSync(path, 'utf8'));
  expect(examples).toContain(content);
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(path: string): ReadonlySet<string> {
  const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)];
  return new Set(
    headings.map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
