/**
 * What CI acts on: every command answers every exit code that it can, in one table. A command that
 * is added has no row yet, and fails here.
 */

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/cli.js';
import { EXIT } from '../../src/cli/exit-codes.js';
import { buildProgram } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { PLAIN } from '../../src/report/palette.js';
import { cli } from './in-process.js';

type Line = readonly [type: string, process: number, f: string, value: unknown];

const lines = (events: readonly Line[]): string =>
  events
    .map(([type, process, f, value]) => `${JSON.stringify({ type, process, f, value })}\n`)
    .join('');

const WRITE: readonly Line[] = [
  ['invoke', 0, 'write', 0],
  ['ok', 0, 'write', 0],
];

/** All at once, and each value many times: nothing but a search can tell. */
function wide(): readonly Line[] {
  const swaps = Array.from({ length: 12 }, (_, at) => [at % 3, (at + 1) % 3]);
  const all = (type: string): Line[] => swaps.map((swap, at): Line => [type, at + 1, 'cas', swap]);
  return [...WRITE, ...all('invoke'), ...all('ok')];
}

const workloads = new URL('../../workloads/index.ts', import.meta.url).pathname;

/** Its answers come from outside of the simulation. */
const RESTLESS = `
  import { registerWorkload } from ${JSON.stringify(workloads)};
  const node = () => ({
    request: (ctx, client, { id }) => ctx.reply(client, id, { type: 'ok', value: Math.random() }),
  });
  export default { name: 'restless', nodes: 1, node, workload: registerWorkload };
`;

const RUN = ['run', '--folder', 'HOME/kept', '--seed', '4'];
const MEASURE = ['measure', '--runs', '3', '--seed', '1'];
const CHECK = ['check', '--model', 'cas-register'];
const SHRINK = ['shrink', '--model', 'cas-register'];
const SHARDS = ['HOME/ok/shard-1-of-2.json', 'HOME/ok/shard-2-of-2.json'];
const WRONG_SHARDS = ['HOME/wrong/shard-1-of-2.json', 'HOME/wrong/shard-2-of-2.json'];
const EMPTY_SHARDS = ['HOME/vacuous/shard-1-of-1.json'];

/** HOME is a folder with the files that are named below it. */
const TABLE: readonly (readonly [exitCode: number, argv: readonly string[]])[] = [
  [EXIT.ok, [...RUN, '--runs', '5']],
  [EXIT.violation, [...RUN, '--runs', '5', '--bug', 'no-write-back']],
  [EXIT.unknown, [...RUN, '--runs', '20', '--faults', 'clock-offset']],
  [EXIT.usage, [...RUN, '--runs', 'few']],
  [EXIT.badInput, [...RUN, '--regressions', 'HOME/corpus']],
  [EXIT.badInput, [...RUN, '--system', 'HOME/broken.mjs']],
  [EXIT.internal, [...RUN, '--system', 'HOME/restless.mjs']],
  [EXIT.interrupted, [...RUN, '--runs', '100000000']],

  [EXIT.ok, MEASURE],
  [EXIT.violation, [...MEASURE, '--assert', 'p50Ms <= 0.001']],
  [EXIT.unknown, [...MEASURE, '--assert', 'p50Ms <= 9 in clock-drift']],
  [EXIT.usage, [...MEASURE, '--assert', 'speed > 1']],
  [EXIT.badInput, [...MEASURE, '--system', 'HOME/broken.mjs']],
  [EXIT.interrupted, ['measure', '--runs', '100000000', '--seed', '1']],

  [EXIT.ok, [...CHECK, 'HOME/legal.jsonl']],
  [EXIT.violation, [...CHECK, 'HOME/illegal.jsonl']],
  [EXIT.unknown, [...CHECK, 'HOME/wide.jsonl', '--budget', '1']],
  [EXIT.usage, ['check', 'HOME/legal.jsonl']],
  [EXIT.badInput, [...CHECK, 'HOME/broken.mjs']],
  [EXIT.badInput, [...CHECK, 'HOME/nowhere']],
  [EXIT.violation, ['check', 'HOME/illegal.jsonl', '--all', '--expect', 'linearizable']],
  [EXIT.ok, ['check', 'HOME/illegal.jsonl', '--all']],

  [EXIT.ok, [...SHRINK, 'HOME/legal.jsonl']],
  [EXIT.violation, [...SHRINK, 'HOME/illegal.jsonl']],
  [EXIT.unknown, [...SHRINK, 'HOME/wide.jsonl', '--budget', '1']],
  [EXIT.usage, [...SHRINK, 'HOME/legal.jsonl', '--budget', '0']],
  [EXIT.badInput, [...SHRINK, 'HOME/broken.mjs']],

  [EXIT.ok, ['replay', 'HOME/repaired.json']],
  [EXIT.violation, ['replay', 'HOME/saved.json']],
  [EXIT.unknown, ['replay', 'HOME/diverged.json']],
  [EXIT.usage, ['replay']],
  [EXIT.badInput, ['replay', 'HOME/broken.mjs']],
  [EXIT.badInput, ['replay', 'HOME/nowhere']],

  [EXIT.ok, ['merge', ...SHARDS]],
  [EXIT.violation, ['merge', ...WRONG_SHARDS, '--folder', 'HOME/kept']],
  [EXIT.unknown, ['merge', ...EMPTY_SHARDS]],
  [EXIT.usage, ['merge']],
  [EXIT.badInput, ['merge', SHARDS[0] ?? '']],
  [EXIT.badInput, ['merge', 'HOME/saved.json']],
  [EXIT.interrupted, ['merge', 'HOME/interrupted.json', SHARDS[1] ?? '']],

  [EXIT.ok, ['init', 'HOME/project', '--dry-run']],
  [EXIT.usage, ['init', 'HOME/project', '--framework', 'mocha']],
  [EXIT.badInput, ['init', 'HOME/nowhere']],

  [EXIT.ok, ['list', 'models']],
  [EXIT.usage, ['list', 'nonsense']],

  [EXIT.usage, ['demo', 'nonsense']],
];

