/**
 * `--system` names a module of the user's: run, measured and replayed like a bundled system.
 */

import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, withFolder } from './in-process.js';

const workloads = new URL('../../workloads/index.ts', import.meta.url).pathname;

/** n0 keeps registers on its disk; `syncs` before it answers, or not. */
function cluster(syncs: boolean): string {
  const answer = 'ctx.reply(client, id, { type: "ok", value: found })';
  return `
    import { registerWorkload } from ${JSON.stringify(workloads)};
    const notHere = { type: 'fail', error: ['not-here', 'n0'] };
    const node = () => ({
      request(ctx, client, { id, f, key, value }) {
        if (ctx.self !== 'n0') return ctx.reply(client, id, notHere);
        if (f === 'write' && !ctx.disk.read('done ' + id)) {
          ctx.disk.write('done ' + id, true);
          ctx.disk.write(key, value);
        }
        const found = ctx.disk.read(key) ?? null;
        ${syncs ? `ctx.disk.sync(() => ${answer})` : answer};
      },
    });
    export default { name: 'mine', nodes: 2, node, workload: registerWorkload };
  `;
}

async function withCluster(
  text: string,
  use: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, 'cluster.mjs');
    await writeFile(path, text);
    await use(path, join(folder, 'kept'));
  });
}

test('a mistake is found, and replayed by the command that the report names', async () => {
  await withCluster(cluster(false), async (path, folder) => {
    const argv = ['run', '--system', path, '--seed', '1', '--runs', '200', '--folder', folder];
    const { exitCode, stdout } = await cli(argv);
    expect(exitCode).toBe(1);
    const name = (await readdir(folder)).find((one) => one.endsWith('.json'));
    const replay = ['replay', join(folder, name!), '--system', path];
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`npx skerry ${replay.join(' ')}`);
    expect((await cli(replay)).exitCode).toBe(1);
    const unnamed = await cli(replay.slice(0, 2));
    expect(unnamed.exitCode).toBe(65);
    expect(unnamed.stderr).toContain('there is no system "mine"');
  });
});

test('what is correct survives, and is measured', async () => {
  await withCluster(cluster(true), async (path) => {
    const argv = ['--system', path, '--seed', '1', '--runs', '30'];
    expect((await cli(['run', ...argv])).exitCode).toBe(0);
    const measured = await cli(['measure', ...argv, '--assert', 'availability >= 0.1']);
    expect(measured.stdout).toContain('holds: availability >= 0.1');
  });
});

test.each([
  ['nothing', 'export const other = 1;', 65, 'exports no cluster'],
  ['no whole number of nodes', 'export default { nodes: 0 };', 65, 'exports no cluster'],
  ['what cannot be read', 'export default {', 65, 'cannot be loaded'],
])('a module with %s is bad input', async (_what, text, code, message) => {
  await withCluster(text, async (path) => {
    const { exitCode, stderr } = await cli(['run', '--system', path]);
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
  });
});

test('a path that leads nowhere, and a workload besides, are wrong usage', async () => {
  const nowhere = await cli(['run', '--system', './nowhere.mjs']);
  expect(nowhere).toMatchObject({ exitCode: 64 });
  expect(nowhere.stderr).toContain('there is no file ./nowhere.mjs to load a cluster from');
  const both = await cli(['run', '--system', './nowhere.mjs', '--workload', 'register']);
  expect(both).toMatchObject({ exitCode: 64 });
});
