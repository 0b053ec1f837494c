/**
 * `skerry measure` and the lists of what can be injected and measured.
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MEASUREMENTS } from '../../src/measure/catalogue.js';
import { FAULT_CATALOGUE } from '../../src/scenario/fault-catalogue.js';
import { cli, withFolder } from './in-process.js';

const SHORT = ['measure', '--runs', '10', '--seed', '1'];

describe('measure', () => {
  test('prints figures by phase and messages by type', async () => {
    const { exitCode, stdout } = await cli(SHORT);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Measured over 10 runs');
    expect(stdout).toMatch(/^ +all +calm/m);
    expect(stdout).toMatch(/^availability +0\.\d+/m);
    expect(stdout).toMatch(/^query +\d/m);
  });

  test('an assertion that fails exits 1, one that was not measured 2', async () => {
    const failing = await cli([...SHORT, '--assert', 'p50Ms <= 0.001']);
    expect(failing.exitCode).toBe(1);
    expect(failing.stdout).toContain('fails: p50Ms <= 0.001');
    const holding = await cli([...SHORT, '--assert', 'messagesPerOperation <= 1000']);
    expect(holding.exitCode).toBe(0);
    expect(holding.stdout).toContain('holds: messagesPerOperation <= 1000');
    const elsewhere = await cli([...SHORT, '--assert', 'p50Ms <= 9 in clock-drift']);
    expect(elsewhere.exitCode).toBe(2);
  });

  test('a wrong assertion or sweep is wrong usage', async () => {
    const wrong = await cli([...SHORT, '--assert', 'speed > 1']);
    expect(wrong.exitCode).toBe(64);
    expect(wrong.stderr).toContain('there is no figure "speed"');
    const sweep = await cli([...SHORT, '--sweep', 'disks=1']);
    expect(sweep.exitCode).toBe(64);
    expect(sweep.stderr).toContain('--sweep takes servers=1,3,5');
  });

  test('a wrong system is told from a slow one', async () => {
    const bug = ['--bug', 'no-write-back', '--runs', '60'];
    const { exitCode, stdout } = await cli(['measure', '--seed', '1', ...bug]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/of 60 runs show/);
  });

  test('a sweep has a row a size', async () => {
    const { exitCode, stdout } = await cli([...SHORT, '--sweep', 'servers=1,3']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^1 server .*\n3 servers /m);
  });

  test('every kind of fault has a row', async () => {
    const { stdout } = await cli(['measure', '--runs', '2', '--seed', '1', '--each-fault']);
    for (const kind of ['none', ...Object.keys(FAULT_CATALOGUE)]) {
      expect(stdout).toMatch(new RegExp(`^${kind} `, 'm'));
    }
  });
});

describe('reporters', () => {
  test('the page has the figures over time, and the terminal is told the same', async () => {
    const plain = await cli(SHORT);
    await withFolder(async (folder) => {
      const path = join(folder, 'measured.html');
      const { exitCode, stdout } = await cli([...SHORT, '--reporter', `html=${path}`]);
      expect({ exitCode, stdout }).toEqual({ exitCode: plain.exitCode, stdout: plain.stdout });
      const html = await readFile(path, 'utf8');
      const [, json = ''] = /id="skerry">(.*?)<\/script>/s.exec(html) ?? [];
      const { sections } = JSON.parse(json) as { sections: { kind: string }[] };
      expect(sections.map(({ kind }) => kind)).toEqual(['counts', 'counts', 'counts', 'plots']);
    });
  });

  test('what was asserted is told in every format as the exit code tells it', async () => {
    const asserting = async (assertion: string, reporter: string) =>
      cli([...SHORT, '--assert', assertion, '--reporter', reporter]);
    const failing = 'p50Ms <= 0.001';
    for (const [reporter, told] of [
      ['text', /^fails: p50Ms <= 0\.001 \(/m],
      ['html', /"outcome":"violation"/],
      ['markdown', /^### ❌ VIOLATION of p50Ms/m],
      ['junit', /failures="1"[^]*<failure message="p50Ms &lt;= 0\.001 does not hold/],
      ['sarif', /"level": "error"[^]*p50Ms <= 0\.001 does not hold/],
      ['github', /^::error title=VIOLATION of p50Ms <= 0\.001/m],
      ['json', /"outcome": "violation"/],
    ] as const) {
      const { exitCode, stdout } = await asserting(failing, reporter);
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(told);
    }
    const unmeasured = await asserting('p50Ms <= 9 in clock-drift', 'json');
    expect(unmeasured.exitCode).toBe(2);
    expect(unmeasured.stdout).toMatch(/"outcome": "unknown"/);
    const holding = await asserting('messagesPerOperation <= 1000', 'json');
    expect(holding.exitCode).toBe(0);
    expect(holding.stdout).toMatch(/"outcome": "clean"[^]*"name": "messagesPerOperation <= 1000"/);
  });

  test.each([['--each-fault'], ['--sweep', 'servers=1,3']])('not with %s', async (...table) => {
    const { exitCode, stderr } = await cli([...SHORT, ...table, '--reporter', 'markdown']);
    expect(exitCode).toBe(64);
    expect(stderr).toContain('--reporter tells of one measurement');
  });
});

describe('lists', () => {
  test('measurements with their units', async () => {
    const { stdout } = await cli(['list', 'measurements']);
    for (const { name } of MEASUREMENTS) expect(stdout).toContain(`  ${name} `);
  });

  test('faults with their parameters', async () => {
    const { stdout } = await cli(['list', 'faults']);
    expect(stdout).toMatch(/client-link .*client, direction, servers/);
  });
});
