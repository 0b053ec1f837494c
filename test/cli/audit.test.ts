/**
 * `skerry check FILE --all` and `--workload NAME`: exit codes, what is refused, and what is printed
 * for programs.
 */

import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { cli, cliWithFile, type CliResult } from './in-process.js';

type Micro = readonly [f: string, key: string, value: unknown];

/** Transactions that run one after another, each of a process of its own. */
function lines(...transactions: readonly (readonly Micro[])[]): string {
  return transactions
    .flatMap((micros, process) => [
      {
        type: 'invoke',
        process,
        f: 'txn',
        value: micros.map(([f, key, value]) => [f, key, f === 'r' ? null : value]),
      },
      { type: 'ok', process, f: 'txn', value: micros },
    ])
    .map((event) => JSON.stringify(event))
    .join('\n');
}

const LEGAL = lines([['append', 'x', 1]], [['r', 'x', [1]]]);
const STALE = lines([['append', 'x', 1]], [['r', 'x', []]], [['r', 'x', [1]]]);
const LATE = { type: 'invoke', process: 7, f: 'txn', value: [['append', 'y', 1]] };
const ABORTED = `${LEGAL}\n${JSON.stringify(LATE)}
${JSON.stringify({ type: 'fail', process: 7, f: 'txn', value: [['append', 'y', 1]] })}
${lines([['r', 'y', [1]]])}`;
const TWICE = lines([['append', 'x', 1]], [['append', 'x', 1]], [['r', 'x', [1]]]);

function audit(content: string, ...options: readonly string[]): Promise<CliResult> {
  return cliWithFile(['check', 'FILE', ...options], 'history.jsonl', content);
}

const LISTS = ['--workload', 'list-append'] as const;

describe('exit codes', () => {
  test.each([
    ['what is expected holds', LEGAL, ['serializable'], 0],
    ['a synonym, in any case', LEGAL, ['Strict-Serializable'], 0],
    ['a weaker model holds where a stronger one does not', STALE, ['serializable'], 0],
    ['one of several is violated', STALE, ['serializable', 'strict-serializable'], 1],
    ['the other way round', STALE, ['strict-serializable', 'serializable'], 1],
    ['an aborted read', ABORTED, ['read-committed'], 1],
    ['nobody can know', TWICE, ['serializable'], 2],
    ['nothing is expected', STALE, [], 0],
  ])('%s', async (_, content, models, exitCode) => {
    const expected = models.flatMap((model) => ['--expect', model]);
    expect((await audit(content, ...LISTS, ...expected)).exitCode).toBe(exitCode);
  });

  test('the violation of what is expected is printed, with what it follows from', async () => {
    const { stdout } = await audit(ABORTED, ...LISTS, '--expect', 'serializable');
    expect(stdout).toMatch(/✗ serializable +follows from read-committed/);
    expect(stdout).toMatch(/✗ read-committed +G1a/);
    expect(stdout).toContain('G1a: aborted read');
  });

  test('--all finds out what the history is of', async () => {
    const { exitCode, stdout } = await audit(STALE, '--all');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('3 list-append transactions');
    expect(stdout).toContain('violated strong-snapshot-isolation');
  });

  test('--all with an expectation', async () => {
    const { exitCode } = await audit(STALE, '--all', '--expect', 'strict-serializable');
    expect(exitCode).toBe(1);
  });
});

