/**
 * Histories that Elle judged: are ours its validity, its types of anomalies, and its weakest models
 * ruled out?
 */

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { auditTransactions } from '../../checkers/transactions/audit/audit-transactions.js';
import type {
  TransactionAudit,
  TransactionAuditOptions,
} from '../../checkers/transactions/audit/transaction-audit.js';
import {
  anomaliesRuledOut,
  impliedAnomalies,
  modelsBrokenBy,
} from '../../checkers/transactions/lattice/anomalies.js';
import {
  weakestOf,
  withStronger,
  withWeaker,
} from '../../checkers/transactions/lattice/boundary.js';
import { consistencyModelNamed } from '../../checkers/transactions/lattice/models.js';
import type { CommitOrder } from '../../checkers/transactions/levels/level.js';
import { checkListAppend } from '../../checkers/transactions/lists/check-list-append.js';
import { decodeEvents } from '../../src/history/codecs/index.js';
import type {
  TransactionColumns,
  TransactionKind,
} from '../../src/history/transactions/transaction-columns.js';
import { transactionsOf } from '../../src/history/transactions/transactions-of.js';
import { verifyStandings } from './certificates.js';
import { exists, formatOf, type Case, type ElleOptions } from './manifest.js';
import { timed, type Difference, type Row } from './row.js';

/** What Elle says of its own search, not of the history. */
const BOOKKEEPING = /^empty-transaction-graph$|^cycle-search-timeout$|-cycle-exists$/;

interface Note {
  readonly one: Case;
  readonly order: CommitOrder;
  /** Classes of cycles that are there, and that are not. */
  readonly found: readonly string[];
  readonly absent: readonly string[];
  readonly msMax: number;
}

/** Histories with a note instead of an answer. */
const NOTED: readonly Note[] = [
  {
    one: { file: 'elle/huge-scc.edn', format: 'edn', workload: 'list-append' },
    order: 'realtime',
    found: ['G-single-item-realtime', 'G-nonadjacent-item-realtime'],
    absent: ['G0', 'G1c', 'G-single', 'G-single-item', 'G-nonadjacent', 'G-nonadjacent-item'],
    msMax: 1500,
  },
  // The read skew of three transactions of Kingsbury and Alvaro, Elle, VLDB 2021.
  {
    one: { file: 'elle/paper-example.edn', format: 'edn', workload: 'list-append' },
    order: 'none',
    found: ['G-single-item'],
    absent: ['G0', 'G1c'],
    msMax: 1500,
  },
];

/** Judges a case that names a workload. */
export async function judgeElle(folder: string, one: Case, kind: TransactionKind): Promise<Row> {
  const { options = {} } = one;
  const questions = modelsAsked(options);
  const judged = await judge(folder, one, kind, {
    expect: questions.length > 0 ? questions : ['serializable'],
    wfrKeys: options['wfr-keys?'] ?? false,
    linearizableKeys: options['linearizable-keys?'] ?? false,
    sequentialKeys: options['sequential-keys?'] ?? false,
  });
  const { audit, row } = judged;
  if (one.expected === null) return row;
  const kinds = audit.anomalies.map((group) => group.kind);
  const reported = kinds.filter(reportedFor(options, questions)).sort();
  const isViolated = questions.some(
    (model) => audit.standings.find((each) => each.model === model)?.standing === 'violated',
  );
  const isValid = reported.length === 0 && !isViolated;
  const broken = new Set([
    ...withStronger(modelsBrokenBy(kinds)),
    ...(questions.length > 0 ? audit.weakestViolated : []),
  ]);
  const differences = [
    differenceOf('valid?', [String(one.expected !== false)], [String(isValid)]),
    differenceOf(
      'anomaly-types',
      (one.anomalyTypes ?? []).filter((type) => !BOOKKEEPING.test(type)).sort(),
      reported,
    ),
    // Elle names them only when it reports something.
    differenceOf('not', (one.not ?? []).toSorted(), isValid ? [] : weakestOf(broken).sort()),
  ];
  return { ...row, differences: differences.flat(), compared: differences.length };
}

/** Judges the histories of the folder that stand outside the manifest, class by class. */
export async function judgeNoted(folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { one, order, found, absent, msMax } of NOTED) {
    if (!(await exists(join(folder, one.file)))) continue;
    const columns = await columnsOf(folder, one, 'list-append');
    const options = { orders: [order], everyClass: true };
    const { result, ms } = timed(() => checkListAppend(columns, options));
    const report = result.dependencies[0]!.report;
    const there = new Set(report.cycles.map(({ name }) => name));
    const open = new Set(report.undecided.map(({ name }) => name));
    const differences = [
      differenceOf(
        'there',
        found,
        found.filter((name) => there.has(name)),
      ),
      differenceOf(
        'not there',
        [],
        absent.filter((name) => there.has(name) || open.has(name)),
      ),
      differenceOf('in time', ['true'], [String(ms <= msMax)]),
    ];
    rows.push({
      group: dirname(one.file),
      id: one.file,
      differences: differences.flat(),
      problems: [],
      compared: found.length + absent.length + 1,
      certificates: 0,
      operations: columns.size,
      configurations: 0,
      checkMs: ms,
    });
  }
  return rows;
}

interface Judged {
  readonly audit: TransactionAudit;
  readonly row: Row;
}

async function judge(
  folder: string,
  one: Case,
  kind: TransactionKind,
  options: TransactionAuditOptions,
): Promise<Judged> {
  const columns = await columnsOf(folder, one, kind);
  const { result: audit, ms } = timed(() => auditTransactions(columns, options));
  const row: Row = {
    group: dirname(one.file),
    id: one.file,
    differences: [],
    ...verifyStandings(columns, audit),
    compared: 0,
    operations: columns.size,
    configurations: audit.configurations,
    checkMs: ms,
  };
  return { audit, row };
}

async function columnsOf(
  folder: string,
  one: Case,
  kind: TransactionKind,
): Promise<TransactionColumns> {
  const file = join(folder, one.file);
  const missing = { f: 'txn', process: 0 };
  const text = await readFile(file, 'utf8');
  return transactionsOf(decodeEvents(text, { file, format: formatOf(one), missing }), kind);
}

/** The models of a question by their canonical names; strict serializability where none is said. */
function modelsAsked(options: ElleOptions): readonly string[] {
  const { 'consistency-models': models = ['strict-serializable'] } = options;
  return (models ?? []).map((name) => {
    const model = consistencyModelNamed(name);
    if (model === undefined) throw new Error(`the lattice has no model ${name}`);
    return model.name;
  });
}

/** Which kinds Elle would report: what the models rule out, and cases of the anomalies named. */
function reportedFor(
  { anomalies }: ElleOptions,
  questions: readonly string[],
): (kind: string) => boolean {
  const prohibited = anomaliesRuledOut(withWeaker(questions));
  const named = anomalies ?? [];
  return (kind) => {
    const implied = impliedAnomalies([kind]);
    return prohibited.has(kind) || named.some((name) => implied.has(name));
  };
}

function differenceOf(
  field: string,
  expected: readonly string[],
  found: readonly string[],
): Difference[] {
  if (expected.join(' ') === found.join(' ')) return [];
  return [{ field, expected: expected.join(' '), found: found.join(' ') }];
}
