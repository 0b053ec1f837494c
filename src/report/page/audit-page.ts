/**
 * The page of a recorded history that every checker judged: which models hold and which are
 * violated, the smallest evidence of each kind of anomaly, and what the other checkers found.
 */

import type { AnomalyGroup } from '../../../checkers/transactions/audit/transaction-audit.js';
import type { Verdict } from '../../../checkers/verdict.js';
import { renderAudit } from '../audit-report.js';
import { escapeText } from '../escape.js';
import { groupedBy } from '../grouped.js';
import { becauseText } from '../lattice-table.js';
import { outlineOf } from '../outline.js';
import { formatCount } from '../quantities.js';
import { readable } from '../references.js';
import type { AuditReport } from '../report.js';
import { cycleSection } from './cycle-section.js';
import type { PageContent, Section } from './page-data.js';

/** Kinds of anomalies that are drawn; of the others there is the table. */
const DRAWN_MAX = 8;

/** The page. Linear in what is reported. */
export function auditPage(report: AuditReport): PageContent {
  const { outcome, title, headline, subject, facts } = outlineOf(report);
  return {
    title: `${title}: ${subject}`,
    outcome,
    headline,
    facts,
    sections: sectionsOf(report),
    text: renderAudit(report.audit),
  };
}

function sectionsOf({ audit }: AuditReport): Section[] {
  const { anomalies, standings, checks } = audit;
  return [
    ...cycleSections(anomalies),
    ...(standings.length === 0
      ? []
      : [
          {
            kind: 'models' as const,
            models: standings.map((one) => ({
              name: one.model,
              standing: one.standing,
              because: becauseText(one, anomalies, false),
            })),
          },
        ]),
    ...(anomalies.length > 1 ? [anomalyTable(anomalies)] : []),
    ...(checks.length === 0
      ? []
      : [
          {
            kind: 'checks' as const,
            checks: checks.map(({ name, verdict }) => ({
              name: escapeText(name, { lengthMax: 60 }),
              outcome: verdict.kind,
              text: findingOf(verdict),
            })),
          },
        ]),
  ];
}

/** Kinds that the same transactions show are told once. */
function cycleSections(anomalies: readonly AnomalyGroup[]): Section[] {
  const shown = anomalies.filter(({ examples }) => examples.length > 0);
  const alike = groupedBy(shown, ({ examples }) =>
    [...new Set(examples[0]!.operations)].sort((left, right) => left - right).join(),
  );
  return alike.slice(0, DRAWN_MAX).map(([{ examples, count }, ...others]) =>
    cycleSection(
      examples[0]!,
      count,
      others.map(({ kind }) => kind),
    ),
  );
}

function anomalyTable(anomalies: readonly AnomalyGroup[]): Section {
  return {
    kind: 'counts',
    title: 'Anomalies by kind',
    head: ['anomaly', 'found', 'breaks', 'for example'],
    rows: anomalies.map(({ kind, count, breaks, examples }) => [
      escapeText(kind, { lengthMax: 60 }),
      formatCount(count),
      breaks.join(', '),
      readable(examples[0]?.message ?? ''),
    ]),
    notes: [],
  };
}

function findingOf(verdict: Verdict): string {
  if (verdict.kind === 'illegal') return readable(verdict.anomalies[0].message);
  return verdict.kind === 'unknown' ? readable(verdict.reason) : '';
}
