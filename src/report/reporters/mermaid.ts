/**
 * The story as a Mermaid diagram, which GitHub and GitLab draw in comments: operations and stray
 * messages as a sequence diagram, transactions that precede one another in a circle as a flowchart.
 * Texts are written with Mermaid's own entity codes (`#35;`), so that no text can end its line or
 * begin a statement.
 */

import { outlineOf, foundIn, type Outline, type OutlinedAnomaly } from '../outline.js';
import { timelineOf } from '../outline-operations.js';
import { arrowViews } from '../page/arrow-views.js';
import type { CounterexampleReport, Report } from '../report.js';
import { wordsOf } from '../faults.js';
import type { Span, Timeline } from '../timeline.js';
import { escapeText } from '../escape.js';

/** More than this nobody reads, and Mermaid refuses texts that are very long. */
const EVENTS_MAX = 60;
const LANES_MAX = 16;
const TEXT_LENGTH_MAX = 120;

/** A diagram of the report; where there is nothing to draw, a box with the verdict. */
export function mermaidReport(report: Report): string {
  const outline = outlineOf(report);
  const lines = diagramLines(report, outline) ?? verdictLines(outline);
  return `${lines.join('\n')}\n`;
}

/** The lines of a diagram; `undefined` where there is nothing to draw. */
export function diagramLines(report: Report, outline: Outline): readonly string[] | undefined {
  const timeline = timelineOf(report);
  if (timeline !== undefined) return sequenceLines(timeline, foundIn(report));
  const cycle = outline.checks
    .flatMap(({ anomalies }) => anomalies)
    .find(({ steps }) => steps !== undefined && steps.length > 0);
  return cycle === undefined ? undefined : cycleLines(cycle);
}

function verdictLines({ title, headline }: Outline): string[] {
  const text = headline === '' ? title : `${title}: ${headline}`;
  return ['flowchart LR', `  verdict["${mermaidText(text)}"]`];
}

function cycleLines({ steps = [], operations }: OutlinedAnomaly): string[] {
  const shown = steps.slice(0, EVENTS_MAX);
  const numbers = [...new Set(shown.flatMap(({ from, to }) => [from, to]))];
  const name = (number: number): string => {
    const place = operations.indexOf(number) + 1;
    return place === 0 ? `#${number}` : `T${place} #${number}`;
  };
  return [
    'flowchart LR',
    ...numbers.map((number) => `  t${number}["${mermaidText(name(number))}"]`),
    ...shown.map(({ from, to, label }) => `  t${from} -->|"${mermaidText(label)}"| t${to}`),
  ];
}

/** What happened, at a place in the order of things. */
interface Happening {
  readonly at: number;
  readonly line: string;
  /** Kept where not everything is shown. */
  readonly isKey: boolean;
}

function sequenceLines(timeline: Timeline, found: CounterexampleReport | undefined): string[] {
  const lanes = new Lanes([...timeline.lanes, ...timeline.nodes]);
  const all = [
    ...(found === undefined ? [] : faultHappenings(found, timeline, lanes)),
    ...(found === undefined ? [] : messageHappenings(found, lanes)),
    ...timeline.spans.flatMap((span) => operationHappenings(span, lanes)),
  ].sort((left, right) => left.at - right.at);
  const shown = choose(all);
  const left = all.length - shown.length;
  const note = `Note over ${lanes.ends}: ${left} more events are not drawn`;
  return [
    'sequenceDiagram',
    ...lanes.lines,
    ...shown.map(({ line }) => `  ${line}`),
    ...(left > 0 ? [`  ${note}`] : []),
  ];
}

/** All where they are few; else what matters and then what came first. */
function choose(happenings: readonly Happening[]): readonly Happening[] {
  if (happenings.length <= EVENTS_MAX) return happenings;
  const ranked = [
    ...happenings.filter(({ isKey }) => isKey).slice(-EVENTS_MAX),
    ...happenings.filter(({ isKey }) => !isKey),
  ];
  const chosen = new Set(ranked.slice(0, EVENTS_MAX));
  return happenings.filter((one) => chosen.has(one));
}

