/**
 * Where in a recorded history an anomaly is, for formats that point at lines.
 */

import type { OutlinedAnomaly } from '../outline.js';
import type { Report } from '../report.js';

/** The line on which an operation with a number ended; `undefined` where nobody knows. */
export function lineOf(report: Report, number: number): number | undefined {
  return report.kind === 'history' ? report.lines?.get(number - 1) : undefined;
}

/** The line of the offending operation of an anomaly, or of another one of it. */
export function firstLine(report: Report, { operations }: OutlinedAnomaly): number | undefined {
  const lines = operations.toReversed().map((number) => lineOf(report, number));
  return lines.find((line) => line !== undefined);
}
