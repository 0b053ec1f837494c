/**
 * Files are written whole or not at all.
 */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from '../../src/run/write-file.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skerry-write-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('makes the folder, replaces the file and leaves no draft', async () => {
  const path = join(folder, 'a', 'b', 'report.json');
  await writeWhole(path, 'first');
  await writeWhole(path, 'second');
  expect(await readFile(path, 'utf8')).toBe('second');
  expect(await readdir(join(folder, 'a', 'b'))).toEqual(['report.json']);
});

test('two writers of one file at once both write it whole', async () => {
  const path = join(folder, 'report.json');
  const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(100_000));
  for (let round = 0; round < 10; round++) {
    await Promise.all(texts.map((text) => writeWhole(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
  }
  expect(await readdir(folder)).toEqual(['report.json']);
});

test('what stands in the way is named, and no draft is left', async () => {
  const path = join(folder, 'taken');
  await mkdir(path);
  await writeFile(join(path, 'something'), '');
  await expect(writeWhole(path, 'text')).rejects.toThrow(/taken/);
  expect(await readdir(folder)).toEqual(['taken']);
  await expect(writeWhole(join(path, 'something', 'below'), 'text')).rejects.toThrow(/something/);
});

test('replaces what a link points to, not the link', async () => {
  const path = join(folder, 'real.txt');
  await writeFile(path, 'old');
  await symlink(path, join(folder, 'link.txt'));
  await writeWhole(join(folder, 'link.txt'), 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect((await readdir(folder)).sort()).toEqual(['link.txt', 'real.txt']);
});

test('a pipe stays a pipe', async () => {
  const path = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [path]);
  const [text] = await Promise.all([readFile(path, 'utf8'), writeWhole(path, 'through')]);
  expect(text).toBe('through');
  expect(await readdir(folder)).toEqual(['pipe']);
});

test.runIf(existsSync('/proc/self'))('a folder that the system refuses is an error', async () => {
  await expect(writeWhole('/proc/no-such-thing/report.json', 'text')).rejects.toThrow(/ENOENT/);
});
