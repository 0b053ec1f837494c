/**
 * How fast transactions are judged: for each row the processor time and memory of a whole process,
 * from the file to the explained verdict, beside those of a process that only gives every line of
 * the file to `JSON.parse`. Histories are generated, and what was put into them has to be found.
 * Times are also given in units of a loop of integer hashing, measured in the same run. Exits 1
 * when a verdict is wrong or undecided, or a limit is passed.
 *
 *   node dist/bench/transactions.js [--only TEXT] [--quick] [--skip-baseline]
 */

import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import * as z from 'zod';
import { CALIBRATION_STEPS, calibrate } from './calibration.js';
import { transactionLines } from './histories/transactions/generate-transactions.js';
import type { Run } from './histories/transactions/run.js';
import { parseMeasurement } from './transactions/measurement.js';
import { allRows, type Row } from './transactions/rows.js';
import { headerLine, resultLine, standingOf, type Result } from './transactions/table.js';

const JUDGE = fileURLToPath(new URL('./transactions/judge.js', import.meta.url));
const BASELINE = fileURLToPath(new URL('./transactions/baseline.js', import.meta.url));

/** A process that hangs must not stop the others; wall clock. */
const TIMEOUT_MS = 600_000;

const parsedSchema = z.object({ totalSeconds: z.number() });

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    'skip-baseline': { type: 'boolean', default: false },
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
  const tally = new Map<string, number>();
  try {
    const histories = new Histories(join(folder, 'history.jsonl'));
    for (const row of rows) {
      const result = await measure(row, histories);
      const standing = standingOf(result);
      tally.set(standing, (tally.get(standing) ?? 0) + 1);
      console.log(resultLine(result, unitSeconds));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${[...tally].map(([standing, count]) => `${count} ${standing}`).join(', ')}`);
  return rows.length > 0 && [...tally.keys()].every((one) => one === 'ok') ? 0 : 1;
}

/** What `--only` is searched in. */
function titleOf({ name, run, model, expected }: Row): string {
  return `${name} ${run.transactions} ${run.injection ?? run.isolation} ${model} ${expected}`;
}

/** One history at a time in a file; rows of the same run share it, and what parsing it took. */
class Histories {
  #written = '';
  #parseSeconds: number | undefined;

  constructor(readonly file: string) {}

  write(run: Run): void {
    const name = JSON.stringify(run);
    if (name === this.#written) return;
    const descriptor = openSync(this.file, 'w');
    for (const piece of transactionLines(run)) writeSync(descriptor, piece);
    closeSync(descriptor);
    this.#written = name;
    this.#parseSeconds = undefined;
  }

  async parseSeconds(): Promise<number> {
    this.#parseSeconds ??= parsedSchema.parse(
      JSON.parse(await run([BASELINE, this.file])),
    ).totalSeconds;
    return this.#parseSeconds;
  }
}

async function measure(row: Row, histories: Histories): Promise<Result> {
  try {
    histories.write(row.run);
    const command = [JUDGE, histories.file, row.run.kind, row.model];
    const measurement = parseMeasurement(await run(command));
    if (options['skip-baseline']) return { row, measurement };
    return { row, measurement, parseSeconds: await histories.parseSeconds() };
  } catch (error) {
    return { row, remark: error instanceof Error ? firstError(error.message) : String(error) };
  }
}

async function run(command: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, command, { timeout: TIMEOUT_MS });
  return stdout;
}

/** The line of a stack trace that says what went wrong. */
function firstError(message: string): string {
  return message.split('\n').find((text) => /^\w*Error\b/.test(text)) ?? message.slice(0, 200);
}

process.exitCode = await main();
