/**
 * `--reporter` on the command line: where reports go, what they may not overwrite, and that one
 * that cannot be written costs none of the others.
 */

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, withFolder } from './in-process.js';

const EVENTS = [
  { type: 'invoke', process: 0, f: 'write', value: 1 },
  { type: 'ok', process: 0, f: 'write', value: 1 },
  { type: 'invoke', process: 1, f: 'read', value: null },
  { type: 'ok', process: 1, f: 'read', value: 2 },
];
const HISTORY = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('\n');

/** Runs in a folder that holds an illegal history. */
async function withHistory(use: (file: string, folder: string) => Promise<void>): Promise<void> {
  await withFolder(async (folder) => {
    const file = join(folder, 'history.jsonl');
    await writeFile(file, HISTORY);
    await use(file, folder);
  });
}

const CHECK = ['--model', 'register'];

describe('--reporter', () => {
  test('writes files beside the text, folders made', async () => {
    await withHistory(async (file, folder) => {
      const [junit, json] = [join(folder, 'a', 'b', 'junit.xml'), join(folder, 'report.json')];
      const argv = ['--reporter', `junit=${junit}`, '--reporter', `json=${json}`];
      const { exitCode, stdout, stderr } = await cli(['check', file, ...CHECK, ...argv]);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/^VIOLATION of linearizable/);
      expect(stderr).toBe(`wrote ${junit}\nwrote ${json}\n`);
      expect(await readFile(junit, 'utf8')).toMatch(/^<\?xml version="1.0"/);
      expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({ outcome: 'violation' });
      expect((await readdir(folder)).sort()).toEqual(['a', 'history.jsonl', 'report.json']);
    });
  });

  test('takes the place of the text where it prints', async () => {
    await withHistory(async (file) => {
      const { stdout } = await cli(['check', file, ...CHECK, '--reporter', 'github']);
      // Each event has a line of its own, with an empty one between.
      expect(stdout).toMatch(/^::error file=[^,]+,line=7,title=VIOLATION of linearizable[^\n]+\n$/);
      const both = ['--reporter', 'text', '--reporter', 'github=-'];
      const { stdout: printed } = await cli(['check', file, ...CHECK, ...both]);
      expect(printed).toMatch(/^VIOLATION[^]+\n::error /);
    });
  });

  test('one that cannot be written costs none of the others: 65, naming the path', async () => {
    await withHistory(async (file, folder) => {
      const taken = join(folder, 'taken');
      await mkdir(taken);
      const sarif = join(folder, 'report.sarif');
      const below = join(file, 'below.xml');
      const argv = [`markdown=${taken}`, `junit=${below}`, `sarif=${sarif}`];
      const options = argv.flatMap((one) => ['--reporter', one]);
      const { exitCode, stdout, stderr } = await cli(['check', file, ...CHECK, ...options]);
      expect(exitCode).toBe(65);
      expect(stdout).toMatch(/^VIOLATION/);
      expect(stderr).toContain(`wrote ${sarif}\n`);
      expect(stderr).toContain(`skerry: cannot write ${taken}: `);
      expect(await readFile(sarif, 'utf8')).toContain('"2.1.0"');
      expect((await readdir(folder)).sort()).toEqual(['history.jsonl', 'report.sarif', 'taken']);
    });
  });

  test.each<[string[], RegExp]>([
    [['sonnet'], /There is no reporter "sonnet"; there is text, html, markdown/],
    [['junit='], /junit= lacks the path/],
    [['junit=r', 'sarif=./r'], /junit and sarif cannot both be written to \.\/r/],
    [['json', 'text'], /json and text cannot share standard output: give one of them a path/],
    [['github', 'github'], /cannot share standard output/],
  ])('%j is wrong usage: 64', async (requests, message) => {
    const options = requests.flatMap((one) => ['--reporter', one]);
    const { exitCode, stderr } = await cli(['check', 'x.jsonl', ...CHECK, ...options]);
    expect(exitCode).toBe(64);
    expect(stderr).toMatch(message);
  });

  test('never overwrites what the command reads or writes', async () => {
    await withHistory(async (file, folder) => {
      const small = join(folder, 'small.jsonl');
      for (const argv of [
        ['check', file, ...CHECK, '--reporter', `json=${file}`],
        ['shrink', file, ...CHECK, '--reporter', `json=${file}`],
        ['shrink', file, ...CHECK, '--out', small, '--reporter', `json=${small}`],
        ['replay', file, '--reporter', `json=${file}`],
      ]) {
        const { exitCode, stderr } = await cli(argv);
        expect(exitCode).toBe(64);
        expect(stderr).toMatch(/would overwrite/);
      }
      expect(await readFile(file, 'utf8')).toBe(HISTORY);
    });
  });

  test('--json prints alone', async () => {
    await withHistory(async (file, folder) => {
      const refused = await cli(['check', file, ...CHECK, '--json', '--reporter', 'github']);
      expect(refused.exitCode).toBe(64);
      const out = join(folder, 'a.xml');
      const both = await cli(['check', file, ...CHECK, '--json', '--reporter', `junit=${out}`]);
      expect(JSON.parse(both.stdout)).toMatchObject({ kind: 'illegal' });
      expect(await readFile(out, 'utf8')).toContain('<failure');
    });
  });

  test('on shrink, replay and audits as well', async () => {
    await withHistory(async (file) => {
      const shrunk = await cli(['shrink', file, ...CHECK, '--reporter', 'json']);
      expect(JSON.parse(shrunk.stdout)).toMatchObject({
        kind: 'history',
        facts: expect.arrayContaining([
          { label: 'shrunk', text: expect.stringContaining('2 → 1') as unknown },
        ]) as unknown,
      });
      const audit = await cli(['check', file, '--all', '--reporter', 'json']);
      expect(JSON.parse(audit.stdout)).toMatchObject({ kind: 'audit', outcome: 'violation' });
    });
    await withFolder(async (folder) => {
      const saved = new URL('../fixtures/counterexamples/abd.json', import.meta.url);
      const file = join(folder, 'abd.json');
      await writeFile(file, await readFile(saved));
      const { exitCode, stdout } = await cli(['replay', file, '--reporter', 'json']);
      expect(exitCode).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        kind: 'counterexample',
        file,
        replay: `npx skerry replay ${file}`,
      });
    });
  });
});

