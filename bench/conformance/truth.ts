/**
 * Small histories of which the truth is known, because every order of their transactions was tried:
 * is every label right, and does every certificate hold?
 */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { auditTransactions } from '../../checkers/transactions/audit/audit-transactions.js';
import { decodeEvents } from '../../src/history/codecs/index.js';
import type { TransactionKind } from '../../src/history/transactions/transaction-columns.js';
import { transactionsOf } from '../../src/history/transactions/transactions-of.js';
import { verifyStandings } from './certificates.js';
import { exists } from './manifest.js';
import { timed, type Difference, type Row } from './row.js';

const FILES: readonly (readonly [file: string, kind: TransactionKind])[] = [
  ['small/append.jsonl', 'list-append'],
  ['small/rw.jsonl', 'rw-register'],
];

/** Labels of the corpus and the models they speak of. */
const LABELS: Readonly<Record<string, string>> = {
  'strict-serializable': 'strong-serializable',
  'session-serializable': 'strong-session-serializable',
  'session-si': 'strong-session-snapshot-isolation',
  'strong-si': 'strong-snapshot-isolation',
};

const schema = z.looseObject({
  id: z.string(),
  truth: z.record(z.string(), z.boolean()),
  history: z.array(z.unknown()),
});

/** Judges every line of both files; a file that is not there has no rows. */
export async function judgeTruth(folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [file, kind] of FILES) {
    const path = join(folder, file);
    if (!(await exists(path))) continue;
    const text = await readFile(path, 'utf8');
    for (const line of text.split('\n')) if (line !== '') rows.push(judge(file, kind, line));
  }
  return rows;
}

function judge(file: string, kind: TransactionKind, line: string): Row {
  const { id, truth, history } = schema.parse(JSON.parse(line));
  const events = decodeEvents(JSON.stringify(history), { file: id, format: 'json' });
  const columns = transactionsOf(events, kind);
  const { result: audit, ms } = timed(() => auditTransactions(columns));
  const differences: Difference[] = [];
  const undecided: string[] = [];
  for (const [label, isTrue] of Object.entries(truth)) {
    const model = LABELS[label];
    const standing = audit.standings.find((one) => one.model === model)?.standing;
    const expected = isTrue ? 'holds' : 'violated';
    if (standing === 'undecided') undecided.push(label);
    else if (standing !== expected) {
      differences.push({ field: label, expected, found: standing ?? 'nothing' });
    }
  }
  return {
    group: file,
    id,
    differences,
    ...verifyStandings(columns, audit),
    ...(undecided.length > 0 ? { undecided: undecided.join(', ') } : {}),
    compared: Object.keys(truth).length,
    operations: columns.size,
    configurations: audit.configurations,
    checkMs: ms,
  };
}
