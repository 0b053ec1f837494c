/**
 * What a text report says below its headline, as labels with a text each: for reports that lay them
 * out in their own way. They are made from the very lines of the text reports, so that all say the
 * same.
 */

import { noteLines } from './campaign-report.js';
import type { CampaignSummary } from './campaign-summary.js';
import type { Counterexample } from './counterexample.js';
import { escapeText } from './escape.js';
import { checksLines } from './explanation.js';
import { sizeLines } from './headline.js';
import { likelihoodLines } from './likelihood.js';
import type { Line } from './line.js';
import { oddsLines } from './odds.js';
import { countOf, formatCount, formatShare } from './quantities.js';
import type { AuditReport, HistoryReport, Report } from './report.js';
import { verdictFactLines } from './verdict-report.js';

/** `found`: `in scenario 3 of 103; seed 565918994`. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** So wide that no line is wrapped. */
const PAGE = { columns: Number.MAX_SAFE_INTEGER, ascii: false } as const;
const FILE_LENGTH_MAX = 1000;

/** The facts of a report, in the order in which a person asks. Texts are escaped. */
export function factsOf(report: Report): Fact[] {
  switch (report.kind) {
    case 'campaign':
      return [
        ...(report.found === undefined ? [] : factsOf(report.found)),
        ...campaignFacts(report.summary),
      ];
    case 'counterexample':
      return counterexampleFacts(report.counterexample);
    case 'history':
      return historyFacts(report);
    case 'audit':
      return auditFacts(report);
  }
}

/** A file as it is shown; what is no name of a file that a person would choose is escaped. */
export function shownPath(path: string): string {
  return escapeText(path, { lengthMax: FILE_LENGTH_MAX });
}

function counterexampleFacts(counterexample: Counterexample): Fact[] {
  const { findings, likelihood, statistics } = counterexample;
  return factsIn([
    ...sizeLines(counterexample, PAGE),
    ...checksLines(findings, PAGE),
    ...likelihoodLines(likelihood, PAGE),
    ...oddsLines(statistics, PAGE.columns),
  ]);
}

function campaignFacts(summary: CampaignSummary): Fact[] {
  const { scenarios, violations, operations, scenariosWithFaults, scenariosOverlapping } = summary;
  const { ok, fail, info } = operations;
  const system = [summary.system, ...summary.bugs].map((name) => escapeText(name)).join(' +');
  const ran = [
    `${system}, workload ${escapeText(summary.workload)}`,
    countOf(scenarios, 'scenario'),
    `${formatShare(ok, ok + fail + info)} of the operations ok`,
    `faults met operations in ${formatShare(scenariosOverlapping, scenariosWithFaults)}`,
    countOf(violations, 'violation'),
  ];
  return [
    { label: 'campaign', text: ran.join('; ') },
    ...factsIn(noteLines(summary, false, PAGE.columns, PAGE.ascii)),
    { label: 'seed', text: String(summary.seed) },
  ];
}

function historyFacts({ file, history, verdict, model, shrunk }: HistoryReport): Fact[] {
  const facts: Fact[] = [{ label: 'file', text: shownPath(file) }];
  if (model !== undefined) facts.push({ label: 'model', text: escapeText(model) });
  facts.push(...factsIn(verdictFactLines(history, verdict, PAGE)));
  if (shrunk === undefined) return facts;
  const end =
    shrunk.minimality === '1-minimal'
      ? 'none of them can go'
      : 'the budget ended before it was known whether more can go';
  const left = countOf(history.operations.length, 'operation');
  const checks = countOf(shrunk.checks, 'check');
  return [
    ...facts,
    { label: 'shrunk', text: `${formatCount(shrunk.from)} → ${left}, by ${checks}; ${end}` },
  ];
}

function auditFacts({ file, audit, expected }: AuditReport): Fact[] {
  const names = (models: readonly string[]): string =>
    models.length === 0 ? 'none' : models.join(', ');
  const standings: Fact[] =
    audit.standings.length === 0
      ? []
      : [
          { label: 'holds', text: names(audit.strongest) },
          { label: 'violated', text: names(audit.weakestViolated) },
        ];
  const demanded = expected.map((name) => escapeText(name)).join(', ');
  return [
    { label: 'file', text: shownPath(file) },
    { label: 'judged', text: `${formatCount(audit.judged)} ${escapeText(audit.subject)}` },
    ...standings,
    ...(demanded === '' ? [] : [{ label: 'expected', text: demanded }]),
  ];
}

/** Labels and texts of lines that were never wrapped; a line without label goes on the last. */
function factsIn(lines: readonly Line[]): Fact[] {
  const facts: Fact[] = [];
  for (const [, label, ...rest] of lines) {
    const name = label?.text.trim() ?? '';
    const text = rest.map((part) => part.text).join('');
    const last = facts.at(-1);
    if (name === '' && last !== undefined) {
      facts[facts.length - 1] = { label: last.label, text: `${last.text}; ${text}` };
    } else facts.push({ label: name, text });
  }
  return facts;
}
