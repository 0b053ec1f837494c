/**
 * Reports of every kind, for the tests of reporters.
 */

import { auditTransactionColumns } from '../../checkers/audit/audit-events.js';
import type { Verdict } from '../../checkers/verdict.js';
import type { Event } from '../../src/history/event.js';
import { toHistory } from '../../src/history/history.js';
import { parseAssertion } from '../../src/measure/assertion.js';
import type { CampaignSummary } from '../../src/report/campaign-summary.js';
import type { Counterexample } from '../../src/report/counterexample.js';
import type { HistoryReport, Report } from '../../src/report/report.js';
import { concurrent } from '../checkers/transactions/lists/tiny-history.js';
import { listAudits, objectAudits } from './audit-histories.js';
import { abdNoWriteBack, duplicateAppend, lostWrite, twoLeaders } from './counterexamples.js';

export const CLEAN: CampaignSummary = {
  system: 'abd',
  bugs: [],
  workload: 'register',
  scenarios: 500,
  operations: { ok: 20_000, fail: 0, info: 1234 },
  scenariosWithFaults: 450,
  scenariosOverlapping: 444,
  unknown: 0,
  violations: 0,
  marks: new Map([
    ['write-back', 0],
    ['retry', 12],
  ]),
  seed: 7,
};

/** Two clients; the second reads what was there before it had read something newer. */
export function staleRead(key = 'x', values: readonly [number | string, number | string] = [1, 2]) {
  const [older, newer] = values;
  const steps: readonly [Event['type'], number, string, Event['value']][] = [
    ['invoke', 0, 'write', older],
    ['ok', 0, 'write', older],
    ['invoke', 0, 'write', newer],
    ['invoke', 1, 'read', null],
    ['ok', 1, 'read', newer],
    ['invoke', 1, 'read', null],
    ['ok', 1, 'read', older],
    ['info', 0, 'write', newer],
  ];
  return toHistory(
    steps.map(([type, process, f, value], index): Event => {
      return { index, type, process, f, value, key, timeNs: index * 1_500_000 };
    }),
  );
}

const JUDGED = {
  checker: 'linearizable',
  algorithm: 'value order',
  effort: { judged: 4, configurations: 0 },
} as const;
const CERTIFICATE = { kind: 'witness', operations: [], records: [] } as const;

export const ILLEGAL: Verdict = {
  ...JUDGED,
  kind: 'illegal',
  anomalies: [
    {
      kind: 'non-linearizable',
      message: 'new/old inversion on key x: #3 read 1 after #2 had read 2',
      operations: [0, 1, 2, 3],
      key: 'x',
      explanation: ['#2 returned 2 before #3 began.', '#3 read 1, which #1 replaced.'],
    },
  ],
  certificate: CERTIFICATE,
};

function history(verdict: Verdict, parts: Partial<HistoryReport> = {}): HistoryReport {
  const base = { file: 'histories/stale read.jsonl', history: staleRead(), model: 'register' };
  return { kind: 'history', ...base, verdict, ...parts };
}

function found(counterexample: Counterexample, withPage = false) {
  const path = `.skerry/${counterexample.name}.json`;
  const pagePath = path.replace(/json$/, 'html');
  return {
    kind: 'counterexample',
    counterexample,
    path,
    ...(withPage ? { pagePath } : {}),
  } as const;
}

/** One of every kind that a command can make, by name. */
export const REPORTS: Readonly<Record<string, () => Report>> = {
  'counterexample-register': () => found(abdNoWriteBack, true),
  'counterexample-faults': () => found(lostWrite),
  'counterexample-invariant': () => found(twoLeaders),
  'counterexample-own-system': () => ({
    ...found(duplicateAppend),
    systemPath: './cluster.mjs',
  }),
  'campaign-clean': () => ({ kind: 'campaign', summary: CLEAN }),
  'campaign-asserted': () => ({
    kind: 'campaign',
    summary: CLEAN,
    assertions: [
      { assertion: parseAssertion('p99Ms <= 50 in calm'), actual: 61, outcome: 'fails' },
      { assertion: parseAssertion('availability >= 0.9'), actual: 0.95, outcome: 'holds' },
      {
        assertion: parseAssertion('p50Ms <= 9 in clock-drift'),
        actual: undefined,
        outcome: 'not measured',
      },
    ],
  }),
  'campaign-vacuous': () => ({
    kind: 'campaign',
    summary: { ...CLEAN, operations: { ok: 0, fail: 9, info: 1 }, scenariosOverlapping: 0 },
  }),
  'campaign-unknown': () => ({ kind: 'campaign', summary: { ...CLEAN, unknown: 2 } }),
  'campaign-violation': () => ({
    kind: 'campaign',
    summary: { ...CLEAN, bugs: ['no-write-back'], violations: 33 },
    found: found(abdNoWriteBack),
  }),
  'history-legal': () => history({ ...JUDGED, kind: 'legal', certificate: CERTIFICATE }),
  'history-illegal': () =>
    history(ILLEGAL, {
      lines: new Map([
        [2, 5],
        [3, 7],
      ]),
      shrunk: { from: 1200, checks: 40, minimality: '1-minimal' },
    }),
  'history-unknown': () =>
    history(
      {
        ...JUDGED,
        kind: 'unknown',
        reason: 'The budget of 2,000,000 configurations was spent on key x.',
        progress: 'Everything before #3 is linearizable.',
      },
      { file: 'standard input' },
    ),
  'audit-anomalies': () => ({
    kind: 'audit',
    file: 'list.edn',
    audit: listAudits['writeSkew']!(),
    expected: [],
  }),
  'audit-expected': () => ({
    kind: 'audit',
    file: 'list.edn',
    audit: auditTransactionColumns(concurrent('ax1ay1', 'rx1ry', 'rx1ry1'), {}),
    expected: ['snapshot-isolation', 'read-committed'],
  }),
  'audit-clean': () => ({
    kind: 'audit',
    file: 'write-skew.jsonl',
    audit: listAudits['writeSkew']!(),
    expected: ['read-committed'],
  }),
  'audit-object': () => ({
    kind: 'audit',
    file: 'bank.edn',
    audit: objectAudits['bank']!(),
    expected: [],
  }),
};
