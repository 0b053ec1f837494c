/**
 * The report as JSON, for programs: the outline, and what names the run again. Its shape has a
 * version and a schema; see `json-schema.ts`.
 */

import type { Counterexample } from '../counterexample.js';
import { becauseText } from '../lattice-table.js';
import { shownPath } from '../facts.js';
import { foundIn, outlineOf } from '../outline.js';
import type { AuditReport, Report } from '../report.js';
import { REPORT_VERSION } from './json-schema.js';
import { lineOf } from './places.js';
import type { ReporterOptions } from './reporter.js';

/** Indented JSON that fits the schema. */
export function jsonReport(report: Report, { version }: Pick<ReporterOptions, 'version'>): string {
  return `${JSON.stringify(reportData(report, version), undefined, 2)}\n`;
}

function reportData(report: Report, skerry: string): object {
  const { kind, ...outline } = outlineOf(report);
  const found = foundIn(report);
  const operations = outline.operations.map((operation) => {
    const line = lineOf(report, operation.number);
    return line === undefined ? operation : { ...operation, line };
  });
  return {
    version: REPORT_VERSION,
    skerry,
    kind,
    ...outline,
    operations,
    ...(report.kind === 'audit' ? { models: modelsOf(report) } : {}),
    ...(found?.pagePath === undefined ? {} : { page: shownPath(found.pagePath) }),
    ...(found === undefined ? {} : { counterexample: identityOf(found.counterexample) }),
  };
}

function identityOf({ name, scenario, traceHash }: Counterexample): object {
  return { name: shownPath(name), seed: scenario.seed, traceHash: shownPath(traceHash) };
}

function modelsOf({ audit }: AuditReport): object[] {
  return audit.standings.map((standing) => ({
    name: standing.model,
    standing: standing.standing,
    because: becauseText(standing, audit.anomalies, false),
  }));
}
