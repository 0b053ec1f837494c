/**
 * The report for a terminal, of whatever kind.
 */

import { renderAudit } from '../audit-report.js';
import { renderCampaign } from '../campaign-report.js';
import { shownPath, shrunkText } from '../facts.js';
import { escapeText } from '../escape.js';
import { wrapText } from '../line.js';
import { replayCommand } from '../outline.js';
import { assertionText } from '../measurements-report.js';
import { PLAIN } from '../palette.js';
import type { AuditReport, CounterexampleReport, Report } from '../report.js';
import { pageColumns, renderText, type TextOptions } from '../text-report.js';
import { renderVerdict } from '../verdict-report.js';

/** The text, every line ended by a newline. Linear in the report, but for sorting stories. */
export function textReport(report: Report, options: TextOptions = {}): string {
  switch (report.kind) {
    case 'campaign': {
      const { summary, found, assertions = [] } = report;
      const { palette = PLAIN } = options;
      const table = renderCampaign(summary, options) + assertionText(assertions, palette);
      return found === undefined ? table : `${table}\n${counterexampleText(found, options)}`;
    }
    case 'counterexample':
      return counterexampleText(report, options);
    case 'history':
      return (
        renderVerdict(report.history, report.verdict, options) +
        shrunkLines(shrunkText(report, options.ascii), options)
      );
    case 'audit':
      return renderAudit(report.audit, options) + shrunkLines(shrunkOf(report, options), options);
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

/** From how much the history was made so small. */
function shrunkLines(text: string, options: TextOptions): string {
  if (text === '') return '';
  const columns = pageColumns(options);
  const lines = wrapText(text, columns, 2).map((part, at) => (at === 0 ? part : `  ${part}`));
  return `\n${lines.join('\n')}\n`;
}

function shrunkOf({ shrunk = '' }: AuditReport, { ascii = false }: TextOptions): string {
  return escapeText(shrunk, { ascii });
}
