/**
 * The action as GitHub runs it, with the built command line: every verdict, everything it tells,
 * and file names and values that try to be something else.
 */

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inProject, runStep } from './action.js';

type Line = readonly [type: string, process: number, f: string, value: unknown];

function history(lines: readonly Line[]): string {
  return lines
    .map(([type, process, f, value]) => `${JSON.stringify({ type, process, f, value })}\n`)
    .join('');
}

const LEGAL = history([
  ['invoke', 0, 'write', 1],
  ['ok', 0, 'write', 1],
  ['invoke', 1, 'read', null],
  ['ok', 1, 'read', 1],
]);

/** A value that would end a command, a fence, an output and a table, if it were let. */
const HOSTILE = '::error::owned\n::set-output name=verdict::ok\n```\nend of report\n</details>|';

const STALE = history([
  ['invoke', 0, 'write', HOSTILE],
  ['ok', 0, 'write', HOSTILE],
  ['invoke', 1, 'read', null],
  ['ok', 1, 'read', null],
]);

/** Lines of a log that GitHub would take for commands, those between stop and go left out. */
function commandsIn(stdout: string): string[] {
  const commands: string[] = [];
  let token: string | undefined;
  for (const line of stdout.split('\n')) {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined;
    } else if (line.startsWith('::stop-commands::')) token = line.slice('::stop-commands::'.length);
    else if (/^\s*::/.test(line)) commands.push(line);
  }
  expect(token).toBeUndefined();
  return commands;
}

describe('check', () => {
  test('a legal history is ok', async () => {
    await inProject({ 'history.jsonl': LEGAL }, async (folder) => {
      const inputs = { history: 'history.jsonl', model: 'register', comment: 'true' };
      const step = await runStep(folder, { ...inputs, reporters: 'json junit\nhtml, sarif' });
      expect(step.exitCode).toBe(0);
      expect(step.stdout).toContain('LEGAL: linearizable holds');
      expect(commandsIn(step.stdout).filter((line) => line.startsWith('::error'))).toEqual([]);
      expect(step.summary).not.toBe('');
      const artifacts = join(folder, 'skerry-report');
      expect(step.outputs).toMatchObject({
        verdict: 'ok',
        'exit-code': '0',
        json: join(artifacts, 'report.json'),
        sarif: join(artifacts, 'report.sarif'),
        comment: join(artifacts, 'comment.md'),
        'artifact-path': artifacts,
      });
      expect((await readdir(artifacts)).sort()).toEqual([
        'comment.md',
        'report.github.txt',
        'report.html',
        'report.json',
        'report.md',
        'report.sarif',
        'report.xml',
      ]);
      const comment = await readFile(join(artifacts, 'comment.md'), 'utf8');
      expect(comment).toBe(`<!-- skerry -->\n${step.summary}`);
      expect(step.outputs['report']).toBe(comment);
    });
  });

  test('a violation fails, is annotated, and its values stay values', async () => {
    // A name with spaces, quotes and a dollar, in a folder that is not the one of the step.
    const name = '-his $(touch owned) "tory\'.jsonl';
    await inProject({}, async (folder) => {
      const inside = join(folder, 'a b');
      await mkdir(inside);
      await writeFile(join(inside, 'package.json'), '{}');
      await writeFile(join(inside, name), STALE);
      const step = await runStep(folder, {
        history: name,
        model: 'register',
        'working-directory': 'a b',
        'artifact-path': 'out put',
      });
      expect(step.stderr.replace(/^wrote .*$/gm, '').trim()).toBe('');
      expect(step.exitCode).toBe(1);
      expect(step.stdout).toContain('VIOLATION of linearizable');
      const commands = commandsIn(step.stdout);
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands)
        expect(command).toMatch(/^::(?:error|warning|notice) [^\n]*::/);
      expect(commands.join('\n')).not.toMatch(/^::error::owned/m);
      expect(step.outputs).toMatchObject({ verdict: 'violation', 'exit-code': '1' });
      expect(step.outputs['artifact-path']).toBe(join(inside, 'out put'));
      expect(await readdir(inside)).not.toContain('owned');
      expect(step.summary).toContain('VIOLATION');
    });
  });

  test('an unknown fails unless it may not, and its exit code is told either way', async () => {
    // All at once, and each value many times: nothing but a search can tell.
    const wide: Line[] = [
      ['invoke', 99, 'write', 0],
      ['ok', 99, 'write', 0],
    ];
    const swaps = Array.from({ length: 12 }, (_, at) => [at % 3, (at + 1) % 3]);
    for (const [at, swap] of swaps.entries()) wide.push(['invoke', at, 'cas', swap]);
    for (const [at, swap] of swaps.entries()) wide.push(['ok', at, 'cas', swap]);
    await inProject({ 'wide.jsonl': history(wide) }, async (folder) => {
      const inputs = { history: 'wide.jsonl', model: 'cas-register', arguments: '--budget 1' };
      const failing = await runStep(folder, { ...inputs, reporters: '' });
      expect(failing.exitCode).toBe(2);
      expect(failing.outputs).toMatchObject({ verdict: 'unknown', 'exit-code': '2' });
      const passing = await runStep(folder, { ...inputs, 'fail-on-unknown': 'false' });
      expect(passing.exitCode).toBe(0);
      expect(passing.outputs).toMatchObject({ verdict: 'unknown', 'exit-code': '2' });
    });
  });

  test.each<[string, string, string | undefined, RegExp]>([
    ['malformed', 'bad.jsonl', '{"type":"invoke",,}\n', /bad\.jsonl:1:18/],
    ['missing', 'nowhere.jsonl', undefined, /nowhere\.jsonl/],
  ])('a %s history is an error, told in the summary', async (_name, file, content, message) => {
    const files = content === undefined ? {} : { [file]: content };
    await inProject(files, async (folder) => {
      const step = await runStep(folder, { history: file, model: 'register' });
      expect(step.exitCode).toBe(65);
      expect(step.outputs).toMatchObject({ verdict: 'error', 'exit-code': '65', json: '' });
      expect(step.summary).toMatch(/^### Skerry: error \(exit code 65\)/);
      expect(step.summary).toMatch(message);
      expect(commandsIn(step.stdout).join()).toMatch(/^::error title=Skerry::skerry: .*/);
      expect(step.outputs['report']).toContain('### Skerry: error');
    });
  });
});

test('run: a campaign with a bug, whose counterexample is kept', async () => {
  await inProject({}, async (folder) => {
    const step = await runStep(folder, {
      command: 'run',
      workload: 'register',
      arguments: "--bug 'no-write-back' --seed 4 --runs 10",
      reporters: 'json',
    });
    expect(step.exitCode).toBe(1);
    expect(step.outputs).toMatchObject({ verdict: 'violation' });
    const saved = await readdir(join(folder, '.skerry'));
    expect(saved.some((name) => name.endsWith('.json'))).toBe(true);
    expect(step.summary).toContain('no-write-back');
  });
});
