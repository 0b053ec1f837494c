/**
 * `toSurvive`: a correct cluster passes, a wrong one is reported, saved and pinned, and a campaign
 * that says nothing fails.
 */

import 'skerry/vitest';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { abd, loadCounterexample, renderText } from 'skerry';
import type { UserCluster } from 'skerry';
import { registerWorkload } from 'skerry/workloads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refuser, SingleCopy } from './clusters.js';
import { messageOf } from './message-of.js';

/** One copy that answers when a write is on disk. */
const correct: UserCluster = {
  name: 'single-copy',
  nodes: 3,
  node: () => new SingleCopy(true),
  workload: registerWorkload,
};
/** The same, but it answers at once and forgets in a crash. */
const lossy: UserCluster = { ...correct, node: () => new SingleCopy(false) };
const refusing: UserCluster = { ...correct, node: () => new Refuser() };

let folder = '';

beforeEach(async () => {
  vi.stubEnv('NO_COLOR', '1');
  vi.stubEnv('FORCE_COLOR', undefined);
  folder = await mkdtemp(join(tmpdir(), 'skerry-survive-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a correct cluster', () => {
  test('survives', async () => {
    await expect(correct).toSurvive({ runs: 200, folder });
    expect(await readdir(folder)).toEqual([]);
  });

  test('fails where a violation is expected', async () => {
    const message = await messageOf(() => expect(correct).not.toSurvive({ runs: 20 }));
    expect(message).toMatch(/^expected a violation, but found none\n\nsystem/);
  });
});

describe('a cluster that loses writes', () => {
  test('is reported, saved, and stays found', async () => {
    const message = await messageOf(() => expect(lossy).toSurvive({ runs: 200, folder }));
    const [page, file] = (await readdir(folder)).sort();
    expect(page).toBe(file?.replace('.json', '.html'));
    expect(message).toContain(`page    ${join(folder, page as string)}`);
    expect(await readFile(join(folder, page as string), 'utf8')).toMatch(/^<!doctype html>/);
    const path = join(folder, file as string);
    const counterexample = await loadCounterexample(path);
    expect(message).toContain(`examples: ['${path}']`);
    expect(message).toContain(`saved   ${path}`);
    const lines = renderText(counterexample).split('\n');
    const story = lines.slice(
      0,
      lines.findIndex((line) => line.startsWith('  next')),
    );
    expect(message.split('\n').slice(0, story.length)).toEqual(story);
    expect(counterexample.statistics.shrunk).toMatchObject({ operations: 2, faults: 1 });
    expect(await messageOf(() => expect(lossy).toSurvive({ runs: 200, folder }))).toBe(message);
  });

  test('fails by its example alone, until it is repaired', async () => {
    await messageOf(() => expect(lossy).toSurvive({ runs: 200, folder }));
    const [page, example] = (await readdir(folder)).sort().map((file) => join(folder, file));
    await rm(page as string);
    const examples = [example as string];
    const options = { runs: 1, faults: [], examples, allowUnknown: true, folder };
    const message = await messageOf(() => expect(lossy).toSurvive(options));
    expect(message).toMatch(/^VIOLATION of linearizable/);
    expect(message).toContain('is an example of this test');
    expect(message).toContain(`page    ${page}`);
    expect(await readFile(page as string, 'utf8')).toMatch(/^<!doctype html>/);
    await expect(correct).toSurvive(options);
  });

  test('fails by a folder of examples, where it is not of another system', async () => {
    await messageOf(() => expect(lossy).toSurvive({ runs: 200, folder }));
    const options = { runs: 1, faults: [], examples: [folder], allowUnknown: true, folder };
    const message = await messageOf(() => expect(lossy).toSurvive(options));
    expect(message).toMatch(/^VIOLATION of linearizable/);
    expect(message).toContain(`${folder}/single-copy-`);
    await expect(correct).toSurvive(options);
    await expect({ ...lossy, name: 'another' }).toSurvive(options);
  });

  test('is not taken for repaired when its example cannot be run any more', async () => {
    const path = join(folder, 'newer.json');
    await writeFile(path, JSON.stringify({ version: 1_000 }));
    await expect(expect(correct).toSurvive({ runs: 1, examples: [path] })).rejects.toThrow(
      'examples that cannot be run any more:',
    );
  });

  test('survives where nothing is injected', async () => {
    await expect(lossy).toSurvive({ runs: 30, faults: [] });
  });

  test('passes where a violation is expected, and saves nothing', async () => {
    await expect(lossy).not.toSurvive({ runs: 200, folder });
    expect(await readdir(folder)).toEqual([]);
  });

  test('survives where nothing crashes', async () => {
    await expect(lossy).toSurvive({ runs: 60, faults: ['delay', 'client-link'] });
  });
});

describe('a bundled system', () => {
  test('is tested with a workload, bugs and a seed', async () => {
    const options = { runs: 400, workload: registerWorkload, bugs: ['sloppy-quorum'], seed: 3 };
    await expect(abd).not.toSurvive(options);
  });

  test('is refused without a workload', async () => {
    await expect(expect(abd).toSurvive({ runs: 1 })).rejects.toThrow(
      'toSurvive needs a workload for abd',
    );
  });
});

describe('a campaign that says nothing', () => {
  test('fails either way', async () => {
    const why = /^no violation was found, but that says little[^]*vacuous/;
    expect(await messageOf(() => expect(refusing).toSurvive({ runs: 10 }))).toMatch(why);
    expect(await messageOf(() => expect(refusing).not.toSurvive({ runs: 10 }))).toMatch(why);
  });

  test('that was stopped says so', async () => {
    const signal = AbortSignal.abort();
    const message = await messageOf(() => expect(correct).toSurvive({ runs: 10, signal }));
    expect(message).toMatch(/^stopped after 0 of 10 scenarios/);
  });

  test('passes where that is allowed', async () => {
    await expect(refusing).toSurvive({ runs: 10, allowUnknown: true });
    await expect(refusing).not.toSurvive({ runs: 10, allowUnknown: true });
  });
});

describe('wrong use', () => {
  test.each([
    ['no cluster', 42, 'toSurvive takes a cluster'],
    ['no nodes', { ...correct, nodes: 0 }, 'a cluster has 1 to 100 nodes, not 0'],
    ['no factory', { nodes: 3, workload: registerWorkload }, 'toSurvive takes a cluster'],
    ['no workload', { nodes: 3, node: correct.node }, 'a cluster needs a workload'],
  ])('%s is refused', async (_what, subject, message) => {
    await expect(expect(subject).toSurvive({ runs: 1 })).rejects.toThrow(message);
  });

  test('a number of runs is needed', async () => {
    await expect(expect(correct).toSurvive({ runs: 0 })).rejects.toThrow('toSurvive takes runs');
  });

  test('a bug that does not exist is named', async () => {
    await expect(expect(correct).toSurvive({ runs: 1, bugs: ['typo'] })).rejects.toThrow(
      'single-copy has no bug "typo"',
    );
  });
});
