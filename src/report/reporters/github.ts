/**
 * Annotations of GitHub Actions: workflow commands on standard output, which the runner turns into
 * remarks beside the pull request. Their escapes are those of @actions/core (packages/core/src/
 * command.ts). GitHub shows ten of each kind a step, so no more are written.
 */

import { outlineOf, type Outline, type OutlinedAnomaly, type OutlinedCheck } from '../outline.js';
import type { Report } from '../report.js';
import { firstLine } from './places.js';

const ANNOTATIONS_MAX = 10;

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly line?: number;
}

/**
 * A command a line: errors for violations, warnings for what is undecided, else one notice. What
 * does not hold and was not expected to is a warning in a report of a violation, else a notice.
 */
export function githubReport(report: Report): string {
  const outline = outlineOf(report);
  const annotations = outline.checks.flatMap((check) => annotationsOf(check, outline, report));
  if (annotations.length === 0 || outline.outcome === 'clean') {
    annotations.unshift({ level: 'notice', title: outline.title, message: outline.headline });
  }
  const levels = ['error', 'warning', 'notice'] as const;
  const limited = levels.flatMap((level) => limit(annotations, level));
  return limited.map((one) => `${command(one, outline.file)}\n`).join('');
}

function annotationsOf(check: OutlinedCheck, outline: Outline, report: Report): Annotation[] {
  const { name, outcome, isDemanded, anomalies, reason } = check;
  const named = ({ kind }: OutlinedAnomaly): string => (kind === name ? name : `${name}: ${kind}`);
  if (outcome === 'legal') return [];
  if (outcome === 'unknown') {
    if (!isDemanded) return [];
    const title = outline.outcome === 'vacuous' ? 'VACUOUS' : 'UNKNOWN';
    return [{ level: 'warning', title: `${title}: ${name}`, message: reason }];
  }
  return anomalies.map((anomaly) => {
    const line = firstLine(report, anomaly);
    const spared = outline.outcome === 'clean' ? 'notice' : 'warning';
    return {
      level: isDemanded ? 'error' : spared,
      title: `${isDemanded ? 'VIOLATION of' : 'does not hold:'} ${named(anomaly)}`,
      message: messageOf(anomaly, outline),
      ...(line === undefined ? {} : { line }),
    };
  });
}

function messageOf({ message, sentences, count }: OutlinedAnomaly, { replay }: Outline): string {
  const others = count > 1 ? ` (${count} found)` : '';
  const next = replay === undefined ? [] : [replay];
  return [message + others, ...sentences, ...next].join('\n');
}

/** The first ones of a level; the last that is shown says how many are not. */
function limit(annotations: readonly Annotation[], level: Annotation['level']): Annotation[] {
  const all = annotations.filter((one) => one.level === level);
  if (all.length <= ANNOTATIONS_MAX) return all;
  const shown = all.slice(0, ANNOTATIONS_MAX - 1);
  const more = all.length - shown.length;
  return [...shown, { level, title: 'skerry', message: `and ${more} more like these` }];
}

function command({ level, title, message, line }: Annotation, file: string | undefined): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${propertyText(file)}`]),
    ...(line === undefined || file === undefined ? [] : [`line=${line}`]),
    `title=${propertyText(title)}`,
  ];
  return `::${level} ${properties.join(',')}::${dataText(message)}`;
}

function dataText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function propertyText(text: string): string {
  return dataText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
