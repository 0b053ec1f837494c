/**
 * Markdown for comments on pull requests and for step summaries: the verdict, the facts, the
 * timeline of the terminal, why, and a diagram that GitHub draws. No inline SVG, which it does not
 * show, and no HTML but a fold and what parts words that it would turn into links.
 */

import { glyphsFor } from '../glyphs.js';
import { paintLines } from '../line.js';
import { outlineOf, type Outline, type OutlinedCheck, type ReportOutcome } from '../outline.js';
import { timelineOf } from '../outline-operations.js';
import { PLAIN } from '../palette.js';
import { countOf } from '../quantities.js';
import type { Report } from '../report.js';
import { timelineLines } from '../timeline-text.js';
import { fenced, markdownTable, markdownText } from './markdown-text.js';
import { diagramLines } from './mermaid.js';
import type { ReporterOptions } from './reporter.js';
import { textReport } from './text.js';

const SIGNS: Readonly<Record<ReportOutcome, string>> = {
  violation: '❌',
  unknown: '❓',
  vacuous: '⚠️',
  clean: '✅',
};

/** A comment on GitHub holds no more. */
const LENGTH_MAX = 65_536;
const COLUMNS = 100;
const ROWS_MAX = 26;
const ANOMALIES_TOLD_MAX = 4;

/** A part of the page; the least `rank` goes last where there is no room for all. */
interface Part {
  readonly rank: number;
  readonly text: string;
}

/**
 * The page. Where it would be longer than `lengthMax` (by default what a comment holds), whole
 * parts are left out, and it says so.
 */
export function markdownReport(
  report: Report,
  { lengthMax = LENGTH_MAX }: Pick<ReporterOptions, 'lengthMax'> = {},
): string {
  const outline = outlineOf(report);
  const parts: Part[] = [
    { rank: 0, text: headText(outline, lengthMax) },
    { rank: 2, text: factsText(outline) },
    { rank: 1, text: timelineText(report) },
    { rank: 3, text: whyText(outline) },
    { rank: 4, text: replayText(outline) },
    { rank: 6, text: checksText(outline) },
    { rank: 5, text: diagramText(report, outline) },
    { rank: 7, text: folded('The whole report', fenced(textReport(report), 'text')) },
  ].filter(({ text }) => text !== '');
  return `${withinLength(parts, lengthMax).join('\n\n')}\n`;
}

const NOTE = '_Shortened: the rest did not fit._';

/** The parts that fit, the most telling first, in the order of the page. */
function withinLength(parts: readonly Part[], lengthMax: number): string[] {
  const chosen = new Set<Part>();
  // What is kept for the note and the last line end.
  let room = lengthMax - NOTE.length - 3;
  for (const part of [...parts].sort((left, right) => left.rank - right.rank)) {
    const length = part.text.length + 2;
    if (length > room) continue;
    chosen.add(part);
    room -= length;
  }
  const texts = parts.filter((part) => chosen.has(part)).map(({ text }) => text);
  return chosen.size === parts.length ? texts : [...texts, NOTE];
}

function headText({ outcome, title, headline }: Outline, lengthMax: number): string {
  const sign = SIGNS[outcome];
  const head = `### ${sign} ${markdownText(title)}`;
  const whole = headline === '' ? head : `${head}\n\n${markdownText(headline)}`;
  if (whole.length + NOTE.length + 8 <= lengthMax) return whole;
  // No sign is longer than this when it is escaped.
  const room = Math.max(0, Math.floor((lengthMax - NOTE.length - 40) / 12));
  return `### ${sign} ${markdownText(title.slice(0, room))}`;
}

function factsText({ facts }: Outline): string {
  if (facts.length === 0) return '';
  return markdownTable(
    ['', ''],
    facts.map(({ label, text }) => [label, text]),
  );
}

function timelineText(report: Report): string {
  const timeline = timelineOf(report);
  if (timeline === undefined) return '';
  const glyphs = glyphsFor(false);
  const lines = timelineLines(timeline, { columns: COLUMNS, glyphs, rowsMax: ROWS_MAX });
  return lines.length === 0 ? '' : fenced(paintLines(lines, PLAIN, COLUMNS), 'text');
}

/**
 * The argument of each anomaly of the check that the report is about. Where all holds that has to,
 * it is about none, and what else was found must not look like a failure.
 */
function whyText({ checks, outcome }: Outline): string {
  const wanted = outcome === 'unknown' || outcome === 'vacuous' ? 'unknown' : 'illegal';
  const found = checks.filter((check) => check.outcome === wanted);
  const told = found.find(({ isDemanded }) => isDemanded) ?? found[0];
  const first = outcome === 'clean' ? 'Also found, not expected to hold' : 'Why';
  if (told === undefined) return '';
  if (wanted === 'unknown') return told.reason === '' ? '' : markdownText(told.reason);
  return told.anomalies
    .slice(0, ANOMALIES_TOLD_MAX)
    .map(({ kind, message, sentences, count }, at) => {
      const others = count > 1 ? ` (${count} found)` : '';
      const title = at === 0 ? first : `Also ${markdownText(kind)}`;
      const list = sentences.map((sentence) => `- ${markdownText(sentence)}`).join('\n');
      const headline = `**${title}**: ${markdownText(message + others)}`;
      return list === '' ? headline : `${headline}\n\n${list}`;
    })
    .join('\n\n');
}

const MARKS: Readonly<Record<OutlinedCheck['outcome'], string>> = {
  legal: '✓ holds',
  illegal: '✗ violated',
  unknown: '? undecided',
};

const NOT_EXPECTED = '– does not hold, not expected to';

function checksText({ checks }: Outline): string {
  if (checks.length < 2) return '';
  const rows = checks.map(({ name, outcome, isDemanded, anomalies, reason, omitted }) => {
    const kinds = [...new Set(anomalies.map(({ kind }) => kind))].filter((kind) => kind !== name);
    const more = omitted > 0 ? `, ${omitted} more` : '';
    const mark = outcome === 'illegal' && !isDemanded ? NOT_EXPECTED : MARKS[outcome];
    return [mark, name, outcome === 'unknown' ? reason : kinds.join(', ') + more];
  });
  const table = markdownTable(['', 'check', ''], rows);
  return folded(countOf(checks.length, 'check'), table);
}

function diagramText(report: Report, outline: Outline): string {
  const lines = diagramLines(report, outline);
  return lines === undefined ? '' : folded('Diagram', fenced(lines.join('\n'), 'mermaid'));
}

function replayText({ replay }: Outline): string {
  return replay === undefined ? '' : fenced(replay, 'sh');
}

function folded(title: string, text: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`;
}
