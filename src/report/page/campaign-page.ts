/**
 * The page of a campaign: what it tested, and the counterexample where it found one.
 */

import { renderCampaign } from '../campaign-report.js';
import { vacuityReasons, type CampaignSummary } from '../campaign-summary.js';
import { escapeText } from '../escape.js';
import { assertionText } from '../measurements-report.js';
import { outlineOf } from '../outline.js';
import { PLAIN } from '../palette.js';
import { formatCount, formatShare } from '../quantities.js';
import type { CampaignReport } from '../report.js';
import { counterexamplePage, counterexampleSections } from './counterexample-page.js';
import { measurementSections } from './measurement-sections.js';
import type { CountsSection, PageContent } from './page-data.js';
import { samplePlots } from './plots-section.js';

/** The page of a campaign: its counterexample first, where it found one. */
export function campaignPage(report: CampaignReport): PageContent {
  const { summary, found, samples = [], assertions = [] } = report;
  const { outcome, title, headline, subject, facts } = outlineOf(report);
  const plots = samplePlots(samples);
  const table = renderCampaign(summary) + assertionText(assertions, PLAIN);
  return {
    title: `${title}: ${subject}`,
    outcome,
    headline,
    facts,
    sections: [
      ...(found === undefined ? [] : counterexampleSections(found)),
      campaignCounts(summary),
      ...measurementSections(samples, assertions),
      ...(plots === undefined ? [] : [plots]),
    ],
    text: found === undefined ? table : `${table}\n${counterexamplePage(found).text}`,
  };
}

function campaignCounts(summary: CampaignSummary): CountsSection {
  const { operations, scenarios, marks } = summary;
  const { ok, fail, info } = operations;
  const all = ok + fail + info;
  const reached = [...marks].map(([mark, count]): [string, string] => [
    `reached: ${name(mark)}`,
    count === 0 ? 'never' : formatCount(count),
  ]);
  const hit = formatShare(summary.scenariosOverlapping, summary.scenariosWithFaults);
  return {
    kind: 'counts',
    title: 'What the campaign tested',
    head: ['', 'count'],
    rows: [
      ['scenarios', formatCount(scenarios)],
      ['violations', formatCount(summary.violations)],
      ['undecided', formatCount(summary.unknown)],
      ['operations that succeeded', `${formatCount(ok)} (${formatShare(ok, all)})`],
      ['operations that failed', formatCount(fail)],
      ['operations without an answer', formatCount(info)],
      ['scenarios with faults', formatCount(summary.scenariosWithFaults)],
      ['of these, a fault met an operation', hit],
      ...reached,
    ],
    notes: vacuityReasons(summary),
  };
}

function name(text: string): string {
  return escapeText(text, { lengthMax: 60 });
}