describe('what is refused', () => {
  test.each([
    ['neither model, workload nor all', []],
    ['two of them', ['--all', '--workload', 'list-append']],
    ['an unknown workload', ['--workload', 'lists']],
    ['an unknown model', ['--all', '--expect', 'serialisable']],
  ])('%s: 64', async (_, options) => {
    const { exitCode, stderr, stdout } = await audit(LEGAL, ...options);
    expect(exitCode).toBe(64);
    expect(stdout.trim()).toBe('');
    expect(stderr).toMatch(/^skerry: |error: /m);
  });

  test('names that exist are told', async () => {
    expect((await audit(LEGAL, '--workload', 'lists')).stderr).toContain('rw-register');
    const { stderr } = await audit(LEGAL, '--all', '--expect', 'serialisable');
    expect(stderr).toContain('strong-session-serializable');
  });

  test.each([
    ['transactions', LISTS],
    ['events', ['--all']],
  ])('what is no JSON, of %s: 65, with the place', async (_, options) => {
    const { exitCode, stderr } = await audit(`${LEGAL}\n{"type":"ok",]`, ...options);
    expect(exitCode).toBe(65);
    expect(stderr).toMatch(/history\.jsonl:5:14/);
  });

  test('a micro-operation that there is not: 65', async () => {
    const { exitCode, stderr } = await audit(lines([['increment', 'x', 1]]), ...LISTS);
    expect(exitCode).toBe(65);
    expect(stderr).toContain('event 0: expected r or append');
  });

  test('a file that is not there', async () => {
    const { exitCode } = await cli(['check', '/no/such/file', '--all']);
    expect(exitCode).toBe(65);
  });
});

describe('--json', () => {
  interface Printed {
    readonly subject: string;
    readonly judged: number;
    readonly standings: readonly {
      readonly model: string;
      readonly standing: string;
      readonly because: { readonly certificate?: { readonly order?: readonly number[] } };
    }[];
    readonly anomalies: readonly { readonly kind: string; readonly breaks: readonly string[] }[];
    readonly checks: readonly { readonly name: string; readonly result: object }[];
  }

  async function printed(content: string, ...options: readonly string[]): Promise<Printed> {
    const { stdout } = await audit(content, '--json', ...options);
    return JSON.parse(stdout) as Printed;
  }

  test('the whole audit, orders as arrays', async () => {
    const { subject, judged, standings } = await printed(LEGAL, ...LISTS);
    expect([subject, judged]).toEqual(['list-append transactions', 2]);
    const strict = standings.find(({ model }) => model === 'strong-serializable');
    expect(strict?.because.certificate?.order).toEqual([0, 1]);
  });

  test('anomalies', async () => {
    const { anomalies } = await printed(STALE, ...LISTS);
    expect(anomalies[0]?.kind).toBe('G-single-item-realtime');
    expect(anomalies[0]?.breaks).toContain('strong-snapshot-isolation');
  });

  test('the results of the checkers, whatever they hold', async () => {
    const events = [
      { type: 'invoke', process: 0, f: 'add', value: 1 },
      { type: 'ok', process: 0, f: 'add', value: 1 },
      { type: 'invoke', process: 1, f: 'read' },
      { type: 'ok', process: 1, f: 'read', value: [] },
    ];
    const content = events.map((event) => JSON.stringify(event)).join('\n');
    const { checks } = await printed(content, '--workload', 'set');
    expect(checks.map(({ name }) => name)).toContain('set-full');
    for (const { result } of checks.filter((check) => 'result' in check)) {
      expect(Object.keys(result).length).toBeGreaterThan(0);
    }
  });
});

describe('-', () => {
  test.each([
    ['transactions', LISTS],
    ['events', ['--all']],
  ])('%s from standard input', async (_, options) => {
    const before = Object.getOwnPropertyDescriptor(process, 'stdin')!;
    const value = Readable.from([Buffer.from(STALE)], { objectMode: false });
    Object.defineProperty(process, 'stdin', { value, configurable: true });
    try {
      const argv = ['check', '-', ...options, '--expect', 'strict-serializable'];
      expect((await cli(argv)).exitCode).toBe(1);
    } finally {
      Object.defineProperty(process, 'stdin', before);
    }
  });
});

test('--ascii', async () => {
  expect((await audit(STALE, '--all', '--ascii')).stdout).toMatch(/^[\n\x20-\x7e]*$/);
});
