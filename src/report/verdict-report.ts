/**
 * What `skerry check` says of a recorded history: the verdict, for a violation the operations that
 * show it and why, and the work it took.
 */

import type { Anomaly, IllegalVerdict, Verdict } from '../../checkers/verdict.js';
import { columnsOf, sizeOf } from '../history/columns/columnar-history.js';
import { OUTCOME } from '../history/columns/operation-columns.js';
import type { History } from '../history/operation.js';
import { escapeText } from './escape.js';
import { whyLines } from './explanation.js';
import { glyphsFor } from './glyphs.js';
import { titledLines } from './headline.js';
import { historyTimeline } from './history-timeline.js';
import { labelled, paintLines, segment, type Line, type Tone } from './line.js';
import { PLAIN } from './palette.js';
import { countOf, formatCount } from './quantities.js';
import { readable } from './references.js';
import { pageColumns, type TextOptions } from './text-report.js';
import { timelineLines } from './timeline-text.js';

const ROWS_MAX = 24;
const OTHERS_MAX = 4;

interface Page {
  readonly columns: number;
  readonly ascii: boolean;
}

/** The report of one verdict, every line ended by a newline. Linear in the history. */
export function renderVerdict(
  history: History,
  verdict: Verdict,
  options: TextOptions = {},
): string {
  const { palette = PLAIN, ascii = false } = options;
  const page = { columns: pageColumns(options), ascii };
  const facts = verdictFactLines(history, verdict, page);
  const blocks =
    verdict.kind === 'illegal'
      ? [...violationBlocks(history, verdict, page), facts]
      : [[...answerLines(verdict, page), ...facts]];
  const lines = blocks
    .filter((block) => block.length > 0)
    .flatMap((block, at) => (at === 0 ? block : [[], ...block]));
  return paintLines(lines, palette, page.columns);
}

/** How long the history is, and what it took to judge it. Linear in the history. */
export function verdictFactLines(history: History, verdict: Verdict, page: Page): Line[] {
  return [...historyLines(history, page), ...effortLines(verdict, page)];
}

function violationBlocks(history: History, verdict: IllegalVerdict, page: Page): Line[][] {
  const { columns, ascii } = page;
  const [anomaly, ...others] = verdict.anomalies;
  const timeline = historyTimeline(history, anomaly, { ascii });
  const shown = timeline.spans.length;
  const all = sizeOf(history);
  const extract = `${formatCount(shown)} of ${countOf(all, 'operation')} shown`;
  const title = `VIOLATION of ${checkerName(verdict, page)}`;
  return [
    titledLines(title, readable(anomaly.message, { ascii }), columns),
    [
      ...timelineLines(timeline, { columns, glyphs: glyphsFor(ascii), rowsMax: ROWS_MAX }),
      ...(shown < all ? [[segment(`  ${extract}`, 'faint')]] : []),
    ],
    [...whyLines(anomaly, page), ...otherLines(others, page)],
  ];
}

/** What else is wrong, a line each; of many the first few. */
function otherLines(others: readonly Anomaly[], { columns, ascii }: Page): Line[] {
  const lines = others
    .slice(0, OTHERS_MAX)
    .flatMap(({ message }, at) =>
      labelled(at === 0 ? 'also' : '', readable(message, { ascii }), columns, { hang: 2 }),
    );
  const more = others.length - OTHERS_MAX;
  if (more <= 0) return lines;
  return [...lines, ...labelled('', `and ${formatCount(more)} more`, columns)];
}

function answerLines(verdict: Exclude<Verdict, IllegalVerdict>, page: Page): Line[] {
  const { columns, ascii } = page;
  const name = checkerName(verdict, page);
  if (verdict.kind === 'legal') return [titleLine('LEGAL', `: ${name} holds`, 'good')];
  return [
    titleLine('UNKNOWN', `: ${name} is not decided`, 'warn'),
    ...labelled('why', readable(verdict.reason, { ascii }), columns, { hang: 2 }),
    ...labelled('so far', readable(verdict.progress, { ascii }), columns, { hang: 2 }),
  ];
}

function titleLine(title: string, rest: string, tone: Tone): Line {
  return [segment(title, tone), segment(rest)];
}

function historyLines(history: History, { columns: width }: Page): Line[] {
  const { size, process, outcome } = columnsOf(history);
  const processes = new Set<number>();
  const outcomes = [0, 0, 0];
  for (let at = 0; at < size; at++) {
    processes.add(process[at]!);
    outcomes[outcome[at]!]!++;
  }
  const clients = countOf(processes.size, 'process', 'processes');
  const [ok, fail, info] = [OUTCOME.ok, OUTCOME.fail, OUTCOME.info].map((of) => outcomes[of]!);
  const counts = `${ok} ok, ${fail} failed, ${info} without answer`;
  return labelled('history', `${countOf(size, 'operation')} by ${clients}: ${counts}`, width);
}

function effortLines(verdict: Verdict, page: Page): Line[] {
  const { judged, configurations } = verdict.effort;
  const algorithm = escapeText(verdict.algorithm, { ascii: page.ascii, lengthMax: 80 });
  const visited =
    configurations === 0 ? '' : `, ${countOf(configurations, 'configuration')} visited`;
  return labelled(
    'effort',
    `${algorithm}: ${countOf(judged, 'operation')} judged${visited}`,
    page.columns,
  );
}

function checkerName({ checker }: Verdict, { ascii }: Page): string {
  return escapeText(checker, { ascii, lengthMax: 60 });
}
