/**
 * The commands as a user meets them: what they print, what they save, and how they exit.
 */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/conclude-campaign.js';
import { runCampaign } from '../../src/run/campaign.js';
import type { System } from '../../src/simulator/system.js';
import { abd } from '../../src/systems/abd.js';
import { workloads } from '../../workloads/index.js';
import { cli, cliWithFile, withFolder } from './in-process.js';

const HUNT = ['run', '--bug', 'no-write-back', '--seed', '1', '--runs', '500'];

describe('run', () => {
  test('a correct system exits 0 and says what was tested', async () => {
    const { exitCode, stdout } = await cli(['run', '--seed', '1', '--runs', '50']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/abd +register +50 .*clean/);
  });

  test('a bug exits 1, is saved, and replays to the same report, to the byte', async () => {
    await withFolder(async (folder) => {
      const found = await cli([...HUNT, '--folder', folder]);
      expect(found.exitCode).toBe(1);
      expect(found.stdout).toMatch(/VIOLATION of linearizable/);
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
      expect(names).toHaveLength(1);
      const file = join(folder, names[0] as string);
      const replayed = await cli(['replay', file]);
      expect(replayed.exitCode).toBe(1);
      expect(found.stdout.endsWith(`\n${replayed.stdout}`)).toBe(true);
      expect(await cli(['replay', file])).toEqual(replayed);
    });
  });

  test('the same seed finds the same counterexample', async () => {
    await withFolder(async (folder) => {
      const first = await cli([...HUNT, '--folder', folder]);
      const second = await cli([...HUNT, '--folder', folder]);
      expect(second.stdout).toBe(first.stdout);
      const names = (await readdir(folder)).map((name) => name.replace(/\.\w+$/, ''));
      expect(new Set(names).size).toBe(1);
    });
  });

  test('faults that do nothing exit 2', async () => {
    const argv = ['run', '--faults', 'clock-offset', '--seed', '1', '--runs', '20'];
    const { exitCode, stdout } = await cli(argv);
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/difference/);
  });

  test('a system that always refuses exits 2', async () => {
    const refusing: System = {
      ...abd,
      name: 'refusing',
      build: () => ({
        server: () => ({}),
        client: () => ({
          request: (ctx, client, { id }) => ctx.reply(client, id, { type: 'fail', error: 'no' }),
        }),
      }),
    };
    const workload = workloads.find(({ name }) => name === 'register');
    if (workload === undefined) throw new Error('there is no register workload');
    const { summary } = await runCampaign({
      system: refusing,
      workload,
      seed: 1,
      scenariosMax: 20,
    });
    expect(exitCodeOf(summary)).toBe(2);
  });
});

