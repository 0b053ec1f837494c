/**
 * What a text report says below its headline, as labels with a text each: for reports that lay them
 * out in their own way. They are made from the very lines of the text reports, so that all say the
 * same.
 */

import { sizeOf } from '../history/columns/columnar-history.js';
import { noteLines } from './campaign-report.js';
import type { CampaignSummary } from './campaign-summary.js';
import type { Counterexample } from './counterexample.js';
import { escapeText } from './escape.js';
import { checksLines } from './explanation.js';
import { glyphsFor } from './glyphs.js';
import { sizeLines } from './headline.js';
import { likelihoodLines } from './likelihood.js';
import { oddsLines } from './odds.js';
import { factsOf as factsIn, UNWRAPPED as PAGE } from './page/facts.js';
import type { Fact } from './page/page-data.js';
import { countOf, formatCount, formatShare } from './quantities.js';
import type { AuditReport, HistoryReport, Report } from './report.js';
import { verdictFactLines } from './verdict-report.js';

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
export function shownPath(path: string, ascii = false): string {
  return escapeText(path, { ascii, lengthMax: FILE_LENGTH_MAX });
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

function historyFacts(report: HistoryReport): Fact[] {
  const { file, history, verdict, model } = report;
  const shrunk = shrunkText(report);
  return [
    { label: 'file', text: shownPath(file) },
    ...(model === undefined ? [] : [{ label: 'model', text: escapeText(model) }]),
    ...factsIn(verdictFactLines(history, verdict, PAGE)),
    ...(shrunk === '' ? [] : [{ label: 'shrunk', text: shrunk }]),
  ];
}

/** From how many operations a history was made so small; empty where it was not. */
export function shrunkText({ history, shrunk }: HistoryReport, ascii = false): string {
  if (shrunk === undefined) return '';
  const end =
    shrunk.minimality === '1-minimal'
      ? 'none of them can go'
      : 'the budget ended before it was known whether more can go';
  const left = countOf(sizeOf(history), 'operation');
  const sizes = `${formatCount(shrunk.from)} ${glyphsFor(ascii).arrow} ${left}`;
  return `${sizes}, by ${countOf(shrunk.checks, 'check')}; ${end}`;
}

function auditFacts({ file, audit, expected, shrunk }: AuditReport): Fact[] {
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
    ...(shrunk === undefined ? [] : [{ label: 'shrunk', text: escapeText(shrunk) }]),
  ];
}