function operationHappenings(span: Span, lanes: Lanes): Happening[] {
  const { number, lane, label, result, role, begin, end } = span;
  const id = lanes.idOf(lane);
  if (id === undefined) return [];
  const isKey = role === 'offending' || role === 'involved';
  const mark = role === 'offending' ? ' ILLEGAL' : '';
  const call = { at: begin, line: `Note over ${id}: ${mermaidText(label)}`, isKey };
  if (end === Infinity) return [call];
  const answer = mermaidText(`#${number} ${result}${mark}`);
  return [call, { at: end, line: `Note over ${id}: ${answer}`, isKey }];
}

function messageHappenings(found: CounterexampleReport, lanes: Lanes): Happening[] {
  const { story } = found.counterexample;
  return arrowViews(story).flatMap((arrow): Happening[] => {
    const { from, to, fate, remark, type, operation, sentUs } = arrow;
    const [sender, receiver] = [lanes.idOf(from), lanes.idOf(to)];
    if (fate === 'plain' || sender === undefined || receiver === undefined) return [];
    const stroke = fate === 'drop' || fate === 'cut' ? '-x' : '-)';
    const cause = operation === undefined ? '' : `#${operation} `;
    const text = mermaidText(`${remark}: ${cause}${type}`);
    return [{ at: sentUs, line: `${sender}${stroke}${receiver}: ${text}`, isKey: true }];
  });
}

function faultHappenings(
  { counterexample }: CounterexampleReport,
  { nodes }: Timeline,
  lanes: Lanes,
): Happening[] {
  const [first, last] = [nodes[0], nodes.at(-1)].map((node) => lanes.idOf(node ?? ''));
  if (first === undefined || last === undefined) return [];
  const over = first === last ? first : `${first},${last}`;
  const note = (at: number, text: string): Happening => ({
    at,
    line: `Note over ${over}: ${mermaidText(text)}`,
    isKey: true,
  });
  return counterexample.story.faults.flatMap(({ fault, beganUs, effects }) => {
    if (beganUs < 0 || effects === 0) return [];
    return [note(beganUs, escapeText(wordsOf(fault).effect(fault)))];
  });
}

/** Participants under names that no text can spoil. */
class Lanes {
  private readonly ids = new Map<string, string>();
  private readonly omitted: number;

  constructor(names: readonly string[]) {
    const distinct = [...new Set(names)];
    distinct.slice(0, LANES_MAX).forEach((name, at) => this.ids.set(name, `p${at}`));
    this.omitted = distinct.length - this.ids.size;
    if (this.ids.size === 0) this.ids.set('nobody', 'p0');
  }

  /** `undefined` for one that is not drawn. */
  idOf(name: string): string | undefined {
    return this.ids.get(name);
  }

  /** The first and the last, for a note over all. */
  get ends(): string {
    const ids = [...this.ids.values()];
    return ids.length === 1 ? 'p0' : `p0,${ids.at(-1)}`;
  }

  get lines(): string[] {
    const lines = [...this.ids].map(([name, id]) => `  participant ${id} as ${mermaidText(name)}`);
    if (this.omitted === 0) return lines;
    return [...lines, `  Note over ${this.ends}: ${this.omitted} more lanes are not drawn`];
  }
}

/**
 * A text for a label or a message: ASCII signs as entity codes but for those that mean nothing to
 * Mermaid, and the word `end`, which does, broken by one.
 */
function mermaidText(text: string): string {
  const cut = escapeText(text, { lengthMax: TEXT_LENGTH_MAX });
  const encoded = cut.replace(/[!-~]/g, (sign) =>
    /[\w.,/()+=?'!*-]/.test(sign) ? sign : `#${sign.charCodeAt(0)};`,
  );
  return encoded.replace(/\bend\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`) || ' ';
}
