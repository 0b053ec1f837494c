/**
 * `skerry run --shard` and `skerry merge`: all shards together print, save and exit as the campaign
 * does in one piece.
 */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, withFolder } from './in-process.js';
import type { CliResult } from './in-process.js';

/** The files of counterexamples below a folder, by name. */
async function savedIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('shard-')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, at) => [name, texts[at] as string]));
}

/** Runs all shards into `folder`; answers their files, the last first. */
async function runShards(
  argv: readonly string[],
  count: number,
  folder: string,
): Promise<{ readonly files: string[]; readonly results: CliResult[] }> {
  const results: CliResult[] = [];
  const files: string[] = [];
  for (let index = 1; index <= count; index++) {
    results.push(await cli([...argv, '--shard', `${index}/${count}`, '--folder', folder]));
    files.unshift(join(folder, `shard-${index}-of-${count}.json`));
  }
  return { files, results };
}

describe('merged shards print, save and exit as one campaign', () => {
  test.each<[string, number, number, readonly string[]]>([
    ['with nothing to find', 0, 4, ['run', '--seed', '1', '--runs', '30']],
    ['by priorities', 0, 2, ['run', '--seed', '1', '--runs', '12', '--explore', 'pct']],
    [
      'with faults that do nothing',
      2,
      2,
      ['run', '--faults', 'clock-offset', '--seed', '1', '--runs', '20'],
    ],
    [
      'with no faults, of a system with marks',
      0,
      2,
      ['run', '--system', 'raft', '--faults', 'none', '--seed', '1', '--runs', '10'],
    ],
  ])('%s', async (_name, exitCode, count, argv) => {
    await withFolder(async (home) => {
      const whole = await cli([...argv, '--folder', home]);
      expect(whole.exitCode).toBe(exitCode);
      const expected = await savedIn(home);
      const merged = await withFolder(async (shards) => {
        const { files } = await runShards(argv, count, shards);
        return cli(['merge', ...files, '--folder', home]);
      });
      expect(merged.exitCode).toBe(exitCode);
      expect(merged.stdout).toBe(whole.stdout);
      expect(merged.stderr).toBe(whole.stderr);
      expect(await savedIn(home)).toEqual(expected);
    });
  });

  test('with a bug, in every format that is asked for', async () => {
    await withFolder(async (home) => {
      const argv = ['run', '--bug', 'no-write-back', '--seed', '4', '--runs', '40'];
      const formats = ['json', 'junit', 'markdown', 'html'];
      const kept = ['--folder', join(home, 'kept')];
      const reports = (to: string): string[] =>
        formats.map((name) => `--reporter=${name}=${join(home, to, name)}`);
      const whole = await cli([...argv, ...kept, ...reports('whole')]);
      const saved = await savedIn(join(home, 'kept'));
      const { files } = await runShards(argv, 2, join(home, 'shards'));
      const merged = await cli(['merge', ...files, ...kept, ...reports('merged')]);
      expect([whole.exitCode, merged.exitCode]).toEqual([1, 1]);
      expect(merged.stdout).toBe(whole.stdout);
      expect(merged.stderr).toBe(whole.stderr.replaceAll('/whole/', '/merged/'));
      expect(Object.keys(saved)).toHaveLength(2);
      expect(await savedIn(join(home, 'kept'))).toEqual(saved);
      for (const name of formats) {
        const text = await readFile(join(home, 'merged', name), 'utf8');
        const same = text === (await readFile(join(home, 'whole', name), 'utf8'));
        expect([name, same]).toEqual([name, true]);
      }
    });
  });
});

