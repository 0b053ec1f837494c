/**
 * How the models of the lattice stand, as a table: a row for each that was decided by itself at the
 * boundary between what holds and what is violated, with those that follow from it below.
 */

import type { Audit } from '../../checkers/audit/audit.js';
import type { Because, ModelStanding } from '../../checkers/audit/standings.js';
import type { AnomalyGroup } from '../../checkers/transactions/audit/transaction-audit.js';
import {
  strongestOf,
  weakestOf,
  withStronger,
  withWeaker,
} from '../../checkers/transactions/lattice/boundary.js';
import { groupedBy } from './grouped.js';
import { segment, wrapText, type Line, type Tone } from './line.js';
import { countOf } from './quantities.js';
import { readable } from './references.js';

/** How the table is to look. */
interface TablePage {
  readonly columns: number;
  readonly ascii: boolean;
}

/** The sign and the colour of each standing. */
export const MARKS = {
  holds: { box: '✓', letter: '+', tone: 'good' },
  violated: { box: '✗', letter: 'x', tone: 'bad' },
  undecided: { box: '?', letter: '?', tone: 'warn' },
} as const;

/** So few models have a row each. */
const ROWS_MAX = 8;
const NAME_WIDTH = 38;

/** The rows. Quadratic in the number of models. */
export function latticeLines({ standings, anomalies }: Audit, page: TablePage): Line[] {
  const rows = standings.map((one) => ({ ...one, text: becauseText(one, anomalies, page.ascii) }));
  if (rows.length <= ROWS_MAX) return rows.flatMap((row) => rowLines(row, page));
  const among = (standing: ModelStanding['standing']): Row[] =>
    rows.filter((row) => row.standing === standing);
  return [
    ...boundaryLines(among('violated'), weakestOf, withStronger, page),
    ...boundaryLines(among('holds'), strongestOf, withWeaker, page),
    ...undecidedLines(among('undecided'), page),
  ];
}

interface Row extends ModelStanding {
  readonly text: string;
}

/** The models at the boundary, each with those that follow from it and were not named before. */
function boundaryLines(
  rows: readonly Row[],
  boundaryOf: (models: ReadonlySet<string>) => readonly string[],
  following: (models: Iterable<string>) => ReadonlySet<string>,
  page: TablePage,
): Line[] {
  const decided = rows.filter(({ because }) => because.kind !== 'implied');
  const boundary = boundaryOf(new Set(decided.map(({ model }) => model)));
  const grounds = new Map(boundary.map((model) => [model, model]));
  for (const model of boundary) {
    for (const one of following([model])) if (!grounds.has(one)) grounds.set(one, model);
  }
  // What only stands like another, as no history tells the two apart, is named with that one.
  for (const { model, because } of rows.toReversed()) {
    if (grounds.has(model) || because.kind !== 'implied') continue;
    grounds.set(model, grounds.get(because.by) ?? because.by);
  }
  return boundary.flatMap((model) => {
    const row = rows.find((one) => one.model === model)!;
    const hence = rows.filter((one) => one !== row && grounds.get(one.model) === model);
    const names = hence.map((one) => one.model);
    return [...rowLines(row, page), ...namesLines('hence', names, page)];
  });
}

/** Models by the reason that they share. */
function undecidedLines(rows: readonly Row[], page: TablePage): Line[] {
  return groupedBy(rows, ({ text }) => text).flatMap(([first, ...others]) => [
    ...rowLines({ ...first, text: '' }, page),
    ...namesLines(
      'and',
      others.map(({ model }) => model),
      page,
    ),
    ...paragraph(first.text, undefined, page),
  ]);
}

function rowLines({ model, standing, text }: Row, { columns, ascii }: TablePage): Line[] {
  const { box, letter, tone } = MARKS[standing];
  const parts = wrapText(text, columns - NAME_WIDTH - 4);
  return parts.map((part, at): Line => [
    segment(at === 0 ? `  ${ascii ? letter : box} ` : '    ', tone),
    segment((at === 0 ? model : '').padEnd(NAME_WIDTH), tone),
    segment(part, 'faint'),
  ]);
}

function namesLines(word: string, names: readonly string[], page: TablePage): Line[] {
  if (names.length === 0) return [];
  return paragraph(`${word} ${names.join(', ')}`, 'faint', page);
}

function paragraph(text: string, tone: Tone | undefined, { columns }: TablePage): Line[] {
  return wrapText(text, columns - 6).map((part): Line => [segment(`      ${part}`, tone)]);
}

/** Why a model stands as it does, in a few words. */
export function becauseText(
  { model, because }: ModelStanding,
  anomalies: readonly AnomalyGroup[],
  ascii: boolean,
): string {
  switch (because.kind) {
    case 'certificate': {
      const { certificate } = because;
      const told = anomalies.find(({ breaks }) => breaks.includes(model));
      if (told !== undefined) return told.kind;
      return certificateText(certificate);
    }
    case 'checker':
      return `checked by ${because.checker}`;
    case 'anomaly':
      return because.anomaly;
    case 'no-anomaly':
      return 'no anomaly that would break it';
    case 'implied':
      return `follows from ${because.by}`;
    case 'undecided':
      return readable(because.reason, { ascii });
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
