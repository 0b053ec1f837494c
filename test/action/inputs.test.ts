/**
 * What the action makes of its inputs: a program and its arguments, a mistake in a sentence, and
 * outputs, fences and cuts that no text can break. The program is a stand-in that says how it was
 * called.
 */

import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTION, inProject, parseOutputs, runStep } from './action.js';
import type { Step } from './action.js';

interface Markdown {
  readonly fenced: (text: string) => string;
  readonly cutMarkdown: (markdown: string, bytesMax: number) => string;
  readonly outputLines: (outputs: Readonly<Record<string, string>>) => string;
}

interface Inputs {
  readonly splitArguments: (text: string) => string[];
}

async function script<Exports>(name: string): Promise<Exports> {
  return (await import(pathToFileURL(join(ACTION, name)).href)) as Exports;
}

const { fenced, cutMarkdown, outputLines } = await script<Markdown>('markdown.mjs');
const { splitArguments } = await script<Inputs>('inputs.mjs');

const SPY = `#!/usr/bin/env node
const fs = require('node:fs');
fs.writeFileSync('called.json', JSON.stringify(process.argv.slice(2)));
if (process.argv.includes('fail')) process.exitCode = 3;
if (process.argv.includes('find')) {
  fs.mkdirSync('.skerry', { recursive: true });
  fs.writeFileSync('.skerry/abd-1.json', '{}');
  fs.writeFileSync('.skerry/abd-1.html', '<p>');
  process.exitCode = 1;
}
`;

interface Called extends Step {
  readonly argv: readonly string[];
}

/** Runs a step with a stand-in for skerry, for npx and for npm. */
function called(
  inputs: Readonly<Record<string, string>>,
  check: (called: Called, folder: string) => void | Promise<void>,
): Promise<void> {
  return inProject({}, async (folder) => {
    const skerry = join(folder, 'node_modules', 'skerry');
    const programs = join(folder, 'programs');
    await rm(skerry);
    await mkdir(skerry);
    await mkdir(programs);
    await writeFile(join(skerry, 'package.json'), '{"bin":{"skerry":"spy.cjs"}}');
    await writeFile(join(skerry, 'spy.cjs'), SPY);
    for (const name of ['npx', 'npm']) {
      await writeFile(join(programs, name), SPY);
      await chmod(join(programs, name), 0o755);
    }
    const PATH = `${programs}${delimiter}${process.env['PATH'] ?? ''}`;
    const step = await runStep(folder, inputs, { PATH });
    const text = await readFile(join(folder, 'called.json'), 'utf8').catch(() => '[]');
    const argv = (JSON.parse(text) as string[]).map((one) => one.replaceAll(folder, 'FOLDER'));
    await check({ ...step, argv }, folder);
  });
}

const REPORTS = [
  '--reporter=text',
  '--reporter=json=FOLDER/skerry-report/report.json',
  '--reporter=markdown=FOLDER/skerry-report/report.md',
  '--reporter=github=FOLDER/skerry-report/report.github.txt',
];

describe('the command line', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'check with a model',
      { history: 'h.edn', model: 'cas-register', arguments: '--initial \'{"a": 1}\' --verify' },
      ['check', '--model=cas-register', ...REPORTS, '--initial', '{"a": 1}', '--verify', 'h.edn'],
    ],
    [
      'check with nothing but an expectation',
      { history: 'h.edn', expect: 'serializable' },
      ['check', '--expect=serializable', '--all', ...REPORTS, 'h.edn'],
    ],
    [
      'a model among the arguments',
      { history: 'h.edn', arguments: '--model register' },
      ['check', ...REPORTS, '--model', 'register', 'h.edn'],
    ],
    [
      'an expectation and a workload among the arguments',
      { history: 'h.edn', arguments: '--expect=serializable --workload=list-append' },
      ['check', ...REPORTS, '--expect=serializable', '--workload=list-append', 'h.edn'],
    ],
    [
      'check with models that are expected',
      {
        history: '-',
        workload: 'list-append',
        expect: 'serializable, read-atomic\n\nrepeatable-read',
      },
      [
        'check',
        '--workload=list-append',
        '--expect=serializable',
        '--expect=read-atomic',
        '--expect=repeatable-read',
        ...REPORTS,
        './-',
      ],
    ],
    [
      'a model that looks like an option',
      { history: '--help', model: '--json; rm -rf /' },
      ['check', '--model=--json; rm -rf /', ...REPORTS, './--help'],
    ],
    ['run', { command: 'run', arguments: '--runs 7' }, ['run', ...REPORTS, '--runs', '7']],
    [
      'a version',
      { command: 'run', version: '^1.2.3-beta.1' },
      ['--yes', '--package=skerry@^1.2.3-beta.1', '--', 'skerry', 'run', ...REPORTS],
    ],
    ['test', { command: 'test', arguments: '"a b" c' }, ['test', '--', 'a b', 'c']],
  ])('%s', async (_name, inputs, expected) => {
    await called({ ...inputs, reporters: 'json text' }, ({ argv, exitCode }) => {
      expect(argv).toEqual(expected);
      expect(exitCode).toBe(0);
    });
  });
});

