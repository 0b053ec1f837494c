/**
 * The recorders for other languages name the key of an operation, and survive an answer that JSON
 * cannot hold: nobody knows what came of it, and its client goes on as a new process.
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { cli } from '../cli/in-process.js';
import { examples } from './toolchains.js';

interface Line {
  readonly type: string;
  readonly process: number;
  readonly key?: string;
  readonly f: string;
  readonly value: unknown;
  readonly error?: string;
}

const schema = JSON.parse(
  await readFile(new URL('../../docs/schemas/history-event.schema.json', import.meta.url), 'utf8'),
) as object;
const isValid = new Ajv2020({ strictTypes: false, strictTuples: false }).compile(schema);

test.each(examples)('a store with two keys in $name', async ({ buildStore }) => {
  const home = await mkdtemp(join(tmpdir(), 'skerry-recorder-'));
  try {
    const [program, ...argv] = await buildStore(home);
    const path = join(home, 'history.jsonl');
    await execa(program, [...argv, path]);
    const text = await readFile(path, 'utf8');
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    for (const line of lines) expect(isValid(line) ? [] : [line, isValid.errors]).toEqual([]);
    expect(lines.map(({ type, process, key, f, value }) => [type, process, key, f, value])).toEqual(
      [
        ['invoke', 0, 'x', 'write', 1],
        ['ok', 0, 'x', 'write', 1],
        ['invoke', 0, 'y', 'write', 2],
        ['ok', 0, 'y', 'write', 2],
        ['invoke', 0, 'x', 'read', null],
        ['info', 0, 'x', 'read', null],
        ['invoke', 1, 'x', 'read', null],
        ['info', 1, 'x', 'read', null],
        ['invoke', 2, 'x', 'read', null],
        ['ok', 2, 'x', 'read', 1],
        ['invoke', 2, 'y', 'read', null],
        ['ok', 2, 'y', 'read', 2],
      ],
    );
    for (const { type, error } of lines) expect(error !== undefined).toBe(type === 'info');
    const { exitCode, stdout } = await cli(['check', path, '--model', 'register', '--verify']);
    expect(stdout).toMatch(/^LEGAL: linearizable holds/);
    expect(exitCode).toBe(0);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
