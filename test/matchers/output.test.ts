/**
 * What a person sees: a project of their own runs Vitest, and its output is the report, followed by
 * the one line of their test that failed. And what a snapshot sees: the same message in every
 * process.
 */

import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Fails in all ways, and writes down with which messages. */
const SPEAKING = `
import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import 'skerry/vitest';
import { linearizable, register } from 'skerry/checkers';
import { registerWorkload } from 'skerry/workloads';

class Lonely {
  values = new Map();
  request(ctx, client, { id, f, key, value }) {
    if (f === 'write') this.values.set(key, value);
    ctx.reply(client, id, { type: 'ok', value: this.values.get(key) ?? null });
  }
}

const lonely = { name: 'lonely', nodes: 2, node: () => new Lonely(), workload: registerWorkload };
const recorded = [
  { index: 0, type: 'invoke', process: 0, f: 'write', value: 1, timeNs: 10 },
  { index: 1, type: 'ok', process: 0, f: 'write', value: 1, timeNs: 20 },
  { index: 2, type: 'invoke', process: 1, f: 'read', value: null, timeNs: 30 },
  { index: 3, type: 'ok', process: 1, f: 'read', value: null, timeNs: 40 },
];

test('speaks', async () => {
  const messages = [];
  for (const attempt of [
    () => expect(recorded).toConformTo(linearizable(register())),
    () => expect(recorded).toBeLinearizable(),
    () => expect(recorded.slice(0, 2)).not.toBeLinearizable(),
    () => expect(lonely).toSurvive({ runs: 100 }),
    () => expect({ ...lonely, nodes: 1 }).not.toSurvive({ runs: 20, faults: [] }),
  ]) {
    try {
      await attempt();
    } catch (error) {
      messages.push(error.message);
    }
  }
  await writeFile('FILE.json', JSON.stringify({ process: process.pid, messages }));
});
`;

/** The same, and then one that a person sees fail. */
const FAILING = `${SPEAKING}
test('survives', async () => {
  const { node, workload } = lonely;
  await expect({ nodes: 2, node, workload }).toSurvive({ runs: 100 });
});
`;
const LINE = FAILING.split('\n').findIndex((line) => line.includes('{ nodes: 2, node, ')) + 1;

interface Spoken {
  readonly process: number;
  readonly messages: readonly string[];
}

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skerry-output-'));
  await mkdir(join(folder, 'test'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [file, text] of Object.entries({ first: FAILING, second: SPEAKING })) {
    await writeFile(join(folder, `test/${file}.test.ts`), text.replace('FILE', file));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

let printed = '';
let exitCode: number | undefined;

beforeAll(async () => {
  const config = join(root, 'vitest.config.ts');
  const ended = await execa('vitest', ['run', '--config', config, '--root', folder], {
    cwd: folder,
    preferLocal: true,
    localDir: root,
    reject: false,
    env: { NO_COLOR: undefined, FORCE_COLOR: undefined, CI: 'true' },
  });
  exitCode = ended.exitCode;
  printed = stripVTControlCharacters(ended.stderr);
});

test('a failing test prints the report', async () => {
  expect(exitCode).toBe(1);
  const files = await readdir(join(folder, '.skerry'));
  const [saved] = files.filter((name) => /^cluster-\w+\.json$/.test(name));
  const error = printed.slice(printed.indexOf('Error: '));
  expect(error).toMatch(/^Error: VIOLATION of linearizable/);
  expect(error).toContain(`saved   .skerry/${saved}`);
  const frames = error.match(/^ ❯ .*$/gm) ?? [];
  expect(frames).toEqual([expect.stringContaining(`test/first.test.ts:${LINE}:`)]);
});

test('messages are the same in every process', async () => {
  const [first, second] = await Promise.all(
    ['first', 'second'].map(
      async (file) => JSON.parse(await readFile(join(folder, `${file}.json`), 'utf8')) as Spoken,
    ),
  );
  expect(first?.process).not.toBe(second?.process);
  expect(first?.messages).toHaveLength(5);
  expect(first?.messages).toEqual(second?.messages);
  for (const message of first?.messages ?? []) {
    expect(message).not.toContain(folder);
    expect(message).not.toContain('\u001b');
  }
});
