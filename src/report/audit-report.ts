/**
 * What `skerry check --all` says: the models of the lattice that hold and that are violated, the
 * smallest evidence of each violation in words, and what the other checkers found.
 */

import type { Audit, CheckResult } from '../../checkers/audit/audit.js';
import type { Because, ModelStanding } from '../../checkers/audit/standings.js';
import type { AnomalyGroup } from '../../checkers/transactions/audit/transaction-audit.js';
import { cycleLines } from './cycle-drawing.js';
import { escapeText } from './escape.js';
import { whyLines } from './explanation.js';
import { labelled, paintLines, segment, wrapText, type Line, type Tone } from './line.js';
import { PLAIN } from './palette.js';
import { countOf, formatCount } from './quantities.js';
import { readable } from './references.js';
import { pageColumns, type TextOptions } from './text-report.js';

interface Page {
  readonly columns: number;
  readonly ascii: boolean;
}

const MARKS = {
  holds: { box: '✓', letter: '+', tone: 'good' },
  violated: { box: '✗', letter: 'x', tone: 'bad' },
  undecided: { box: '?', letter: '?', tone: 'warn' },
} as const;

/** Kinds of anomalies that are told in full; of the others the headline. */
const GROUPS_TOLD_MAX = 6;
const NAME_WIDTH = 38;
const SENTENCES_MAX = 24;
const WIDE = { labelWidth: 9, hang: 2 } as const;

/** The report of an audit, every line ended by a newline. Linear in what is reported. */
export function renderAudit(audit: Audit, options: TextOptions = {}): string {
  const { palette = PLAIN, ascii = false } = options;
  const page = { columns: pageColumns(options), ascii };
  const { told, rest } = chosen(audit.anomalies);
  const blocks: Line[][] = [
    headLines(audit, page),
    audit.standings.map((standing) => standingLine(standing, page)),
    ...told.map((group) => anomalyLines(group, page)),
    rest.flatMap((group) => groupTitle(group, page)),
    audit.checks.flatMap((check) => checkLines(check, page)),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, at) => (at === 0 ? block : [[], ...block]));
  return paintLines(lines, palette, page.columns);
}

/** Kinds that are shown by the same transactions are told once. */
function chosen(groups: readonly AnomalyGroup[]): Record<'told' | 'rest', readonly AnomalyGroup[]> {
  const told: AnomalyGroup[] = [];
  const shown = new Set<string>();
  for (const group of groups) {
    const transactions = [...(group.examples[0]?.operations ?? [])].sort((a, b) => a - b).join();
    if (told.length === GROUPS_TOLD_MAX || shown.has(transactions)) continue;
    shown.add(transactions);
    told.push(group);
  }
  return { told, rest: groups.filter((group) => !told.includes(group)) };
}

function headLines(audit: Audit, { columns, ascii }: Page): Line[] {
  const subject = escapeText(audit.subject, { ascii });
  const visited =
    audit.configurations === 0
      ? ''
      : `; ${countOf(audit.configurations, 'configuration')} searched`;
  const title: Line = [
    segment(`${formatCount(audit.judged)} ${subject}`, 'strong'),
    segment(visited),
  ];
  if (audit.standings.length === 0) return [title];
  const names = (models: readonly string[]): string =>
    models.length === 0 ? 'none' : models.join(', ');
  return [
    title,
    ...labelled('holds', names(audit.strongest), columns, { ...WIDE, tone: 'good' }),
    ...labelled('violated', names(audit.weakestViolated), columns, {
      ...WIDE,
      tone: audit.weakestViolated.length === 0 ? 'good' : 'bad',
    }),
  ];
}

function standingLine({ model, standing, because }: ModelStanding, { ascii }: Page): Line {
  const { box, letter, tone } = MARKS[standing];
  return [
    segment(`  ${ascii ? letter : box} `, tone),
    segment(model.padEnd(NAME_WIDTH), tone),
    segment(becauseText(because, ascii), 'faint'),
  ];
}

function becauseText(because: Because, ascii: boolean): string {
  switch (because.kind) {
    case 'certificate':
      return certificateText(because.certificate);
    case 'checker':
      return `checked by ${because.checker}`;
    case 'anomaly':
      return because.anomaly;
    case 'no-anomaly':
      return 'no anomaly that would break it';
    case 'implied':
      return `follows from ${because.by}`;
    case 'undecided':
      return escapeText(because.reason, { ascii });
  }
}

function certificateText(certificate: (Because & { kind: 'certificate' })['certificate']): string {
  switch (certificate.kind) {
    case 'commit-order':
      return `shown by an order of ${countOf(certificate.order.length, 'commit')}`;
    case 'core':
      return `no order of ${countOf(certificate.operations.length, 'transaction')} keeps it`;
    case 'cycle':
      return `a cycle of ${countOf(certificate.steps.length, 'transaction')}`;
    default:
      return 'shown by its certificate';
  }
}

function groupTitle({ kind, count, examples }: AnomalyGroup, { columns, ascii }: Page): Line[] {
  const message = readable(examples[0]?.message ?? '', { ascii });
  const others = count > 1 ? ` (${formatCount(count)} found)` : '';
  return wrapText(`${kind}: ${message}${others}`, columns - 2, 4).map((part, at): Line => {
    if (at > 0) return [segment(`      ${part}`)];
    return [segment(`  ${part.slice(0, kind.length)}`, 'bad'), segment(part.slice(kind.length))];
  });
}

function anomalyLines(group: AnomalyGroup, page: Page): Line[] {
  const [example] = group.examples;
  if (example === undefined) return groupTitle(group, page);
  return [
    ...groupTitle(group, page),
    ...cycleLines(example, page),
    ...whyLines(example, { ...page, sentencesMax: SENTENCES_MAX }),
  ];
}

function checkLines({ name, verdict }: CheckResult, { columns, ascii }: Page): Line[] {
  const standing = { legal: 'holds', illegal: 'violated', unknown: 'undecided' } as const;
  const { box, letter, tone } = MARKS[standing[verdict.kind]];
  const mark = ascii ? letter : box;
  const text =
    verdict.kind === 'illegal'
      ? verdict.anomalies[0].message
      : verdict.kind === 'unknown'
        ? verdict.reason
        : '';
  return markedLines(`${mark} ${name}`, readable(text, { ascii }), tone, columns);
}

function markedLines(title: string, text: string, tone: Tone, columns: number): Line[] {
  const whole = text === '' ? title : `${title}: ${text}`;
  return wrapText(whole, columns - 2, 4).map((part, at): Line => {
    if (at > 0) return [segment(`      ${part}`)];
    return [segment(`  ${part.slice(0, title.length)}`, tone), segment(part.slice(title.length))];
  });
}
