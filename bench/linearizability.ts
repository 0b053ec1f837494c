/**
 * How fast linearizability is checked: for each workload the processor time and memory of a whole
 * process, from the file to the verdict, beside those of the classic Wing-Gong-Lowe search on the
 * same file. That search is stopped at 10 s or 2 GB, and the ratio is then a lower bound. Times are
 * also given in units of a loop of integer hashing, measured in the same run. Exits 1 when a
 * verdict is wrong or unknown, or a limit is passed.
 *
 *   node dist/bench/linearizability.js [--only TEXT] [--quick] [--skip-baseline] [--verify]
 *     [--corpus DIR]
 */

import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { deriveSeed } from '../src/scenario/randomness.js';
import { calibrate, CALIBRATION_STEPS } from './calibration.js';
import { linesOf } from './histories/lines.js';
import { generate } from './histories/workloads.js';
import type { Measurement } from './linearizability/measurement.js';
import { parseMeasurement } from './linearizability/parse-measurement.js';
import { allRows, type Row } from './linearizability/rows.js';
import { growthLines, headerLine, resultLine, standingOf } from './linearizability/table.js';
import type { Result } from './linearizability/table.js';

const JUDGE = fileURLToPath(new URL('./linearizability/judge.js', import.meta.url));
const BASELINE = fileURLToPath(new URL('./linearizability/baseline.js', import.meta.url));
const BASELINE_SECONDS = 10;
const BASELINE_SECONDS_QUICK = 1;
const BASELINE_MEGABYTES = 2048;

/** A process that hangs must not stop the others; wall clock. */
const TIMEOUT_MS = 300_000;

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    'skip-baseline': { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    corpus: { type: 'string' },
  },
});

async function main(): Promise<number> {
  const rows = allRows().filter(
    (row) => (!options.quick || row.isQuick) && titleOf(row).includes(options.only),
  );
  const unitSeconds = calibrate();
  console.log(`one unit is ${CALIBRATION_STEPS} steps of hashing: ${unitSeconds.toFixed(3)} cpu s`);
  console.log(headerLine());
  const folder = mkdtempSync(join(tmpdir(), 'skerry-bench-'));
  const results: Result[] = [];
  try {
    for (const row of rows) {
      const result = await measure(row, folder);
      results.push(result);
      console.log(resultLine(result, unitSeconds));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const growth = growthLines(results);
  if (growth.lines.length > 0) {
    console.log(
      '\nten times the operations cost'.padEnd(65) + 'cpu'.padStart(8) + 'check'.padStart(8),
    );
    console.log(growth.lines.join('\n'));
  }
  const tally = new Map<string, number>();
  for (const result of results) {
    const standing = standingOf(result);
    tally.set(standing, (tally.get(standing) ?? 0) + 1);
  }
  console.log(`\n${[...tally].map(([standing, count]) => `${count} ${standing}`).join(', ')}`);
  const good = ['ok', 'NOT RUN', 'NONE'];
  return results.length > 0 &&
    [...tally.keys()].every((one) => good.includes(one)) &&
    !growth.isOver
    ? 0
    : 1;
}

/** What `--only` is searched in. */
function titleOf({ name, source, expected }: Row): string {
  if (source.kind === 'corpus') return `${name} ${expected}`;
  const { operations, clients, crashes } = source;
  return `${name} ${operations} c${clients} ${crashes * 100}% ${expected}`;
}

async function measure(row: Row, folder: string): Promise<Result> {
  const { source } = row;
  if (source.kind === 'corpus') {
    if (options.corpus === undefined) return { row, remark: 'give --corpus DIR' };
    const file = join(options.corpus, source.file);
    const extra = ['--initial', source.initial];
    if (source.isUnpartitioned) extra.push('--unpartitioned');
    return { row, ...(await measureFile(file, source.model, extra)) };
  }
  const { workload, shape, operations, clients, crashes } = source;
  const seed = deriveSeed(1, workload.name, operations + clients);
  const { expected } = row;
  const generated = generate(workload, { operations, clients, crashes, seed, expected });
  if (expected === 'illegal' && generated.violation === undefined) {
    return { row, remark: 'no violation could be made certain' };
  }
  const file = join(folder, 'history.jsonl');
  const descriptor = openSync(file, 'w');
  for (const piece of linesOf(generated.recording, shape)) writeSync(descriptor, piece);
  closeSync(descriptor);
  const result = { row, ...(await measureFile(file, workload.model, [])) };
  rmSync(file);
  return result;
}

type Measured = Pick<Result, 'measurement' | 'baseline' | 'remark'>;

async function measureFile(file: string, model: string, extra: string[]): Promise<Measured> {
  try {
    // The verifier always splits by key.
    const isVerified = options.verify && !extra.includes('--unpartitioned');
    const verifying = isVerified ? ['--verify'] : [];
    const measurement = await run([JUDGE, file, model, ...extra, ...verifying]);
    if (options['skip-baseline']) return { measurement };
    const seconds = options.quick ? BASELINE_SECONDS_QUICK : BASELINE_SECONDS;
    const budget = ['--seconds', String(seconds), '--megabytes', String(BASELINE_MEGABYTES)];
    const heap = `--max-old-space-size=${2 * BASELINE_MEGABYTES}`;
    const baseline = await run([heap, BASELINE, file, model, ...extra, ...budget]);
    return { measurement, baseline };
  } catch (error) {
    return { remark: error instanceof Error ? firstError(error.message) : String(error) };
  }
}

async function run(command: readonly string[]): Promise<Measurement> {
  const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: TIMEOUT_MS });
  return parseMeasurement(stdout);
}

/** The line of a stack trace that says what went wrong. */
function firstError(message: string): string {
  return message.split('\n').find((text) => /^\w*Error\b/.test(text)) ?? message.slice(0, 200);
}

process.exitCode = await main();
