/**
 * The report for a terminal, of whatever kind.
 */

import { renderAudit } from '../audit-report.js';
import { renderCampaign } from '../campaign-report.js';
import { shownPath, shrunkText } from '../facts.js';
import { labelled, paintLines } from '../line.js';
import { replayCommand } from '../outline.js';
import { PLAIN } from '../palette.js';
import type { CounterexampleReport, HistoryReport, Report } from '../report.js';
import { pageColumns, renderText, type TextOptions } from '../text-report.js';
import { renderVerdict } from '../verdict-report.js';

/** The text, every line ended by a newline. Linear in the report, but for sorting stories. */
export function textReport(report: Report, options: TextOptions = {}): string {
  switch (report.kind) {
    case 'campaign': {
      const table = renderCampaign(report.summary, options);
      const { found } = report;
      return found === undefined ? table : `${table}\n${counterexampleText(found, options)}`;
    }
    case 'counterexample':
      return counterexampleText(report, options);
    case 'history':
      return renderVerdict(report.history, report.verdict, options) + shrunkLines(report, options);
    case 'audit':
      return renderAudit(report.audit, options);
  }
}

function counterexampleText(report: CounterexampleReport, options: TextOptions): string {
  const { counterexample, pagePath } = report;
  const ascii = options.ascii === true;
  return renderText(counterexample, {
    next: replayCommand(report, ascii),
    ...(pagePath === undefined ? {} : { open: shownPath(pagePath, ascii) }),
    ...options,
  });
}

function shrunkLines(report: HistoryReport, options: TextOptions): string {
  const { palette = PLAIN, ascii = false } = options;
  const columns = pageColumns(options);
  const text = shrunkText(report, ascii);
  return text === '' ? '' : paintLines(labelled('shrunk', text, columns), palette, columns);
}