describe('a mistake in the inputs exits 64 and says what it is', () => {
  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [{ command: 'judge' }, /command takes check, run or test, not "judge"/],
    [{}, /the command check needs a history/],
    [{ command: 'run', history: 'h' }, /history has no meaning for the command run/],
    [{ command: 'test', model: 'm' }, /model has no meaning for the command test/],
    [{ history: 'h' }, /check needs something that can fail: give a model, or the models to ex/],
    [{ history: 'h', workload: 'list-append', arguments: '--all' }, /check needs something that/],
    [{ history: 'h', model: 'm', comment: 'yes' }, /comment takes true or false, not "yes"/],
    [{ history: 'h', model: 'm', 'fail-on-unknown': '0' }, /fail-on-unknown takes true or false/],
    [{ history: 'h', arguments: "it's" }, /' is not closed/],
    [{ history: 'h', model: 'm', version: '1 && rm' }, /version takes one version/],
    [{ history: 'h', model: 'm', 'working-directory': 'nowhere' }, /there is no folder .*nowhere/],
  ])('%j', async (inputs, message) => {
    await called(inputs, ({ exitCode, stdout, summary, outputs, argv }) => {
      expect(exitCode).toBe(64);
      expect(stdout).toMatch(message);
      expect(stdout).toMatch(/^::error title=Skerry::/);
      expect(summary).toMatch(message);
      expect(outputs).toMatchObject({ verdict: 'error', 'exit-code': '64' });
      expect(argv).toEqual([]);
    });
  });

  test('a project that has not installed skerry', async () => {
    await inProject({}, async (folder) => {
      await rm(join(folder, 'node_modules', 'skerry'));
      const { exitCode, stdout } = await runStep(folder, { history: 'h', model: 'm' });
      expect(exitCode).toBe(64);
      expect(stdout).toMatch(/skerry is not installed in .*: run npm ci before this step/);
    });
  });
});

test('an artifact-path that is a file is told, and nothing is run', async () => {
  await called({ command: 'run', 'artifact-path': 'package.json' }, (step) => {
    expect(step.exitCode).toBe(70);
    expect(step.stdout).toMatch(/^::error title=Skerry::artifact-path .* cannot be written to: /);
    expect(step.summary).toContain('cannot be written to');
    expect(step.outputs).toMatchObject({ verdict: 'error', 'exit-code': '70', comment: '' });
    expect(step.argv).toEqual([]);
  });
});

describe('test', () => {
  test('that fails is failed', async () => {
    await called({ command: 'test', arguments: 'fail' }, ({ exitCode, outputs }) => {
      expect(exitCode).toBe(3);
      expect(outputs).toMatchObject({ verdict: 'failed', 'exit-code': '3' });
    });
  });

  test('that finds a counterexample is a violation, and it is kept with its page', async () => {
    await called({ command: 'test', arguments: 'find' }, async ({ outputs, summary }, folder) => {
      expect(outputs).toMatchObject({ verdict: 'violation', 'exit-code': '1' });
      expect(summary).toContain('npx skerry replay .skerry/abd-1.json');
      const page = join(folder, 'skerry-report', 'abd-1.html');
      expect(await readFile(page, 'utf8')).toBe('<p>');
    });
  });
});

test('what an earlier step left is not reported again', async () => {
  await called({ command: 'run', reporters: 'json' }, async (_first, folder) => {
    const stale = join(folder, 'skerry-report', 'report.json');
    await writeFile(stale, '{}');
    const { outputs } = await runStep(folder, { command: 'run', reporters: 'json' });
    expect(outputs['json']).toBe('');
  });
});

/** The fence that is open at the end. */
function openFence(markdown: string): string {
  let fence = '';
  for (const line of markdown.split('\n')) {
    const [, mark = ''] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === '') fence = mark;
    else if (/^(`+|~+)$/.test(line.trim()) && line.trim().startsWith(fence)) fence = '';
  }
  return fence;
}

describe('text from outside', () => {
  const lines = fc
    .array(
      fc.constantFrom('a', '```', '````text', '~~~', 'end of x', 'end of x.', '', '😀é', '  ```'),
    )
    .map((all) => all.join('\n'));

  test('outputs are read back as they were', () => {
    const property = fc.property(lines, lines, (x, y) => {
      expect(parseOutputs(outputLines({ x, y }))).toEqual({ x, y });
    });
    fc.assert(property, { seed: 1, numRuns: 500 });
  });

  test('a fence holds whatever is in it', () => {
    const property = fc.property(lines, (text) => {
      const [, fence = '', inside = ''] = /^\n(`+)text\n([^]*)\n`+\n$/.exec(fenced(text)) ?? [];
      expect(inside).toBe(text);
      expect(text).not.toContain(fence);
    });
    fc.assert(property, { seed: 2, numRuns: 500 });
  });

  test('a cut leaves whole lines within the limit, and no fence open', () => {
    const property = fc.property(lines, fc.integer({ min: 0, max: 150 }), (text, bytesMax) => {
      const cut = cutMarkdown(text, bytesMax);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytesMax);
      const isWhole = Buffer.byteLength(text) <= bytesMax;
      if (isWhole) expect(cut).toBe(text);
      else if (cut !== '') {
        expect(openFence(cut)).toBe('');
        expect(cut).toContain('The report is cut here');
      }
    });
    fc.assert(property, { seed: 3, numRuns: 1_000 });
  });

  test('a report of two megabytes fits into a summary', () => {
    const cut = cutMarkdown(`\`\`\`text\n${'0123456789\n'.repeat(200_000)}`, 2 ** 20);
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(2 ** 20);
    expect(Buffer.byteLength(cut)).toBeGreaterThan(2 ** 20 - 200);
  });

  test.each<[string, readonly string[]]>([
    ['', []],
    ['  a   b\n\tc ', ['a', 'b', 'c']],
    [`--x='a b' "c \\"d\\" $(e)" f\\ g ''`, ['--x=a b', 'c "d" $(e)', 'f g', '']],
    ['a\\\\b *', ['a\\b', '*']],
  ])('arguments %j are parted as a shell does', (text, parts) => {
    expect(splitArguments(text)).toEqual(parts);
  });
});
