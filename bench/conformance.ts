/**
 * Holds the checkers against other people's verdicts: judges every file of a corpus manifest that
 * has a model, and prints a table. Exits 0 when none is wrong and none unknown, 1 otherwise;
 * without a corpus it says NOT RUN and exits 2.
 */

import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { linearizable } from '../checkers/linearizability/linearizable.js';
import { modelNamed } from '../checkers/models/index.js';
import type { Verdict } from '../checkers/verdict.js';
import { specificationNamed } from '../checkers/verify/specifications.js';
import { verify } from '../checkers/verify/verify.js';
import { readHistory } from '../src/history/codecs/index.js';
import type { HistoryFormat } from '../src/history/codecs/index.js';
import type { Value } from '../src/history/value.js';

const manifestSchema = z.array(
  z.looseObject({
    file: z.string(),
    format: z.string(),
    model: z.string().optional(),
    initial: z.unknown().optional(),
    expected: z.union([z.boolean(), z.null(), z.literal('unknown')]).optional(),
  }),
);

type Case = z.infer<typeof manifestSchema>[number];

interface Row {
  readonly group: string;
  readonly file: string;
  readonly result: 'right' | 'wrong' | 'unknown';
  readonly operations: number;
  readonly configurations: number;
  readonly checkMs: number;
  readonly remark: string;
}

/** Judged where the corpus has them, though the manifest does not name them. */
const OUTSIDE_MANIFEST: readonly Case[] = [
  {
    file: 'small/stack-counterexample.jsonl',
    format: 'operations',
    model: 'stack',
    expected: false,
  },
];

const NOT_RUN = 2;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { corpus: { type: 'string' } } });
  if (values.corpus === undefined) {
    console.log('CONFORMANCE NOT RUN: give a corpus, as npm run conformance -- --corpus DIR');
    return NOT_RUN;
  }
  const manifest = join(values.corpus, 'manifest.json');
  const cases = manifestSchema.parse(JSON.parse(await readFile(manifest, 'utf8')));
  for (const one of OUTSIDE_MANIFEST) {
    if (await exists(join(values.corpus, one.file))) cases.push(one);
  }
  const rows: Row[] = [];
  for (const one of cases.filter(({ model }) => model !== undefined)) {
    rows.push(await judge(dirname(manifest), one));
  }
  printTable(rows);
  const { user, system } = process.cpuUsage();
  console.log(`${((user + system) / 1e6).toFixed(2)} cpu s with reading and verifying`);
  return rows.length > 0 && rows.every(({ result }) => result === 'right') ? 0 : 1;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function judge(folder: string, one: Case): Promise<Row> {
  const path = join(folder, one.file);
  const chunks = createReadStream(path) as AsyncIterable<Uint8Array>;
  const format = one.format === 'jepsen-log' ? 'log' : (one.format as HistoryFormat);
  const history = await readHistory(chunks, { file: path, format });
  const initial = one.initial as Value | undefined;
  const name = one.model as string;
  const beganMs = process.cpuUsage();
  const verdict = linearizable(modelNamed(name, initial)).check(history);
  const { user, system } = process.cpuUsage(beganMs);
  const specification = specificationNamed(name, initial);
  const problems = specification === undefined ? [] : verify(history, verdict, specification);
  return {
    group: dirname(one.file),
    file: one.file,
    result: problems.length > 0 ? 'wrong' : compare(verdict, one.expected),
    operations: history.operations.length,
    configurations: verdict.effort.configurations,
    checkMs: (user + system) / 1000,
    remark: problems.map(String).join('; ') || (verdict.kind === 'unknown' ? verdict.reason : ''),
  };
}

function compare(verdict: Verdict, expected: Case['expected']): Row['result'] {
  if (typeof expected !== 'boolean') return 'right';
  if (verdict.kind === 'unknown') return 'unknown';
  return (verdict.kind === 'legal') === expected ? 'right' : 'wrong';
}

function printTable(rows: readonly Row[]): void {
  console.log('folder          files  right  wrong  unknown  operations  configurations  check ms');
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  for (const group of [...groups, 'total']) {
    const members = group === 'total' ? rows : rows.filter((row) => row.group === group);
    const count = (result: Row['result']): string =>
      String(members.filter((row) => row.result === result).length);
    const sum = (of: (row: Row) => number): string =>
      members.reduce((total, row) => total + of(row), 0).toFixed(0);
    const cells: [string, number][] = [
      [String(members.length), 7],
      [count('right'), 7],
      [count('wrong'), 7],
      [count('unknown'), 9],
      [sum((row) => row.operations), 12],
      [sum((row) => row.configurations), 16],
      [sum((row) => row.checkMs), 10],
    ];
    console.log(group.padEnd(14) + cells.map(([text, width]) => text.padStart(width)).join(''));
  }
  for (const { file, result, remark } of rows) {
    if (result !== 'right') console.log(`${result.toUpperCase()}  ${file}  ${remark}`);
  }
}

process.exitCode = await main();
