/**
 * The terminal report of a counterexample, in the order in which a person asks: what, how small,
 * the story, why, when, how often, and what to do next. A pure function of the counterexample;
 * without colour it reads the same.
 */

import type { Counterexample } from './counterexample.js';
import { findCulprit } from './culprit.js';
import { escapeText } from './escape.js';
import { checksLines, whyLines } from './explanation.js';
import { glyphsFor } from './glyphs.js';
import { headlineLines, sizeLines } from './headline.js';
import { likelihoodLines } from './likelihood.js';
import { labelled, paintLines, type Line } from './line.js';
import { oddsLines } from './odds.js';
import { PLAIN, type Palette } from './palette.js';
import { shellWord } from './shell-word.js';
import { storyTimeline } from './story-timeline.js';
import { timelineLines } from './timeline-text.js';

/** How a text report is printed. */
export interface TextOptions {
  /** The default is plain text. */
  readonly palette?: Palette;
  /** Width of the page, 100 by default and at least 40. */
  readonly columns?: number;
  /** Letters instead of box characters, and escapes for what is not ASCII. */
  readonly ascii?: boolean;
  /** What to do next; the default is the command that replays it. */
  readonly next?: string;
  /** The page to open, where one was written. */
  readonly open?: string;
}

/** Columns of a report unless somebody says otherwise. */
const COLUMNS_DEFAULT = 100;
const COLUMNS_MIN = 40;
const ROWS_MAX = 26;

/** The width a report is written for. */
export function pageColumns({ columns = COLUMNS_DEFAULT }: TextOptions): number {
  return Math.max(COLUMNS_MIN, Math.floor(columns));
}

/** The report as text, every line ended by a newline. Linear in the story, but for sorting it. */
export function renderText(counterexample: Counterexample, options: TextOptions = {}): string {
  const { palette = PLAIN, ascii = false } = options;
  const columns = pageColumns(options);
  const page = { columns, ascii };
  const culprit = findCulprit(counterexample);
  const { story, scenario, findings, likelihood, statistics } = counterexample;
  const timeline = storyTimeline(story, { ascii, culprit, healAtUs: scenario.healAtUs });
  const name = escapeText(counterexample.name, { ascii, lengthMax: 200 });
  const file = shellWord(`.skerry/${name}.json`);
  const blocks: Line[][] = [
    headlineLines(counterexample, culprit, page),
    sizeLines(counterexample, page),
    timelineLines(timeline, { columns, glyphs: glyphsFor(ascii), rowsMax: ROWS_MAX }),
    [
      ...(culprit === undefined ? [] : whyLines(culprit.anomaly, page)),
      ...checksLines(findings, page),
      ...likelihoodLines(likelihood, page),
      ...oddsLines(statistics, columns),
      ...labelled('next', options.next ?? `npx skerry replay ${file}`, columns),
      ...(options.open === undefined ? [] : labelled('open', options.open, columns)),
    ],
  ];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, at) => (at === 0 ? block : [[], ...block]));
  return paintLines(lines, palette, columns);
}