test('counterexamples beside the shards are left out, and alone are nothing to merge', async () => {
  await withFolder(async (home) => {
    const argv = ['run', '--bug', 'no-write-back', '--seed', '4', '--runs', '40'];
    const { files } = await runShards(argv, 2, home);
    const kept = ['--folder', join(home, 'kept')];
    const alone = await cli(['merge', ...files, ...kept]);
    const names = (await readdir(home)).filter((name) => name.endsWith('.json'));
    const others = names.filter((name) => !name.startsWith('shard-'));
    expect(others.length).toBeGreaterThan(0);
    const merged = await cli(['merge', ...names.map((name) => join(home, name)), ...kept]);
    expect(merged.exitCode).toBe(1);
    expect(merged.stdout).toBe(alone.stdout);
    for (const name of others) {
      expect(merged.stderr).toContain(`${name}: a counterexample, not a shard: left out\n`);
    }
    const nothing = await cli(['merge', ...others.map((name) => join(home, name)), ...kept]);
    expect(nothing.stderr).toContain('there are no shards to merge');
    expect(nothing.exitCode).toBe(65);
  });
});

describe('shards that cannot be merged exit 65 and say why', () => {
  const argv = ['run', '--seed', '1', '--runs', '6'];

  test.each<[string, (files: string[], home: string) => Promise<string[]>, RegExp]>([
    ['one missing', (files) => Promise.resolve(files.slice(1)), /of 3 shards 3 is missing/],
    ['one twice', (files) => Promise.resolve([...files, files[0] as string]), /given twice/],
    [
      'one of another seed',
      async ([, ...files], home) => {
        await cli(['run', '--seed', '2', '--runs', '6', '--shard', '3/3', '--folder', home]);
        return [...files, join(home, 'shard-3-of-3.json')];
      },
      /of another campaign.*seed 2, not 1/,
    ],
    [
      'something else in place of one',
      async ([, ...files], home) => {
        await writeFile(join(home, 'other.json'), '{"version":1}');
        return [...files, join(home, 'other.json')];
      },
      /other\.json: not the file of a shard/,
    ],
    [
      'one that is cut off',
      async ([first = '', ...files]) => {
        await writeFile(first, (await readFile(first, 'utf8')).slice(0, -9));
        return [first, ...files];
      },
      /shard-3-of-3\.json:1:\d+/,
    ],
    [
      'one of a version to come',
      async ([first = '', ...files]) => {
        const text = await readFile(first, 'utf8');
        await writeFile(first, text.replace('"version":1,', '"version":2,'));
        return [first, ...files];
      },
      /expected a shard of version 1, found 2/,
    ],
    [
      'one with a column too short',
      async ([first = '', ...files]) => {
        const text = await readFile(first, 'utf8');
        await writeFile(first, text.replace(/"ok":\[\d+,/, '"ok":['));
        return [first, ...files];
      },
      /outcomes: columns of unequal length/,
    ],
    [
      'one whose texts would move the cursor',
      async ([first = '', ...files]) => {
        const text = await readFile(first, 'utf8');
        await writeFile(first, text.replace('"system":"abd"', '"system":"\\u001b[2Jabd\\u202e"'));
        return [...files, first];
      },
      /^[\x20-\x7e]*system "\\u001b\[2Jabd\\u202e", not "abd"$/m,
    ],
    ['a file that is not there', () => Promise.resolve(['nowhere.json']), /nowhere\.json/],
  ])('%s', async (_name, choose, message) => {
    await withFolder(async (home) => {
      const { files } = await runShards(argv, 3, join(home, 'shards'));
      const { exitCode, stderr, stdout } = await cli(['merge', ...(await choose(files, home))]);
      expect(stderr).toMatch(message);
      expect(exitCode).toBe(65);
      expect(stdout.trim()).toBe('');
    });
  });
});

test('a shard of a bounded search is refused, and so is a merge of nothing', async () => {
  const bounded = await cli(['run', '--explore', 'bounded', '--shard', '1/2']);
  expect(bounded.exitCode).toBe(64);
  expect(bounded.stderr).toMatch(/--shard splits random scenarios/);
  expect((await cli(['merge'])).exitCode).toBe(64);
});

test('a report may not take the place of a shard', async () => {
  const { exitCode, stderr } = await cli(['merge', 'a.json', '--reporter', 'json=a.json']);
  expect(exitCode).toBe(64);
  expect(stderr).toMatch(/would overwrite a\.json/);
});
