/**
 * A survey as a table: one measured variant a row (one kind of fault, or one size), with what
 * became of the guarantee and the figures that tell most.
 */

import type { AssertionOutcome } from '../measure/assertion.js';
import { MEASUREMENTS } from '../measure/catalogue.js';
import type { MeasurementName } from '../measure/catalogue.js';
import type { Measurements } from '../measure/measurer.js';
import { WHOLE } from '../measure/sample.js';
import { escapeText } from './escape.js';
import { labelled, paintLines, segment, wrapText, type Line, type Tone } from './line.js';
import { formatFigure } from './measurements-report.js';
import { PLAIN } from './palette.js';
import { pageColumns, type TextOptions } from './text-report.js';
import { displayWidth, padToWidth } from './width.js';

/** One variant, measured. */
export interface SurveyRow {
  readonly name: string;
  readonly measurements: Measurements;
  readonly anomalies: ReadonlyMap<string, number>;
  /** Runs that could not be judged. */
  readonly undecided: number;
  /** A fault was asked for, and made no difference in any run. */
  readonly isIdle: boolean;
  readonly outcomes: readonly AssertionOutcome[];
}

const COLUMNS: readonly (readonly [title: string, figure: MeasurementName])[] = [
  ['available', 'availability'],
  ['outage', 'longestOutageMs'],
  ['p50', 'p50Ms'],
  ['p99', 'p99Ms'],
  ['ops/s', 'throughput'],
  ['msgs/op', 'messagesPerOperation'],
  ['recovers', 'recoverWithinMs'],
];
/** What goes first where the page is too narrow. */
const DISPENSABLE: readonly string[] = ['msgs/op', 'ops/s', 'p50', 'recovers', 'outage', 'p99'];
const GAP = 2;
/** Beside the figures there is room for `guarantee`. */
const GUARANTEE_WIDTH = 9;

/** The table as text, every line ended by a newline. Figures without room are named below. */
export function renderSurvey(rows: readonly SurveyRow[], options: TextOptions = {}): string {
  const columns = pageColumns(options);
  const ascii = options.ascii === true;
  const names = rows.map(({ name }) => escapeText(name, { ascii, lengthMax: 40 }));
  const nameWidth = Math.max(0, ...names.map(displayWidth));
  const figures = COLUMNS.map(([title, figure]) => new FigureColumn(title, figure, rows));
  const used = (): number => figures.reduce((sum, { width }) => sum + GAP + width, nameWidth);
  const dropped: string[] = [];
  for (const title of DISPENSABLE) {
    if (used() + GAP + GUARANTEE_WIDTH <= columns) break;
    const at = figures.findIndex((one) => one.title === title);
    dropped.push(...figures.splice(at, 1).map((one) => one.title));
  }
  const room = columns - used() - GAP;
  const titles = figures.map(({ title, width }) => ' '.repeat(GAP) + title.padStart(width));
  const head = `${' '.repeat(nameWidth)}${titles.join('')}${' '.repeat(GAP)}guarantee`;
  const lines: Line[] = [
    [segment(head, 'strong')],
    ...rows.flatMap((row, at) => {
      const cells = figures.map(
        ({ cells: of, width }) => ' '.repeat(GAP) + of[at]!.padStart(width),
      );
      const figuresText = padToWidth(names[at]!, nameWidth) + cells.join('');
      return rowLines(row, figuresText, room, columns);
    }),
  ];
  if (dropped.length > 0) {
    lines.push(...labelled('narrow', `without ${dropped.toReversed().join(', ')}`, columns));
  }
  return paintLines(lines, options.palette ?? PLAIN, columns);
}

/** One figure of every row. */
class FigureColumn {
  readonly cells: readonly string[];
  readonly width: number;

  constructor(
    readonly title: string,
    figure: MeasurementName,
    rows: readonly SurveyRow[],
  ) {
    const unit = MEASUREMENTS.find((one) => one.name === figure)?.unit ?? '';
    this.cells = rows.map(({ measurements }) => {
      const value = measurements.phases.get(WHOLE)?.figures.get(figure);
      return formatFigure(value, unit === '/s' ? '' : unit);
    });
    this.width = Math.max(title.length, ...this.cells.map(displayWidth));
  }
}

/** The figures and the guarantee, which goes below where there is no room beside them. */
function rowLines(row: SurveyRow, figures: string, room: number, columns: number): Line[] {
  const { text, tone } = guaranteeOf(row);
  const beside = displayWidth(text) <= room;
  const below = (long: string, of: Tone): Line[] =>
    wrapText(long, columns - 2, 2).map((part, at) => [
      segment(at === 0 ? '  ' : '    '),
      segment(part, of),
    ]);
  return [
    [segment(figures), ...(beside ? [segment(' '.repeat(GAP)), segment(text, tone)] : [])],
    ...(beside ? [] : below(text, tone)),
    ...row.outcomes
      .filter(({ outcome }) => outcome !== 'holds')
      .flatMap(({ assertion, outcome }) =>
        below(`${outcome}: ${escapeText(assertion.text)}`, 'bad'),
      ),
  ];
}

function guaranteeOf(row: SurveyRow): { readonly text: string; readonly tone: Tone } {
  const { anomalies, undecided, isIdle, measurements } = row;
  const broken = [...anomalies].map(([anomaly, runs]) => `${escapeText(anomaly)} in ${runs}`);
  const ofRuns = `of ${measurements.runs} runs`;
  if (broken.length > 0) return { text: `${broken.join(', ')} ${ofRuns}`, tone: 'bad' };
  if (undecided > 0) return { text: `${undecided} ${ofRuns} undecided`, tone: 'bad' };
  if (isIdle) return { text: 'not tried: it makes no difference here', tone: 'faint' };
  return { text: 'holds', tone: 'good' };
}
