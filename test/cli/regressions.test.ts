/**
 * The regression corpus on the command line: `skerry run` replays it before it draws anything, and
 * `skerry replay FOLDER` replays all of it.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, withFolder } from './in-process.js';

const FIXTURE = new URL('../fixtures/counterexamples/abd.json', import.meta.url);
const RUN = ['run', '--seed', '1', '--runs', '5'];

/** A folder of copies of the saved counterexample, each with its change to the text. */
function withCorpus(
  files: Readonly<Record<string, (text: string) => string>>,
  use: (corpus: string, home: string) => Promise<void>,
): Promise<void> {
  return withFolder(async (home) => {
    const corpus = join(home, 'regressions');
    await mkdir(corpus);
    const saved = await readFile(FIXTURE, 'utf8');
    for (const [name, change] of Object.entries(files)) {
      await writeFile(join(corpus, name), change(saved));
    }
    await use(corpus, home);
  });
}

const same = (text: string): string => text;
const ofRaft = (text: string): string =>
  text.replaceAll('"name":"abd","bugs"', '"name":"raft","bugs"');
const newer = (text: string): string => text.replace('"version":1,', '"version":7,');
const unknownBug = (text: string): string => text.replaceAll('"no-write-back"', '"long-gone"');
const unknownWorkload = (text: string): string =>
  text.replaceAll('"workload":"register"', '"workload":"abacus"');

describe('run', () => {
  test('counts those that pass, in the summary', async () => {
    const files = { 'a.json': same, 'b.json': same, 'c.json': ofRaft };
    await withCorpus(files, async (corpus, home) => {
      const { exitCode, stdout } = await cli([...RUN, '--regressions', corpus, '--folder', home]);
      expect(stdout).toMatch(/^ {2}regressions 2 passed, 1 of other systems$/m);
      expect(exitCode).toBe(0);
    });
  });

  test('ends with the first that fails again, before anything is drawn', async () => {
    await withCorpus({ 'a.json': ofRaft, 'b.json': same }, async (corpus, home) => {
      const argv = [...RUN, '--bug', 'no-write-back', '--regressions', corpus, '--folder', home];
      const { exitCode, stdout, stderr } = await cli(argv);
      expect(stdout).toMatch(/^VIOLATION of linearizable/);
      expect(stdout).toContain(join(corpus, 'b.json'));
      expect(stderr).toContain(`${join(corpus, 'b.json')}: a saved counterexample fails again`);
      expect(exitCode).toBe(1);
    });
  });

  test('says what cannot be replayed any more, and goes on', async () => {
    const files = { 'a.json': newer, 'b.json': unknownWorkload, 'c.json': same };
    await withCorpus(files, async (corpus, home) => {
      const argv = [...RUN, '--regressions', corpus, '--folder', home];
      const { exitCode, stdout, stderr } = await cli(argv);
      expect(stdout).toMatch(/regressions 1 passed, 2 cannot be replayed any more/);
      expect(stderr).toMatch(/cannot be replayed any more: .*a\.json: .* found version 7/);
      expect(stderr).toMatch(/cannot be replayed any more: .*b\.json: .*no workload "abacus"/);
      expect(exitCode).toBe(0);
    });
  });

  test('takes the folder regressions where there is one, and none elsewhere', async () => {
    await withCorpus({ 'a.json': same }, async (_corpus, home) => {
      const before = process.cwd();
      process.chdir(home);
      try {
        expect((await cli(RUN)).stdout).toMatch(/^ {2}regressions 1 passed$/m);
      } finally {
        process.chdir(before);
      }
    });
    expect((await cli(RUN)).stdout).not.toContain('regressions');
  });

  test.each<[string, string, RegExp]>([
    ['a file that is no counterexample', 'text', /regressions\/b\.json/],
    ['an empty object', '{}', /regressions\/b\.json: expected a counterexample/],
  ])('%s in it exits 65 and names the file', async (_name, content, message) => {
    await withCorpus({ 'a.json': same, 'b.json': () => content }, async (corpus) => {
      const { exitCode, stderr } = await cli([...RUN, '--regressions', corpus]);
      expect(stderr).toMatch(message);
      expect(exitCode).toBe(65);
    });
  });

  test('a folder that is not there exits 65', async () => {
    const { exitCode, stderr } = await cli([...RUN, '--regressions', 'nowhere-at-all']);
    expect(stderr).toMatch(/nowhere-at-all/);
    expect(exitCode).toBe(65);
  });

  test('in shards, the counts are in the merged summary too', async () => {
    await withCorpus({ 'a.json': same }, async (corpus, home) => {
      const argv = [...RUN, '--regressions', corpus, '--folder', home];
      const whole = await cli(argv);
      const files = ['1/2', '2/2'].map((shard) =>
        join(home, `shard-${shard.replace('/', '-of-')}.json`),
      );
      for (const shard of ['1/2', '2/2']) await cli([...argv, '--shard', shard]);
      expect((await cli(['merge', ...files])).stdout).toBe(whole.stdout);
    });
  });
});

describe('replay of a folder', () => {
  test('goes through all of it, a line each', async () => {
    const files = { 'a.json': same, 'b.json': newer, 'c.json': unknownBug, 'd.json': same };
    await withCorpus(files, async (corpus) => {
      const { exitCode, stdout } = await cli(['replay', corpus]);
      expect(stdout.replaceAll(corpus, 'FOLDER').split('\n')).toEqual([
        'FAILED   FOLDER/a.json: non-linearizable',
        'outdated FOLDER/b.json: expected a counterexample of version 1, found version 7',
        'outdated FOLDER/c.json: system abd has no bug "long-gone"',
        'FAILED   FOLDER/d.json: non-linearizable',
        '4 counterexamples: 0 passed, 2 failed, 2 cannot be replayed any more',
        '',
      ]);
      expect(exitCode).toBe(1);
    });
  });

  test('exits 0 where all pass, and 2 where nothing could be replayed', async () => {
    const repaired = (text: string): string =>
      text.replaceAll('"bugs":["no-write-back"]', '"bugs":[]');
    await withCorpus({ 'a.json': repaired }, async (corpus) => {
      const { exitCode, stdout } = await cli(['replay', corpus]);
      expect(stdout).toMatch(/^passed .*a\.json\n1 counterexample: 1 passed, 0 failed\n$/);
      expect(exitCode).toBe(0);
    });
    await withCorpus({}, async (corpus) => {
      expect((await cli(['replay', corpus])).exitCode).toBe(2);
      const refused = await cli(['replay', corpus, '--reporter', 'json']);
      expect(refused.exitCode).toBe(64);
    });
  });
});
