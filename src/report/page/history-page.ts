/**
 * The page of a recorded history that one checker judged: why it is wrong, how far it can be
 * ordered, the history itself around the anomaly, and what became of its operations over time.
 */

import type { Verdict } from '../../../checkers/verdict.js';
import { operationOf, sizeOf } from '../../history/columns/columnar-history.js';
import { rolesIn } from '../culprit.js';
import { escapeText } from '../escape.js';
import { laneName, toMicroseconds } from '../history-timeline.js';
import { describeCall, describeResult } from '../operations.js';
import { outlineOf } from '../outline.js';
import { readable } from '../references.js';
import type { HistoryReport } from '../report.js';
import { renderVerdict } from '../verdict-report.js';
import { historyCounts } from './history-counts.js';
import { historySection } from './history-section.js';
import { linearizationSection } from './linearization-section.js';
import type { ChecksSection, OperationView, PageContent, Section } from './page-data.js';
import { historyPlots } from './plots-section.js';
import { sentenceOf } from './sentences.js';

/** The page. Log-linear in the history. */
export function historyPage(report: HistoryReport): PageContent {
  const { outcome, title, headline, subject, facts } = outlineOf(report);
  return {
    title: `${title}: ${subject}`,
    outcome,
    headline,
    facts,
    sections: sectionsOf(report),
    text: renderVerdict(report.history, report.verdict),
  };
}

function sectionsOf(report: HistoryReport): Section[] {
  const { history, verdict, partialOrder } = report;
  const anomaly = verdict.kind === 'illegal' ? verdict.anomalies[0] : undefined;
  const plots = historyPlots(history);
  const drawing = historySection(history, anomaly);
  const hasTimes = drawing.columns.beginUs !== undefined;
  return [
    ...whySections(verdict),
    drawing,
    ...(partialOrder === undefined
      ? []
      : [linearizationSection(partialOrder, (number) => viewOf(report, number - 1, hasTimes))]),
    checksSection(verdict),
    historyCounts(history),
    ...(plots === undefined ? [] : [plots]),
  ];
}

function whySections(verdict: Verdict): Section[] {
  if (verdict.kind !== 'illegal') return [];
  const [{ kind, explanation }] = verdict.anomalies;
  return [
    {
      kind: 'why',
      checker: escapeText(verdict.checker, { lengthMax: 60 }),
      anomaly: escapeText(kind, { lengthMax: 60 }),
      sentences: explanation.map((sentence) => sentenceOf(sentence)),
    },
  ];
}

/** The answer, and what else is wrong. */
function checksSection(verdict: Verdict): ChecksSection {
  const name = escapeText(verdict.checker, { lengthMax: 60 });
  const outcome = verdict.kind;
  const texts =
    verdict.kind === 'illegal'
      ? verdict.anomalies.map(({ message }) => readable(message))
      : [findingOf(verdict)];
  return { kind: 'checks', checks: texts.map((text) => ({ name, outcome, text })) };
}

function findingOf(verdict: Verdict): string {
  if (verdict.kind === 'illegal') return readable(verdict.anomalies[0].message);
  if (verdict.kind === 'legal') return 'every operation fits';
  return `${readable(verdict.reason)} ${readable(verdict.progress)}`.trim();
}

/** An operation as the page draws it; by its ranks, unless all operations have times. */
function viewOf(
  { history, verdict }: HistoryReport,
  id: number,
  hasTimes: boolean,
): OperationView | undefined {
  if (id >= sizeOf(history)) return undefined;
  const operation = operationOf(history, id);
  const { callNs, returnNs, call, return: returned } = operation;
  const originNs = operationOf(history, 0).callNs;
  const isTimed = hasTimes && originNs !== undefined && callNs !== undefined;
  const endUs =
    returned === Infinity
      ? undefined
      : isTimed && returnNs !== undefined
        ? toMicroseconds(returnNs, originNs)
        : returned;
  const anomaly = verdict.kind === 'illegal' ? verdict.anomalies[0] : undefined;
  return {
    number: id + 1,
    lane: laneName(operation.process, false),
    call: describeCall(operation),
    result: describeResult(operation),
    outcome: operation.outcome,
    role: rolesIn(anomaly)(id, operation.key),
    beginUs: isTimed ? toMicroseconds(callNs, originNs) : call,
    ...(endUs === undefined ? {} : { endUs }),
  };
}
