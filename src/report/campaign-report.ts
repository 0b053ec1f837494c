/**
 * The table that a campaign prints: a row a campaign, and below it what a reader must know to trust
 * it.
 */

import {
  campaignOutcome,
  vacuityReasons,
  type CampaignOutcome,
  type CampaignSummary,
  type RegressionCounts,
} from './campaign-summary.js';
import { escapeText } from './escape.js';
import { glyphsFor } from './glyphs.js';
import { labelled, paintLines, segment, type Line, type Tone } from './line.js';
import { PLAIN } from './palette.js';
import { countOf, formatCount, formatShare } from './quantities.js';
import { pageColumns, type TextOptions } from './text-report.js';
import { cutToWidth, displayWidth, padToWidth } from './width.js';

const HEAD = ['system', 'workload', 'scenarios', 'ok', 'faults hit', 'violations', 'verdict'];
/** Columns that hold numbers stand to the right. */
const IS_NUMBER = [false, false, true, true, true, true, false];
const GAP = '  ';
const MARKS_MAX = 8;

const TONES: Readonly<Record<CampaignOutcome, Tone>> = {
  violation: 'bad',
  unknown: 'warn',
  vacuous: 'warn',
  clean: 'good',
};

/** A table of campaigns and the notes on them, every line ended by a newline. */
export function renderCampaign(
  summaries: CampaignSummary | readonly CampaignSummary[],
  options: TextOptions = {},
): string {
  const { palette = PLAIN, ascii = false } = options;
  const columns = pageColumns(options);
  const all: readonly CampaignSummary[] = 'system' in summaries ? [summaries] : summaries;
  const rows = all.map((summary) => cellsOf(summary, ascii));
  const widths = fitWidths([HEAD, ...rows], columns);
  const ellipsis = glyphsFor(ascii).ellipsis;
  const rowLine = (cells: readonly string[], tone?: Tone): Line =>
    cells.flatMap((cell, at) => {
      const width = widths[at] as number;
      const cut = cutToWidth(cell, width, ellipsis);
      const space = ' '.repeat(width - displayWidth(cut));
      const text = IS_NUMBER[at] === true ? space + cut : padToWidth(cut, width);
      const isLast = at === cells.length - 1;
      return [segment(at === 0 ? '' : GAP), segment(text, isLast ? tone : undefined)];
    });
  const lines: Line[] = [
    [segment(widths.map((width, at) => headCell(at, width)).join(GAP), 'strong')],
    ...all.map((summary, at) => rowLine(rows[at] as string[], TONES[campaignOutcome(summary)])),
  ];
  for (const summary of all) lines.push(...noteLines(summary, all.length > 1, columns, ascii));
  const seeds = [...new Set(all.map(({ seed }) => seed))].join(', ');
  if (seeds !== '') lines.push(...labelled('seed', seeds, columns));
  return paintLines(lines, palette, columns);
}

function headCell(at: number, width: number): string {
  const text = cutToWidth(HEAD[at] as string, width, '');
  return IS_NUMBER[at] === true ? text.padStart(width) : text.padEnd(width);
}

function cellsOf(summary: CampaignSummary, ascii: boolean): string[] {
  const { ok, fail, info } = summary.operations;
  return [
    systemName(summary, ascii),
    escapeText(summary.workload, { ascii, lengthMax: 40 }),
    formatCount(summary.scenarios),
    formatShare(ok, ok + fail + info),
    formatShare(summary.scenariosOverlapping, summary.scenariosWithFaults),
    formatCount(summary.violations),
    campaignOutcome(summary),
  ];
}

function systemName({ system, bugs }: CampaignSummary, ascii: boolean): string {
  const name = (text: string): string => escapeText(text, { ascii, lengthMax: 60 });
  return [system, ...bugs].map(name).join(' +');
}

/** Widths as the cells need them; names give way where the page is too narrow. */
function fitWidths(rows: readonly (readonly string[])[], columns: number): number[] {
  const widths = HEAD.map((_, at) =>
    rows.reduce((width, row) => Math.max(width, displayWidth(row[at] as string)), 0),
  );
  const total = widths.reduce((sum, width) => sum + width, GAP.length * (HEAD.length - 1));
  let excess = total - columns;
  for (const at of [0, 1]) {
    const given = Math.max(0, Math.min(excess, (widths[at] as number) - 6));
    widths[at] = (widths[at] as number) - given;
    excess -= given;
  }
  return widths;
}

/** What a reader must know to trust a campaign; `isOneOfMany`: which campaign is named. */
export function noteLines(
  summary: CampaignSummary,
  isOneOfMany: boolean,
  columns: number,
  ascii: boolean,
): Line[] {
  const subject = isOneOfMany ? `${systemName(summary, ascii)}: ` : '';
  const note = (label: string, text: string, tone?: Tone): Line[] =>
    labelled(label, subject + text, columns, { hang: 2, ...(tone === undefined ? {} : { tone }) });
  const outcome = campaignOutcome(summary);
  const reasons = vacuityReasons(summary);
  const lines: Line[] = [];
  if (reasons.length > 0) {
    const found = outcome === 'violation' ? '' : ': that nothing was found says little';
    lines.push(...note('vacuous', reasons.join(' and ') + found, 'warn'));
  }
  if (summary.unknown > 0) {
    lines.push(
      ...note('unknown', `${countOf(summary.unknown, 'scenario')} could not be decided`, 'warn'),
    );
  }
  if (summary.regressions !== undefined) {
    const words = regressionWords(summary.regressions);
    lines.push(...labelled('regressions', subject + words, columns, { labelWidth: 12, hang: 2 }));
  }
  if (summary.coverage !== undefined) lines.push(...note('covered', summary.coverage));
  lines.push(...markLines(summary, ascii, note));
  return lines;
}

/** What became of the saved counterexamples: `12 passed, 3 of other systems`. */
function regressionWords({ passed, leftOut, outdated }: RegressionCounts): string {
  const words = [`${formatCount(passed)} passed`];
  if (leftOut > 0) words.push(`${formatCount(leftOut)} of other systems`);
  if (outdated > 0) words.push(`${formatCount(outdated)} cannot be replayed any more`);
  return words.join(', ');
}

/** Which of the states that the nodes mark as interesting were reached, and which never. */
function markLines(
  { marks }: CampaignSummary,
  ascii: boolean,
  note: (label: string, text: string) => Line[],
): Line[] {
  const name = (mark: string): string => escapeText(mark, { ascii, lengthMax: 40 });
  const reached = [...marks].flatMap(([mark, count]) =>
    count > 0 ? [`${name(mark)} (${formatCount(count)})`] : [],
  );
  const missed = [...marks].flatMap(([mark, count]) => (count === 0 ? [name(mark)] : []));
  const list = (names: readonly string[]): string => {
    const more = names.length > MARKS_MAX ? [`${names.length - MARKS_MAX} more`] : [];
    return [...names.slice(0, MARKS_MAX), ...more].join(', ');
  };
  return [
    ...(reached.length > 0 ? note('reached', list(reached)) : []),
    ...(missed.length > 0 ? note('missed', `never reached: ${list(missed)}`) : []),
  ];
}
