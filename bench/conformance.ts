/**
 * Holds the checkers against other people's verdicts: judges every case of a corpus, and prints a
 * table. Exits 0 when none is wrong and none unknown, and where answers differ for a known reason
 * the reason is listed; 1 otherwise. Without a corpus it says NOT RUN and exits 2.
 *
 *   node dist/bench/conformance.js --corpus DIR [--only TEXT]
 */

import { parseArgs } from 'node:util';
import { judgeElle, judgeNoted } from './conformance/elle.js';
import { judgeJepsen } from './conformance/jepsen.js';
import { outdatedDifferences } from './conformance/known-differences.js';
import { casesOf, type Case } from './conformance/manifest.js';
import { judgeObject } from './conformance/objects.js';
import type { Row } from './conformance/row.js';
import { standingOf, tableLines } from './conformance/table.js';
import { judgeTruth } from './conformance/truth.js';

const NOT_RUN = 2;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { corpus: { type: 'string' }, only: { type: 'string', default: '' } },
  });
  const { corpus, only } = values;
  if (corpus === undefined) {
    console.log('CONFORMANCE NOT RUN: give a corpus, as npm run conformance -- --corpus DIR');
    return NOT_RUN;
  }
  const rows: Row[] = [];
  for (const one of await casesOf(corpus)) {
    if (one.file.includes(only)) rows.push(...(await judge(corpus, one)));
  }
  if ('elle'.includes(only)) rows.push(...(await judgeNoted(corpus)));
  if ('small'.includes(only)) rows.push(...(await judgeTruth(corpus)));
  if ('jepsen'.includes(only)) rows.push(...(await judgeJepsen(corpus)));
  for (const line of tableLines(rows)) console.log(line);
  const { user, system } = process.cpuUsage();
  console.log(`${((user + system) / 1e6).toFixed(2)} cpu s with reading and verifying`);
  const isGood = rows.every((row) => ['right', 'differs'].includes(standingOf(row)));
  return rows.length > 0 && isGood && outdatedDifferences(rows).length === 0 ? 0 : 1;
}

/** Nothing for files that no checker is for. */
async function judge(corpus: string, one: Case): Promise<Row[]> {
  if (one.model !== undefined) return [await judgeObject(corpus, one, one.model)];
  if (one.workload !== undefined) return [await judgeElle(corpus, one, one.workload)];
  return [];
}

process.exitCode = await main();
