/**
 * What `skerry check --all` says: the models of the lattice that hold and that are violated, the
 * smallest evidence of each violation in words, and what the other checkers found.
 */

import type { Audit, CheckResult } from '../../checkers/audit/audit.js';
import type { AnomalyGroup } from '../../checkers/transactions/audit/transaction-audit.js';
import type { Verdict } from '../../checkers/verdict.js';
import { cycleLines } from './cycle-drawing.js';
import { escapeText } from './escape.js';
import { whyLines } from './explanation.js';
import { groupedBy } from './grouped.js';
import { latticeLines, MARKS } from './lattice-table.js';
import { labelled, paintLines, segment, wrapText, type Line, type Tone } from './line.js';
import { PLAIN } from './palette.js';
import { countOf, formatCount } from './quantities.js';
import { readable } from './references.js';
import { pageColumns, type TextOptions } from './text-report.js';

interface Page {
  readonly columns: number;
  readonly ascii: boolean;
}

/** Kinds of anomalies that are told in full; of the others the headline. */
const GROUPS_TOLD_MAX = 6;
const SENTENCES_MAX = 24;
const WIDE = { labelWidth: 9, hang: 2 } as const;

/** The report of an audit, every line ended by a newline. Linear in what is reported. */
export function renderAudit(audit: Audit, options: TextOptions = {}): string {
  const { palette = PLAIN, ascii = false } = options;
  const page = { columns: pageColumns(options), ascii };
  const { told, rest } = chosen(audit.anomalies);
  const blocks: Line[][] = [
    headLines(audit, page),
    latticeLines(audit, page),
    ...told.map((one) => anomalyLines(one, page)),
    rest.flatMap((group) => groupTitle(group, page)),
    checksLines(audit.checks, page),
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, at) => (at === 0 ? block : [[], ...block]));
  return paintLines(lines, palette, page.columns);
}

interface Told {
  readonly group: AnomalyGroup;
  /** Further kinds that the same transactions show. */
  readonly also: readonly string[];
}

/** Kinds that are shown by the same transactions are told once. */
function chosen(groups: readonly AnomalyGroup[]): {
  readonly told: readonly Told[];
  readonly rest: readonly AnomalyGroup[];
} {
  const all = groupedBy(groups, ({ examples }) =>
    [...new Set(examples[0]?.operations)].sort((left, right) => left - right).join(),
  );
  return {
    told: all.slice(0, GROUPS_TOLD_MAX).map(([group, ...others]) => ({
      group,
      also: others.map(({ kind }) => escapeText(kind, { lengthMax: 60 })),
    })),
    rest: all.slice(GROUPS_TOLD_MAX).flat(),
  };
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

function groupTitle({ kind: name, count, examples }: AnomalyGroup, page: Page): Line[] {
  const { columns, ascii } = page;
  const kind = escapeText(name, { ascii, lengthMax: 60 });
  const message = readable(examples[0]?.message ?? '', { ascii });
  const others = count > 1 ? ` (${formatCount(count)} found)` : '';
  return wrapText(`${kind}: ${message}${others}`, columns - 2, 4).map((part, at): Line => {
    if (at > 0) return [segment(`      ${part}`)];
    return [segment(`  ${part.slice(0, kind.length)}`, 'bad'), segment(part.slice(kind.length))];
  });
}

function anomalyLines({ group, also }: Told, page: Page): Line[] {
  const [example] = group.examples;
  if (example === undefined) return groupTitle(group, page);
  return [
    ...groupTitle(group, page),
    ...cycleLines(example, page),
    ...whyLines(example, { ...page, sentencesMax: SENTENCES_MAX }),
    ...(also.length === 0
      ? []
      : labelled('also', `${also.join(', ')}, by the same transactions`, page.columns, {
          hang: 2,
        })),
  ];
}

/** Checkers that say the same are named together. */
function checksLines(checks: readonly CheckResult[], { columns, ascii }: Page): Line[] {
  const standing = { legal: 'holds', illegal: 'violated', unknown: 'undecided' } as const;
  const alike = groupedBy(checks, ({ verdict }) => `${verdict.kind} ${finding(verdict)}`);
  return alike.flatMap((group) => {
    const { verdict } = group[0];
    const { box, letter, tone } = MARKS[standing[verdict.kind]];
    const names = group.map(({ name }) => escapeText(name, { ascii })).join(', ');
    const title = `${ascii ? letter : box} ${names}`;
    return markedLines(title, readable(finding(verdict), { ascii }), tone, columns);
  });
}

function finding(verdict: Verdict): string {
  if (verdict.kind === 'illegal') return verdict.anomalies[0].message;
  return verdict.kind === 'unknown' ? verdict.reason : '';
}

function markedLines(title: string, text: string, tone: Tone, columns: number): Line[] {
  const whole = text === '' ? title : `${title}: ${text}`;
  return wrapText(whole, columns - 2, 4).map((part, at): Line => {
    if (at > 0) return [segment(`      ${part}`)];
    return [segment(`  ${part.slice(0, title.length)}`, tone), segment(part.slice(title.length))];
  });
}