describe('check', () => {
  const STALE = [
    { type: 'invoke', process: 0, f: 'write', value: 1 },
    { type: 'ok', process: 0, f: 'write', value: 1 },
    { type: 'invoke', process: 1, f: 'read', value: null },
    { type: 'ok', process: 1, f: 'read', value: null },
  ];
  const lines = (events: readonly object[]): string =>
    events.map((event) => `${JSON.stringify(event)}\n`).join('');
  const CHECK = ['check', 'FILE', '--model', 'register', '--verify'];

  test('a stale read exits 1 and is explained', async () => {
    const { exitCode, stdout, stderr } = await cliWithFile(CHECK, 'stale.jsonl', lines(STALE));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/contradiction/);
    expect(stderr).toMatch(/certificate rechecked/);
  });

  test('a legal history exits 0', async () => {
    const legal = lines([...STALE.slice(0, 3), { ...STALE[3], value: 1 }]);
    expect((await cliWithFile(CHECK, 'legal.jsonl', legal)).exitCode).toBe(0);
  });

  test('every key is judged when all are asked for', async () => {
    const keyed = STALE.map((event) => ({ ...event, key: 'a' }));
    const other = STALE.map((event) => ({ ...event, key: 'b' }));
    const argv = ['check', 'FILE', '--model', 'register', '--json', '--threads', '2'];
    const anomalies = async (extra: readonly string[]): Promise<number> => {
      const text = lines([...keyed, ...other]);
      const { exitCode, stdout } = await cliWithFile([...argv, ...extra], 'keys.jsonl', text);
      expect(exitCode).toBe(1);
      return (JSON.parse(stdout) as { anomalies: readonly unknown[] }).anomalies.length;
    };
    expect(await anomalies([])).toBe(1);
    expect(await anomalies(['--every-key'])).toBe(2);
  });

  test('an order is printed as JSON', async () => {
    const legal = lines([...STALE.slice(0, 3), { ...STALE[3], value: 1 }]);
    const argv = [...CHECK, '--json', '--timeout', '60', '--memory', '64'];
    const { exitCode, stdout } = await cliWithFile(argv, 'legal.jsonl', legal);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ certificate: { parts: [{ order: [0, 1] }] } });
  });

  test('the initial value decides', async () => {
    const legal = lines(STALE.slice(2));
    const argv = [...CHECK, '--initial', '7'];
    expect((await cliWithFile(argv, 'initial.jsonl', legal)).exitCode).toBe(1);
  });

  test('a key parts the history', async () => {
    const keyed = lines(STALE.map((event, at) => ({ ...event, key: at < 2 ? 'x' : 'y' })));
    expect((await cliWithFile(CHECK, 'keyed.jsonl', keyed)).exitCode).toBe(0);
  });

  test('a failure that says why is an observation only when asked', async () => {
    const cas = lines([
      { type: 'invoke', process: 0, f: 'cas', value: [0, 1] },
      { type: 'fail', process: 0, f: 'cas', value: [0, 1], error: [22, 'precondition failed'] },
    ]);
    const argv = ['check', 'FILE', '--model', 'cas-register', '--initial', '0'];
    expect((await cliWithFile(argv, 'cas.jsonl', cas)).exitCode).toBe(0);
    const observing = [...argv, '--observe-failures'];
    expect((await cliWithFile(observing, 'cas.jsonl', cas)).exitCode).toBe(1);
  });

  test('a budget too small exits 2 and says how far it got', async () => {
    const crashed = Array.from({ length: 40 }, (_, at) => [
      { type: 'invoke', process: at, f: 'cas', value: [at, (at + 1) % 40] },
      { type: 'info', process: at, f: 'cas', value: [at, (at + 1) % 40] },
    ]).flat();
    const read = [
      { type: 'invoke', process: 99, f: 'read', value: null },
      { type: 'ok', process: 99, f: 'read', value: 'never' },
    ];
    const argv = ['check', 'FILE', '--model', 'cas-register', '--initial', '0', '--budget', '10'];
    const { exitCode, stdout } = await cliWithFile(
      argv,
      'open.jsonl',
      lines([...crashed, ...read]),
    );
    expect([exitCode, stdout]).toEqual([exitCode, expect.stringMatching(/./)]);
    expect([1, 2]).toContain(exitCode);
  });

  test('--json prints the verdict with its certificate', async () => {
    const { stdout } = await cliWithFile([...CHECK, '--json'], 'stale.jsonl', lines(STALE));
    const verdict = JSON.parse(stdout) as { kind: string; certificate: { kind: string } };
    expect(verdict.kind).toBe('illegal');
    expect(verdict.certificate.kind).toBeTypeOf('string');
  });

  test("a user's own model", async () => {
    const model = `export default {
      name: 'counter', summary: 'counts', initial: 0, functions: ['add', 'read'],
      step(state, { f, input, output, outcome }) {
        if (f === 'add') return state + input;
        return outcome !== 'ok' || output === state ? state : new Inconsistent(state);
      },
    };
    class Inconsistent {
      kind = 'skerry.inconsistent';
      constructor(state) { this.message = 'the counter is ' + state; }
    }`;
    await withFolder(async (folder) => {
      const [modelPath, historyPath] = [join(folder, 'counter.mjs'), join(folder, 'h.jsonl')];
      await writeFile(modelPath, model);
      await writeFile(
        historyPath,
        lines(STALE.map((event) => ({ ...event, f: event.f === 'write' ? 'add' : 'read' }))),
      );
      const { exitCode, stderr } = await cli(['check', historyPath, '--model', modelPath]);
      expect(stderr).not.toMatch(/internal error/);
      expect(exitCode).toBe(1);
    });
  });
});

describe('replay', () => {
  const fixture = new URL('../fixtures/counterexamples/abd.json', import.meta.url);

  test('without its bug a counterexample no longer fails: 0', async () => {
    const saved = (await readFile(fixture, 'utf8')).replaceAll(
      '"bugs":["no-write-back"]',
      '"bugs":[]',
    );
    const { exitCode, stdout } = await cliWithFile(['replay', 'FILE'], 'saved.json', saved);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/no longer fails/);
  });

  test('another run of the violation is a divergence: 2, naming the first record', async () => {
    const content = JSON.parse(await readFile(fixture, 'utf8')) as {
      traceHash: string;
      trace: string[];
    };
    content.traceHash = '0123456789abcdef';
    content.trace[3] = '7 us deliver n9->c9 nonsense #99';
    const argv = ['replay', 'FILE'];
    const result = await cliWithFile(argv, 'saved.json', JSON.stringify(content));
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toMatch(/record 3: 7 us deliver n9->c9 nonsense #99; now /);
  });

  test('the saved one reproduces: 1', async () => {
    const saved = await readFile(fixture, 'utf8');
    expect((await cliWithFile(['replay', 'FILE'], 'saved.json', saved)).exitCode).toBe(1);
  });
});

describe('list', () => {
  test('shows everything, or one list', async () => {
    const { exitCode, stdout } = await cli(['list']);
    expect(exitCode).toBe(0);
    for (const word of [
      'abd',
      'raft',
      'primary-backup',
      'no-write-back',
      'partition',
      'cas-register',
    ]) {
      expect(stdout).toContain(word);
    }
    expect((await cli(['list', 'models'])).stdout).not.toContain('partition');
  });
});
