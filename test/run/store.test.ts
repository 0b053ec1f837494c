/**
 * The store: what goes in comes out, files are whole or not there, and a bad file is answered with
 * its place.
 */

import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Counterexample } from '../../src/report/counterexample.js';
import {
  CounterexampleError,
  counterexamplePath,
  loadCounterexample,
  parseCounterexample,
  saveCounterexample,
} from '../../src/run/store.js';
import { huntedCounterexample } from './hunted.js';

let folder: string;
let example: Counterexample;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skerry-store-'));
  example = await huntedCounterexample();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('saving and loading', () => {
  test('gives back an equal counterexample', async () => {
    const path = await saveCounterexample(join(folder, 'deep', '.skerry'), example);
    expect(path).toBe(join(folder, 'deep', '.skerry', `${example.name}.json`));
    expect(await loadCounterexample(path)).toEqual(example);
  });

  test('values beyond JSON survive', async () => {
    const big = 2n ** 70n;
    const scenario = {
      ...example.scenario,
      program: example.scenario.program.map((one) => ({ ...one, value: [big, new Set([1])] })),
    };
    const unusual = { ...example, name: 'unusual', scenario };
    const path = await saveCounterexample(folder, unusual);
    expect((await loadCounterexample(path)).scenario).toEqual(scenario);
  });

  test('replaces an older file and leaves no draft behind', async () => {
    const inside = join(folder, 'replaced');
    await saveCounterexample(inside, example);
    await saveCounterexample(inside, { ...example, skerry: '99.0.0' });
    expect(await readdir(inside)).toEqual([`${example.name}.json`]);
    const loaded = await loadCounterexample(counterexamplePath(inside, example.name));
    expect(loaded.skerry).toBe('99.0.0');
  });

  test('a failure to save leaves the old file as it was, and no draft', async () => {
    const inside = join(folder, 'failed');
    const path = await saveCounterexample(inside, example);
    const before = await readFile(path, 'utf8');
    const torn = (): never => {
      throw new Error('torn');
    };
    const unwritable = Object.defineProperty({ ...example }, 'trace', {
      enumerable: true,
      get: torn,
    });
    await expect(saveCounterexample(inside, unwritable)).rejects.toThrow('torn');
    expect(await readFile(path, 'utf8')).toBe(before);
    await mkdir(counterexamplePath(inside, 'taken'));
    await expect(saveCounterexample(inside, { ...example, name: 'taken' })).rejects.toThrow(
      'EISDIR',
    );
    expect((await readdir(inside)).sort()).toEqual([`${example.name}.json`, 'taken.json'].sort());
  });

  test('a file that is not there is an error of the file system', async () => {
    await expect(loadCounterexample(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('a bad file', () => {
  /** The message for a file with `value` at `path`; `undefined` removes what is there. */
  function complaint(path: readonly (string | number)[], value: unknown): string {
    const copy = structuredClone(example) as unknown as Record<string | number, unknown>;
    let at = copy;
    for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
    const last = path.at(-1) as string | number;
    if (value === undefined) delete at[last];
    else at[last] = value;
    return complaintOf(JSON.stringify(copy));
  }

  function complaintOf(text: string): string {
    try {
      parseCounterexample(text, 'it.json');
    } catch (error) {
      expect(error).toBeInstanceOf(CounterexampleError);
      return (error as Error).message;
    }
    return 'none';
  }

  test('is told from a good one', () => {
    expect(complaint(['skerry'], '0.0.9')).toBe('none');
  });

  test.each([
    ['', /^it\.json:1:1: /],
    ['{"version": 1,\n "name": oops}', /^it\.json:2:10: /],
    ['{"version": 1', /^it\.json:1:14: /],
    ['{"version": 1} {}', /^it\.json:1:16: expected the end of the file/],
  ])('%j is not JSON, and says where', (text, message) => {
    expect(complaintOf(text)).toMatch(message);
  });

  test.each([
    ['null', 'no version'],
    ['[]', 'no version'],
    ['{}', 'no version'],
    ['5', 'no version'],
    ['{"version": 2}', 'version 2'],
    ['{"version": "1"}', 'version "1"'],
    ['{"version": 12345678901234567890}', 'version {"$bigint":"12345678901234567890"}'],
  ])('%s has another version, and says which', (text, found) => {
    expect(complaintOf(text)).toBe(
      `it.json: expected a counterexample of version 1, found ${found}`,
    );
  });

  test.each<[(string | number)[], unknown]>([
    [['scenario'], undefined],
    [['original'], undefined],
    [['fingerprint'], undefined],
    [['fingerprint', 'anomaly'], undefined],
    [['traceHash'], 'xyz'],
    [['name'], '../../outside'],
    [['skerry'], 5],
    [['trace', 0], 5],
    [['likelihood'], undefined],
    [['statistics', 'minimality'], 'perhaps'],
    [['statistics', 'shrunk', 'faults'], -1],
    [['scenario', 'version'], 7],
    [['scenario', 'seed'], '1'],
    [['scenario', 'program', 0, 'client'], 'c77'],
    [['original', 'healAtUs'], 0.5],
    [['original', 'faults', 0, 'kind'], 'meteor'],
    [['original', 'program', 1, 'id'], 'first'],
  ])('%j = %j names the file and the field', (path, value) => {
    expect(complaint(path, value)).toMatch(new RegExp(`^it\\.json: ${path.join('\\.')}: .`));
  });
});
