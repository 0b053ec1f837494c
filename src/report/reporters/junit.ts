/**
 * JUnit XML, as GitLab and Jenkins read it: a test suite a report, a test case a check. There is no
 * schema of it that all agree on; this keeps to what both document: `testsuites`, `testsuite`,
 * `testcase`, `failure`, `error`, `skipped`, `properties` and `system-out`. GitLab takes only the
 * first of two test cases with the same class and name, so names are made distinct. Durations are
 * left out: a report is the same whenever it is made.
 */

import { outlineOf, type Outline, type OutlinedAnomaly, type OutlinedCheck } from '../outline.js';
import type { Report } from '../report.js';
import { textReport } from './text.js';

/** The report as XML 1.0 in UTF-8. */
export function junitReport(report: Report): string {
  const outline = outlineOf(report);
  const { checks } = outline;
  const count = (wanted: CaseKind): number =>
    checks.filter((check) => kindOf(check) === wanted).length;
  const counts = {
    tests: checks.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
  const text = textReport(report, { columns: 100 });
  const told = checks.findIndex((check) => kindOf(check) !== 'passed');
  const names = distinctNames(checks);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    open('testsuites', { name: 'skerry', ...counts }),
    open('testsuite', { name: outline.subject, ...counts }),
    ...propertyLines(outline),
    ...checks.flatMap((check, at) =>
      caseLines(check, names[at]!, outline, at === Math.max(0, told) ? text : undefined),
    ),
    '</testsuite>',
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

type CaseKind = 'passed' | 'failure' | 'error' | 'skipped';

function kindOf({ outcome, isDemanded }: OutlinedCheck): CaseKind {
  if (outcome === 'legal') return 'passed';
  // What an audit finds beside what is expected is no failure.
  if (!isDemanded) return 'skipped';
  return outcome === 'illegal' ? 'failure' : 'error';
}

function distinctNames(checks: readonly OutlinedCheck[]): readonly string[] {
  const taken = new Set<string>();
  return checks.map(({ name }) => {
    let distinct = name;
    for (let number = 2; taken.has(distinct); number++) distinct = `${name} (${number})`;
    taken.add(distinct);
    return distinct;
  });
}

function propertyLines({ title, headline, facts, counts, replay }: Outline): string[] {
  const properties: (readonly [string, string])[] = [
    ['verdict', headline === '' ? title : `${title}: ${headline}`],
    ...facts.map(({ label, text }) => [label, text] as const),
    ...Object.entries(counts).map(([name, count]) => [name, String(count)] as const),
    ...(replay === undefined ? [] : [['replay', replay] as const]),
  ];
  return [
    '<properties>',
    ...properties.map(([name, value]) => `${open('property', { name, value }, '/')}`),
    '</properties>',
  ];
}

function caseLines(
  check: OutlinedCheck,
  name: string,
  { subject, file }: Outline,
  text: string | undefined,
): string[] {
  const attributes = {
    classname: subject,
    name,
    ...(file === undefined ? {} : { file }),
  };
  const output = text === undefined ? [] : [`<system-out>${textOf(text)}</system-out>`];
  const content = [...outcomeLines(check), ...output];
  if (content.length === 0) return [open('testcase', attributes, '/')];
  return [open('testcase', attributes), ...content, '</testcase>'];
}

/** Several anomalies of one check are one failure: readers take only the first. */
function outcomeLines(check: OutlinedCheck): string[] {
  const kind = kindOf(check);
  const [anomaly] = check.anomalies;
  switch (kind) {
    case 'passed':
      return [];
    case 'error':
      return [open('error', { message: check.reason, type: 'unknown' }, '/')];
    case 'skipped': {
      const message = anomaly?.message ?? check.reason;
      return [open('skipped', { message: `not expected to hold: ${message}` }, '/')];
    }
    case 'failure': {
      const { message, kind: type } = anomaly ?? { message: check.name, kind: 'violation' };
      const body = textOf(anomalyText(check));
      return [`${open('failure', { message, type })}${body}</failure>`];
    }
  }
}

function anomalyText({ anomalies, omitted }: OutlinedCheck): string {
  const told = anomalies.map(({ kind, message, sentences, count }: OutlinedAnomaly) => {
    const others = count > 1 ? ` (${count} found)` : '';
    return [`${kind}: ${message}${others}`, ...sentences.map((one) => `  ${one}`)].join('\n');
  });
  const more = omitted > 0 ? [`and ${omitted} more`] : [];
  return [...told, ...more].join('\n');
}

/** `end` closes an element that has no content. */
function open(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  end: '' | '/' = '',
): string {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${attributeText(String(value))}"`,
  );
  return `<${name}${written.join('')}${end}>`;
}

/** What XML 1.0 cannot hold even as a reference (production 2, Char). */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function textOf(text: string): string {
  return text.replace(ILLEGAL, '\ufffd').replace(/[&<>]/g, (found) => MARKUP[found]!);
}

/** Line ends in an attribute would become spaces. */
function attributeText(text: string): string {
  return text
    .replace(ILLEGAL, '\ufffd')
    .replace(/[&<>"]/g, (found) => MARKUP[found]!)
    .replace(/[\t\n\r]/g, (found) => `&#${found.charCodeAt(0)};`);
}
