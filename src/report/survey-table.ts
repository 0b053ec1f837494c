/**
 * A survey as a table: one measured variant a row (one kind of fault, or one size), with what
 * became of the guarantee and the figures that tell most.
 */

import type { AssertionOutcome } from '../measure/assertion.js';
import { MEASUREMENTS } from '../measure/catalogue.js';
import type { MeasurementName } from '../measure/catalogue.js';
import type { Measurements } from '../measure/measurer.js';
import { WHOLE } from '../measure/sample.js';
import { formatFigure } from './measurements-report.js';
import type { Palette } from './palette.js';

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
const NAME_WIDTH = 20;
const CELL_WIDTH = 11;

/** The table as text. */
export function renderSurvey(rows: readonly SurveyRow[], palette: Palette): string {
  const titles = COLUMNS.map(([title]) => title.padStart(CELL_WIDTH)).join('');
  return [
    palette.strong(`${''.padEnd(NAME_WIDTH)}${titles}  guarantee`),
    ...rows.flatMap((row) => [rowLine(row, palette), ...outcomeLines(row, palette)]),
  ].join('\n');
}

function rowLine(row: SurveyRow, palette: Palette): string {
  const { name, measurements } = row;
  const figures = measurements.phases.get(WHOLE)?.figures;
  const cells = COLUMNS.map(([, figure]) => {
    const unit = MEASUREMENTS.find((one) => one.name === figure)?.unit ?? '';
    return formatFigure(figures?.get(figure), unit === '/s' ? '' : unit).padStart(CELL_WIDTH);
  });
  return `${name.padEnd(NAME_WIDTH)}${cells.join('')}  ${guaranteeOf(row, palette)}`;
}

function guaranteeOf(row: SurveyRow, palette: Palette): string {
  const { anomalies, undecided, isIdle, measurements } = row;
  const broken = [...anomalies].map(([anomaly, runs]) => `${anomaly} in ${runs}`);
  if (broken.length > 0) return palette.bad(`${broken.join(', ')} of ${measurements.runs} runs`);
  if (undecided > 0) return palette.bad(`${undecided} of ${measurements.runs} runs undecided`);
  return isIdle ? palette.faint('not tried: it makes no difference here') : palette.good('holds');
}

function outcomeLines({ outcomes }: SurveyRow, palette: Palette): string[] {
  return outcomes
    .filter(({ outcome }) => outcome !== 'holds')
    .map(({ assertion, outcome }) => palette.bad(`  ${outcome}: ${assertion.text}`));
}