describe('run', () => {
  test('reports the campaign and what it found, and names the page', async () => {
    await withFolder(async (folder) => {
      const argv = ['run', '--bug', 'no-write-back', '--seed', '4', '--runs', '200'];
      const options = ['--folder', folder, '--reporter', 'json'];
      const { exitCode, stdout } = await cli([...argv, ...options]);
      expect(exitCode).toBe(1);
      const report = JSON.parse(stdout) as { readonly counterexample: { readonly name: string } };
      const { name } = report.counterexample;
      expect(report).toMatchObject({
        kind: 'campaign',
        outcome: 'violation',
        file: join(folder, `${name}.json`),
        page: join(folder, `${name}.html`),
      });
      expect((await readdir(folder)).sort()).toEqual([`${name}.html`, `${name}.json`]);
    });
  });

  test('what cannot be kept is still reported', async () => {
    await withFolder(async (folder) => {
      const taken = join(folder, 'taken');
      await writeFile(taken, '');
      const argv = ['run', '--bug', 'no-write-back', '--seed', '4', '--runs', '200'];
      const { exitCode, stdout, stderr } = await cli([...argv, '--folder', taken]);
      expect(exitCode).toBe(65);
      expect(stdout).toContain('VIOLATION of linearizable');
      expect(stderr).toMatch(/cannot write .*taken/);
    });
  });
});

test('the reporters are listed', async () => {
  const { stdout } = await cli(['list', 'reporters']);
  expect(stdout).toMatch(/^ {2}text +for a person at a terminal; the default\n/);
  expect(stdout.split('\n')).toHaveLength(10);
});
