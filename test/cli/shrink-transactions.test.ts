/**
 * `skerry shrink` without a model: it finds out what the history is of, says so, and of
 * transactions leaves those that show the anomaly.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeEvents } from '../../src/history/codecs/index.js';
import { recordStore } from '../../src/systems/index.js';
import { cli, cliWithFile, withFolder } from './in-process.js';

const SKEWED = { level: 'strong-snapshot-isolation', seed: 3, transactions: 1_000 } as const;

describe('transactions', () => {
  test.each(['list-append', 'rw-register'] as const)(
    '%s: write skew, and no more',
    async (kind) => {
      await withFolder(async (folder) => {
        const [path, out] = [join(folder, 'history.edn'), join(folder, 'small.edn')];
        await writeFile(path, encodeEvents(recordStore({ ...SKEWED, kind }), 'edn'));
        const shrunk = await cli(['shrink', path, '--ascii', '--out', out]);
        expect(shrunk.exitCode).toBe(1);
        expect(shrunk.stderr).toContain(`judged as ${kind} transactions`);
        expect(shrunk.stdout).toContain('G2-item');
        expect(shrunk.stdout).toMatch(
          /\n1,000 -> [23] transactions \([4-6] of \d+ micro-operations\), by \d+ checks; none/,
        );
        expect((await readFile(out, 'utf8')).trim().split('\n').length).toBeLessThanOrEqual(6);
        const check = ['check', out, '--workload', kind, '--verify'];
        expect((await cli([...check, '--expect', 'serializable'])).exitCode).toBe(1);
        expect((await cli([...check, '--expect', 'snapshot-isolation'])).exitCode).toBe(0);
      });
    },
  );

  // An old value is read again: wrong only where keys keep to an order.
  const skewed = encodeEvents(recordStore({ ...SKEWED, kind: 'rw-register' }), 'jsonl');
  const back = ['w 1', 'w 2', 'r 2', 'r 1'].flatMap((text) => {
    const [f, value] = [text.slice(0, 1), Number(text.slice(2))];
    const asked = [[f, 'x', f === 'r' ? null : value]];
    return [
      { type: 'invoke', process: 0, f: 'txn', value: asked },
      { type: 'ok', process: 0, f: 'txn', value: [[f, 'x', value]] },
    ].map((event) => JSON.stringify(event));
  });

  test.each<[string, string, readonly string[], number]>([
    ['a model that holds', skewed, ['--expect', 'snapshot-isolation'], 0],
    ['a model that is broken', skewed, ['--expect', 'serializable'], 1],
    ['no order of keys', back.join('\n'), ['--expect', 'read-committed'], 0],
    ['keys in order', back.join('\n'), ['--expect', 'read-atomic', '--sequential-keys'], 1],
    ['linearizable keys', back.join('\n'), ['--expect', 'read-atomic', '--linearizable-keys'], 1],
  ])('%s is asked for as of check', async (_name, text, options, exitCode) => {
    for (const command of ['check', 'shrink']) {
      const argv = [command, 'FILE', '--workload', 'rw-register', ...options];
      const result = await cliWithFile(argv, 'history.jsonl', text);
      expect(result.stderr.includes('nothing to shrink')).toBe(
        command === 'shrink' && exitCode === 0,
      );
      expect([command, result.exitCode]).toEqual([command, exitCode]);
    }
  });

  test('without an anomaly there is nothing to shrink', async () => {
    const text = encodeEvents(
      recordStore({ ...SKEWED, level: 'strong-serializable', kind: 'list-append' }),
      'jsonl',
    );
    const { exitCode, stderr } = await cliWithFile(['shrink', 'FILE'], 'history.jsonl', text);
    expect(stderr).toContain('nothing to shrink');
    expect(exitCode).toBe(0);
  });
});

describe('objects', () => {
  const queue = [
    '{:process 0, :type :invoke, :f :enqueue, :value 1}',
    '{:process 0, :type :ok, :f :enqueue, :value 1}',
    '{:process 0, :type :invoke, :f :dequeue, :value nil}',
    '{:process 0, :type :ok, :f :dequeue, :value 2}',
  ].join('\n');

  test('the model whose functions the history uses', async () => {
    const { exitCode, stdout, stderr } = await cliWithFile(['shrink', 'FILE'], 'queue.edn', queue);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('judged as fifo-queue');
    expect(stdout).toContain('2 → 1 operation');
  });

  test('of a workload that is named', async () => {
    const argv = ['shrink', 'FILE', '--workload', 'queue'];
    const { exitCode, stderr } = await cliWithFile(argv, 'queue.edn', queue);
    expect(exitCode).toBe(1);
    expect(stderr).not.toContain('judged as');
  });

  test.each([
    ['functions of no model', [], queue.replaceAll('enqueue', 'launch'), /no model has the func/],
    ['events without a model', ['--workload', 'bank'], queue, /only objects with a model/],
    ['a workload there is not', ['--workload', 'nope'], queue, /there is no workload "nope"/],
    ['both', ['--workload', 'queue', '--model', 'stack'], queue, /give one of --model/],
    ['a model there is not', ['--expect', 'nope'], queue, /there is no consistency model "nope"/],
    ['a model of transactions', ['--expect', 'serializable'], queue, /are for transactions/],
    ['an order of versions', ['--no-wfr-keys'], queue, /are for transactions/],
    ['an initial value of nothing', ['--initial', '1'], queue, /--initial needs --model/],
  ])('%s is wrong usage', async (_, options, text, message) => {
    const result = await cliWithFile(['shrink', 'FILE', ...options], 'history.edn', text);
    expect(result.exitCode).toBe(64);
    expect(result.stderr).toMatch(message);
  });
});
