/**
 * The recorders for other languages record what happens: their histories are valid, a register that
 * is right is found right and one that is wrong is found wrong, and strings arrive as they were.
 */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cli } from '../cli/in-process.js';
import { examples } from './toolchains.js';

/** What a register is asked to hold first. */
const HOSTILE = '"quotes" \\ </script> é😀\u2028\u0000\u001b[31m\t\r\n';

interface Line {
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  readonly process: number;
  readonly f: string;
  readonly value: unknown;
  readonly time: number;
}

const schema = JSON.parse(
  await readFile(new URL('../../docs/schemas/history-event.schema.json', import.meta.url), 'utf8'),
) as object;
const isValid = new Ajv2020({ strictTypes: false, strictTuples: false }).compile(schema);

function parse(text: string): Line[] {
  expect(text.endsWith('}\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe.each(examples)('in $name', ({ build, hasLoneSurrogates }) => {
  let home: string;
  let command: readonly [string, ...string[]];
  const file = (name: string): string => join(home, 'out', `${name}.jsonl`);

  async function record(name: string, ...options: readonly string[]): Promise<Line[]> {
    const [program, ...argv] = command;
    await execa(program, [...argv, file(name), ...options]);
    return parse(await readFile(file(name), 'utf8'));
  }

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'skerry-recorder-'));
    await mkdir(join(home, 'out'));
    command = await build(home);
  });

  afterAll(() => rm(home, { recursive: true, force: true }));

  test('a register that is right is found right', async () => {
    const lines = await record('right');
    for (const line of lines) expect(isValid(line) ? [] : [line, isValid.errors]).toEqual([]);
    const argv = ['check', file('right'), '--model', 'cas-register', '--verify'];
    const { exitCode, stdout } = await cli(argv);
    expect(stdout).toMatch(/^LEGAL: linearizable holds/);
    expect(stdout).toMatch(/104 operations by 10 processes: \d+ ok, \d+ failed, 4 without answer/);
    expect(exitCode).toBe(0);
  });

  test('a register with a cache that nobody invalidates is found wrong, in every run', async () => {
    for (const name of ['wrong', 'wrong again']) {
      const lines = await record(name, '--bug');
      for (const line of lines) expect(isValid(line) ? [] : [line, isValid.errors]).toEqual([]);
      const { exitCode, stdout } = await cli(['check', file(name), '--model', 'cas-register']);
      expect(stdout).toMatch(/^VIOLATION of linearizable/);
      expect(exitCode).toBe(1);
    }
  });

  test('clients do one thing at a time, and never again after they lost an answer', async () => {
    const lines = await record('order');
    const open = new Map<number, string>();
    const gone = new Set<number>();
    let together = 0;
    for (const [at, { type, process, f, time }] of lines.entries()) {
      expect(time).toBeGreaterThanOrEqual(lines[at - 1]?.time ?? 0);
      expect(gone).not.toContain(process);
      if (type === 'invoke') {
        expect(open.has(process)).toBe(false);
        open.set(process, f);
      } else {
        expect(open.get(process)).toBe(f);
        open.delete(process);
        if (type === 'info') gone.add(process);
      }
      together = Math.max(together, open.size);
    }
    expect(gone.size).toBe(4);
    expect(new Set(lines.map(({ type }) => type))).toEqual(
      new Set(['invoke', 'ok', 'fail', 'info']),
    );
    // Several threads were at work at once, or nothing was tested.
    expect(together).toBeGreaterThan(1);
  });

  test('strings arrive as they were', async () => {
    const lines = await record('strings');
    const second = hasLoneSurrogates ? '\ud800' : '\ufffd';
    const first = lines.slice(0, 8).map(({ type, f, value }) => [type, f, value]);
    expect(first).toEqual([
      ['invoke', 'write', HOSTILE],
      ['ok', 'write', HOSTILE],
      ['invoke', 'read', null],
      ['ok', 'read', HOSTILE],
      ['invoke', 'write', second],
      ['ok', 'write', second],
      ['invoke', 'read', null],
      ['ok', 'read', second],
    ]);
  });

  test('the file is replaced as a whole, and no draft stays behind', async () => {
    await rm(join(home, 'out'), { recursive: true });
    await mkdir(join(home, 'out'));
    await writeFile(file('replaced'), 'what was there before');
    const lines = await record('replaced');
    expect(lines.length).toBeGreaterThan(200);
    expect(await readdir(join(home, 'out'))).toEqual(['replaced.jsonl']);
    const [program, ...argv] = command;
    const nowhere = join(home, 'no such folder', 'history.jsonl');
    const { exitCode } = await execa(program, [...argv, nowhere], { reject: false });
    expect(exitCode).not.toBe(0);
  });
});

test.each(examples)('without its tools the example in $name fails, and says why', async (one) => {
  vi.stubEnv('PATH', tmpdir());
  const folder = await mkdtemp(join(tmpdir(), 'skerry-recorder-'));
  try {
    await expect(one.build(folder)).rejects.toThrow(
      new RegExp(
        `^the example in ${one.name} needs \\w+, which is not installed; on Debian: apt-get`,
      ),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('tools leave nothing in the folder of the examples', async () => {
  const folder = new URL('../../docs/examples/recorders/', import.meta.url);
  const names = await readdir(folder, { recursive: true });
  expect(names.sort()).toEqual([
    'go',
    'go/go.mod',
    'go/main.go',
    'go/recorder.go',
    'java',
    'java/Main.java',
    'java/Recorder.java',
    'python',
    'python/main.py',
    'python/recorder.py',
  ]);
});