let home: string;

async function put(name: string, text: string): Promise<void> {
  await writeFile(join(home, name), text);
}

/** Runs two shards into `folder` below home. */
async function shards(folder: string, count: number, ...argv: readonly string[]): Promise<void> {
  for (let index = 1; index <= count; index++) {
    const shard = ['--shard', `${index}/${count}`, '--folder', join(home, folder)];
    await cli(['run', '--seed', '4', ...argv, ...shard]);
  }
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'skerry-exit-'));
  const fixture = new URL('../fixtures/counterexamples/abd.json', import.meta.url);
  const saved = await readFile(fixture, 'utf8');
  await put('saved.json', saved);
  await put('repaired.json', saved.replaceAll('"bugs":["no-write-back"]', '"bugs":[]'));
  await put('diverged.json', saved.replace(/"traceHash":"\w+"/, '"traceHash":"0123456789abcdef"'));
  await put('legal.jsonl', lines([...WRITE, ['invoke', 1, 'read', null], ['ok', 1, 'read', 0]]));
  await put('illegal.jsonl', lines([...WRITE, ['invoke', 1, 'read', null], ['ok', 1, 'read', 9]]));
  await put('wide.jsonl', lines(wide()));
  await put('broken.mjs', 'export default {');
  await put('restless.mjs', RESTLESS);
  await mkdir(join(home, 'corpus'));
  await put('corpus/a.json', '{}');
  await mkdir(join(home, 'project'));
  await put('project/package.json', '{"type":"module","devDependencies":{"vitest":"^4.1.0"}}');
  await shards('ok', 2, '--runs', '6');
  await shards('wrong', 2, '--runs', '6', '--bug', 'no-write-back');
  await shards('vacuous', 1, '--runs', '20', '--faults', 'clock-offset');
  const shard = await readFile(join(home, 'ok', 'shard-1-of-2.json'), 'utf8');
  await put('interrupted.json', shard.replace('"wasInterrupted":false', '"wasInterrupted":true'));
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** Presses ^C as soon as the command listens. */
function interruptSoon(): void {
  const on = vi.spyOn(process, 'on');
  const timer = setInterval(() => {
    const [, listener] = on.mock.calls.find(([name]) => name === 'SIGINT') ?? [];
    if (listener === undefined) return;
    clearInterval(timer);
    (listener as () => void)();
  }, 5);
}

const named = (argv: readonly string[]): string[] =>
  argv.map((one) => one.replaceAll('HOME', home));

describe('exit codes', () => {
  test.each(TABLE)('%i: %j', async (expected, argv) => {
    if (expected === EXIT.interrupted && argv[0] !== 'merge') interruptSoon();
    const { exitCode, stdout, stderr } = await cli(named(argv));
    expect([exitCode, exitCode === expected ? '' : stdout + stderr]).toEqual([expected, '']);
    if (expected >= EXIT.usage && expected < EXIT.interrupted) {
      expect(stderr).toMatch(/^(?:skerry|error): /m);
      expect(stdout.trim()).toBe('');
    }
  });

  test.each([...new Set(TABLE.map(([, [name]]) => name))])(
    'a defect of ours in %s is 70, with its place',
    async (command) => {
      const remarks: string[] = [];
      const terminal: Terminal = {
        print: () => {
          throw new Error('a defect');
        },
        remark: (text) => void remarks.push(text),
        palette: PLAIN,
        columns: 100,
        isLive: false,
      };
      const ok = TABLE.find(([code, [name]]) => name === command && code === EXIT.ok)?.[1];
      expect(await runCli(named(ok ?? ['demo']), terminal)).toBe(EXIT.internal);
      expect(remarks.join('\n')).toMatch(/^skerry: internal error: Error: a defect\n +at /m);
    },
  );

  test('every command has a row, and every code', () => {
    const { commands } = buildProgram({} as Terminal, () => {});
    const commandsOfTable = new Set(TABLE.map(([, [name]]) => name));
    expect(commandsOfTable).toEqual(new Set(commands.map((command) => command.name())));
    const codes = new Set<number>(TABLE.map(([code]) => code));
    expect(codes).toEqual(new Set<number>(Object.values(EXIT)));
  });
});
