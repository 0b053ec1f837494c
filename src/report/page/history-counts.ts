/**
 * The operations of a recorded history in numbers: how many there are of each function, and what
 * became of them.
 */

import { columnsOf } from '../../history/columns/columnar-history.js';
import { OUTCOME } from '../../history/columns/operation-columns.js';
import type { History } from '../../history/operation.js';
import { escapeText } from '../escape.js';
import { countOf, formatCount, formatShare } from '../quantities.js';
import type { CountsSection } from './page-data.js';

/** The table: a row a function, and one for all. Linear. */
export function historyCounts(history: History): CountsSection {
  const { size, functions, f, outcome } = columnsOf(history);
  const counts = functions.map(() => [0, 0, 0]);
  for (let at = 0; at < size; at++) counts[f[at]!]![outcome[at]!]!++;
  const all = [0, 1, 2].map((of) => counts.reduce((sum, one) => sum + one[of]!, 0));
  const rows = functions.map((name, at) => rowOf(escapeText(name, { lengthMax: 40 }), counts[at]!));
  return {
    kind: 'counts',
    title: 'Operations by outcome',
    head: ['function', 'all', 'ok', 'failed', 'no answer', 'share ok'],
    rows: rows.length === 1 ? rows : [...rows, rowOf('all', all)],
    notes: [`${countOf(size, 'operation')} by ${processesOf(history)}.`],
  };
}

function processesOf(history: History): string {
  const { process } = columnsOf(history);
  const processes = new Set<number>();
  for (const code of process) processes.add(code);
  return countOf(processes.size, 'process', 'processes');
}

function rowOf(name: string, counts: readonly number[]): string[] {
  const [ok, fail, info] = [OUTCOME.ok, OUTCOME.fail, OUTCOME.info].map((of) => counts[of]!) as [
    number,
    number,
    number,
  ];
  const all = ok + fail + info;
  return [name, ...[all, ok, fail, info].map(formatCount), formatShare(ok, all)];
}
