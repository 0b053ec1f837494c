/**
 * What a person sees: a project of their own runs Vitest, and its output is the report, followed by
 * the one line of their test that failed.
 */

import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const FAILING = `
import { expect, test } from 'vitest';
import 'skerry/vitest';
import { registerWorkload } from 'skerry/workloads';

/** Keeps everything in memory. */
class Forgetful {
  values = new Map();
  request(ctx, client, { id, f, key, value }) {
    if (f === 'write') this.values.set(key, value);
    ctx.reply(client, id, { type: 'ok', value: this.values.get(key) ?? null });
  }
}

test('survives', async () => {
  const cluster = { nodes: 1, node: () => new Forgetful(), workload: registerWorkload };
  await expect(cluster).toSurvive({ runs: 100 });
});
`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skerry-output-'));
  await mkdir(join(folder, 'test'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'test/failing.test.ts'), FAILING);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a failing test prints the report', async () => {
  const config = join(root, 'vitest.config.ts');
  const { stderr, exitCode } = await execa(
    'vitest',
    ['run', '--config', config, '--root', folder],
    {
      cwd: folder,
      preferLocal: true,
      localDir: root,
      reject: false,
      env: { NO_COLOR: '1', FORCE_COLOR: undefined },
    },
  );
  expect(exitCode).toBe(1);
  const files = await readdir(join(folder, '.skerry'));
  expect(files).toHaveLength(1);
  const printed = stderr.slice(stderr.indexOf('Error: '));
  expect(printed).toMatch(/^Error: VIOLATION of linearizable/);
  expect(printed).toContain(`saved   .skerry/${files[0]}`);
  const frames = printed.match(/^ ❯ .*$/gm) ?? [];
  expect(frames).toEqual([expect.stringContaining('test/failing.test.ts:17')]);
}, 60_000);
