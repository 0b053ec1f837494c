/**
 * `skerry shrink` as a user meets it: the report, the small history in a file, the exit code.
 */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeEvents, type HistoryFormat } from '../../src/history/codecs/index.js';
import { toEvents } from '../../src/history/history.js';
import type { History, Operation } from '../../src/history/operation.js';
import { cli, withFolder } from './in-process.js';

const SHRINK = ['--model', 'register', '--ascii'];

describe('an illegal history', () => {
  test.each<HistoryFormat>(['edn', 'jsonl', 'json', 'operations', 'log'])(
    'in %s comes out smaller in the same format, and as illegal',
    async (format) => {
      await withFolder(async (folder) => {
        const [path, out] = [join(folder, 'history'), join(folder, 'small')];
        await writeFile(path, encodeEvents(toEvents(staleRead(10_000)), format));
        const result = await cli(['shrink', path, ...SHRINK, '--out', out]);
        expect(result.exitCode).toBe(1);
        expect(result.stdout).toMatch(/^VIOLATION of linearizable/);
        expect(result.stdout).toMatch(/\n10,000 -> 3 operations, by \d+ checks?; none of them/);
        expect((await readdir(folder)).sort()).toEqual(['history', 'small']);
        const small = await readFile(out, 'utf8');
        expect(small.trim().split('\n').length).toBeLessThanOrEqual(8);
        const checked = await cli(['check', out, ...SHRINK, '--format', format, '--verify']);
        expect(checked.exitCode).toBe(1);
        const again = await cli(['shrink', out, ...SHRINK]);
        expect(again.stdout).toContain('3 -> 3 operations');
      });
    },
    20_000,
  );

  test('with keys keeps the one, with the initial value that is given', async () => {
    await withFolder(async (folder) => {
      const [path, out] = [join(folder, 'history.edn'), join(folder, 'small.edn')];
      const read = (process: number, key: number, value: number): string =>
        `{:type :invoke, :process ${process}, :f :read, :value [${key} nil]}\n` +
        `{:type :ok, :process ${process}, :f :read, :value [${key} ${value}]}\n`;
      await writeFile(path, read(0, 1, 5) + read(1, 2, 6) + read(0, 3, 5));
      const argv = ['shrink', path, ...SHRINK, '--independent', '--initial', '5', '--out', out];
      const { exitCode, stdout } = await cli(argv);
      expect(exitCode).toBe(1);
      expect(stdout).toContain('3 -> 1 operation,');
      expect(await readFile(out, 'utf8')).toContain(':key 2');
    });
  });
});

describe('nothing to shrink', () => {
  test('a legal history exits 0 and writes nothing', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'history');
      await writeFile(path, encodeEvents(toEvents(legal(20)), 'edn'));
      const result = await cli(['shrink', path, ...SHRINK, '--out', join(folder, 'small')]);
      expect(result.exitCode).toBe(0);
      expect(result.stderr).toContain('nothing to shrink');
      expect(await readdir(folder)).toEqual(['history']);
    });
  });

  test('wrong use exits 64, a file that is no history 65', async () => {
    expect((await cli(['shrink', 'some-file'])).exitCode).toBe(65);
    expect((await cli(['shrink', 'some-file', '--model', 'nope'])).exitCode).toBe(64);
    await withFolder(async (folder) => {
      const path = join(folder, 'history');
      await writeFile(path, 'no history');
      expect((await cli(['shrink', path, ...SHRINK])).exitCode).toBe(65);
    });
  });
});

function legal(size: number): History {
  const operations = Array.from({ length: size }, (_, id): Operation => {
    const value = id - (id % 2);
    const isWrite = id % 2 === 0;
    return {
      id,
      process: id % 3,
      f: isWrite ? 'write' : 'read',
      input: isWrite ? value : null,
      output: value,
      outcome: 'ok',
      call: 2 * id,
      return: 2 * id + 1,
    };
  });
  return { operations };
}

/** One read, of what was replaced long before. */
function staleRead(size: number): History {
  return {
    operations: legal(size).operations.map((each) =>
      each.id === size - 101 ? { ...each, output: 4 } : each,
    ),
  };
}
