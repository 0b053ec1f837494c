/**
 * The regression corpus: in order of name, until one fails; what is not for this system, or cannot
 * be replayed any more, is counted and not hidden.
 */

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeJson, encodeJson } from '../../src/history/codecs/json-value.js';
import type { Counterexample } from '../../src/report/counterexample.js';
import { NO_EXCEPTION } from '../../src/run/judge.js';
import { regressionsOf, replayAll, runRegressions } from '../../src/run/regressions.js';
import type { Regression, RegressionSubject } from '../../src/run/regressions.js';
import { CounterexampleError } from '../../src/run/store.js';
import { abd } from '../../src/systems/abd.js';
import { huntedCounterexample } from './hunted.js';
import { registers } from './registers.js';

const correct: RegressionSubject = { system: abd, workload: registers, bugs: [] };
const wrong: RegressionSubject = { ...correct, bugs: ['no-write-back'] };

let home: string;
let found: Counterexample;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'skerry-regressions-'));
  found = await huntedCounterexample();
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** A folder of counterexamples under these names, each with its changes. */
async function corpus(
  name: string,
  files: Readonly<Record<string, Partial<Counterexample> | string>>,
): Promise<string> {
  const folder = join(home, name);
  await mkdir(folder);
  for (const [file, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : encodeJson({ ...found, ...content });
    await writeFile(join(folder, file), text);
  }
  return folder;
}

function elsewhere(): Partial<Counterexample> {
  return { scenario: { ...found.scenario, system: { name: 'other', bugs: [] } } };
}

function otherWorkload(): Partial<Counterexample> {
  return { scenario: { ...found.scenario, workload: 'queue' } };
}

describe('a corpus', () => {
  test('passes on the system without the bug, whatever the files were found with', async () => {
    const folder = await corpus('repaired', { 'a.json': {}, 'b.json': {}, 'note.txt': 'not one' });
    const result = await runRegressions([folder], regressionsOf(correct));
    expect(result).toEqual({ passed: 2, leftOut: 0, outdated: [], failed: undefined });
  });

  test('ends at the first that fails, by name, and reports it', async () => {
    const files = { 'z.json': {}, 'b.json': {}, 'a.json': elsewhere() };
    const folder = await corpus('broken', files);
    const { failed, ...counts } = await runRegressions([folder], regressionsOf(wrong));
    expect(counts).toEqual({ passed: 0, leftOut: 1, outdated: [] });
    expect(failed?.path).toBe(join(folder, 'b.json'));
    expect(failed?.replayed).toMatchObject({ outcome: 'reproduced' });
    expect(failed?.replayed.counterexample).toEqual(found);
  });

  test('leaves out what is about another system or workload, and counts it', async () => {
    const files = { 'a.json': elsewhere(), 'b.json': otherWorkload(), 'c.json': {} };
    const folder = await corpus('mixed', files);
    const result = await runRegressions([folder], regressionsOf(correct));
    expect(result).toMatchObject({ passed: 1, leftOut: 2, failed: undefined });
  });

  test('says of a newer format that it cannot be replayed', async () => {
    const newer = encodeJson(found).replace('{"version":1,', '{"version":99,');
    const folder = await corpus('newer', { 'a.json': newer, 'b.json': {} });
    const { passed, outdated } = await runRegressions([folder], regressionsOf(correct));
    expect(passed).toBe(1);
    expect(outdated.map(({ path }) => path)).toEqual([join(folder, 'a.json')]);
    expect(outdated[0]?.reason).toContain('found version 99');
  });

  test('says why nobody can run a file any more', async () => {
    const folder = await corpus('gone', { 'a.json': {} });
    const gone = (): never => {
      throw new CounterexampleError('system abd has no bug "no-write-back"');
    };
    const { passed, outdated } = await runRegressions([folder], gone);
    expect({ passed, reasons: outdated.map(({ reason }) => reason) }).toEqual({
      passed: 0,
      reasons: ['system abd has no bug "no-write-back"'],
    });
  });

  test.each<[string, string]>([
    ['no JSON', '{"version": 1'],
    ['another JSON', '{"version": 1}'],
    ['no version', '{}'],
    ['an older version', '{"version": 0}'],
  ])('is refused with %s, naming the file', async (what, text) => {
    const folder = await corpus(`bad ${what}`, { 'a.json': {}, 'b.json': text });
    const running = runRegressions([folder], regressionsOf(correct));
    await expect(running).rejects.toThrow(CounterexampleError);
    await expect(running).rejects.toThrow(join(folder, 'b.json'));
  });

  test('passes over the files of shards, and takes single files as well', async () => {
    const folder = await corpus('shards', { 'a.json': {}, 'shard-1-of-4.json': '{}' });
    const paths = [folder, join(folder, 'a.json')];
    expect(await runRegressions(paths, regressionsOf(correct))).toMatchObject({ passed: 2 });
  });

  test('that is empty passes nothing', async () => {
    const folder = await corpus('empty', {});
    expect(await runRegressions([folder], regressionsOf(correct))).toMatchObject({ passed: 0 });
  });
});

test('a run that fails in another way has not passed', async () => {
  const throwing = {
    ...abd,
    build: () => ({
      server: () => ({}),
      client: () => ({
        request: (): void => {
          throw new Error('out of patience');
        },
      }),
    }),
  };
  const folder = await corpus('otherwise', { 'a.json': {} });
  const { failed } = await runRegressions(
    [folder],
    regressionsOf({ ...correct, system: throwing }),
  );
  expect(failed?.replayed.outcome).toBe('diverged');
  expect(failed?.replayed.difference).toMatch(/is exception now$/);
  expect(failed?.replayed.counterexample.fingerprint.checker).toBe(NO_EXCEPTION);
});

test('all of them are replayed one after the other, also behind a failure', async () => {
  const folder = await corpus('all', { 'a.json': {}, 'b.json': elsewhere(), 'c.json': {} });
  const kinds: Regression['kind'][] = [];
  for await (const { kind } of replayAll([folder], regressionsOf(wrong))) kinds.push(kind);
  expect(kinds).toEqual(['failed', 'left-out', 'failed']);
});

test('with the switches that it was found with where nobody says otherwise', async () => {
  const folder = await corpus('own', { 'a.json': {} });
  const subject = { system: abd, workload: registers };
  const { failed } = await runRegressions([folder], () => subject);
  expect(failed?.replayed.outcome).toBe('reproduced');
  const text = await readFile(join(folder, 'a.json'), 'utf8');
  expect(decodeJson(text)).toEqual(found);
});
