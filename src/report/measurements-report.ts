/**
 * Measurements as tables: a row a figure and a column a phase, then messages by type, then how the
 * assertions came out.
 */

import { MEASUREMENTS } from '../measure/catalogue.js';
import type { Assertion, AssertionOutcome } from '../measure/assertion.js';
import type { Measurements } from '../measure/measurer.js';
import { escapeText } from './escape.js';
import type { Palette } from './palette.js';
import { countOf, formatCount } from './quantities.js';

/** How the tables are to look. */
export interface MeasurementsPage {
  readonly palette: Palette;
  readonly columns: number;
  readonly ascii?: boolean;
}

const NAME_WIDTH = 22;
const CELL_WIDTH = 12;
const TYPES_MAX = 12;

/** The tables as text. */
export function renderMeasurements(
  measurements: Measurements,
  outcomes: readonly AssertionOutcome[],
  page: MeasurementsPage,
): string {
  return [
    ...phaseTables(measurements, page),
    ...trafficTable(measurements, page),
    ...assertionLines(outcomes, page.palette),
  ].join('\n');
}

function phaseTables({ phases, runs }: Measurements, page: MeasurementsPage): string[] {
  const { strong } = page.palette;
  const columns = [...phases];
  const across = Math.max(1, Math.floor((page.columns - NAME_WIDTH) / CELL_WIDTH));
  const lines = [strong(`Measured over ${countOf(runs, 'run')}`)];
  for (let from = 0; from < columns.length; from += across) {
    const part = columns.slice(from, from + across);
    const row = (name: string, cells: readonly string[]): string =>
      name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(CELL_WIDTH)).join('');
    lines.push(
      '',
      strong(
        row(
          '',
          part.map(([phase]) => shortened(phase)),
        ),
      ),
    );
    lines.push(
      row(
        'operations',
        part.map(([, { operations }]) => formatCount(operations)),
      ),
    );
    for (const { name, unit } of MEASUREMENTS) {
      const figures = part.map(([, phase]) => phase.figures.get(name));
      if (figures.every((figure) => figure === undefined)) continue;
      lines.push(
        row(
          name,
          figures.map((figure) => formatFigure(figure, unit)),
        ),
      );
    }
  }
  return lines;
}

function shortened(phase: string): string {
  return phase.length < CELL_WIDTH ? phase : `${phase.slice(0, CELL_WIDTH - 2)}.`;
}

/** A figure with its unit, to three or four significant digits. */
export function formatFigure(figure: number | undefined, unit: string): string {
  if (figure === undefined) return '-';
  if (figure === Infinity) return 'never';
  const decimals = Math.abs(figure) >= 100 ? 0 : Math.abs(figure) >= 10 ? 1 : unit === '' ? 4 : 2;
  const text = figure.toFixed(decimals);
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return unit === '' ? trimmed : `${trimmed} ${unit}`;
}

function trafficTable({ traffic }: Measurements, { palette, ascii = false }: MeasurementsPage) {
  if (traffic.size === 0) return [];
  const types = [...traffic];
  const rest = types.length - TYPES_MAX;
  return [
    '',
    palette.strong('Messages per operation, by type'),
    ...types
      .slice(0, TYPES_MAX)
      .map(
        ([type, { messages, bytes }]) =>
          escapeText(type, { ascii, lengthMax: NAME_WIDTH - 1 }).padEnd(NAME_WIDTH) +
          formatFigure(messages, '').padStart(CELL_WIDTH) +
          formatFigure(bytes, 'B').padStart(CELL_WIDTH),
      ),
    ...(rest > 0 ? [`and ${countOf(rest, 'other type')}`] : []),
  ];
}

/** How assertions came out, a line each below an empty one; empty where there are none. */
export function assertionText(outcomes: readonly AssertionOutcome[], palette: Palette): string {
  return assertionLines(outcomes, palette)
    .map((line) => `${line}\n`)
    .join('');
}

function assertionLines(outcomes: readonly AssertionOutcome[], palette: Palette): string[] {
  if (outcomes.length === 0) return [];
  return [
    '',
    ...outcomes.map((one) => {
      const line = assertionLine(one);
      return one.outcome === 'holds' ? palette.good(line) : palette.bad(line);
    }),
  ];
}

/** `fails: p99Ms <= 50 in calm (61 ms)`, escaped. */
export function assertionLine({ assertion, actual, outcome }: AssertionOutcome): string {
  const measured = outcome === 'not measured' ? '' : ` (${measuredText(assertion, actual)})`;
  return `${outcome}: ${escapeText(assertion.text)}${measured}`;
}

/** What was measured of the figure of an assertion, with its unit; `-` where nothing was. */
export function measuredText({ figure }: Assertion, actual: number | undefined): string {
  return formatFigure(actual, MEASUREMENTS.find(({ name }) => name === figure)?.unit ?? '');
}
