/**
 * A timeline as lines of text: client columns with bars for operations, server columns with states,
 * notes beside or below. A state is printed when it differs from the last one printed in its
 * column.
 */

import type { Glyphs } from './glyphs.js';
import { segment, wrapText, type Line, type Tone } from './line.js';
import { countOf, joinWords } from './quantities.js';
import { LaneCells, type LaneCell } from './timeline-cells.js';
import { cutRows, type ShownRow } from './timeline-cut.js';
import { GAP, layoutTimeline, MARGIN, TIME_UNIT, type TimelineLayout } from './timeline-layout.js';
import { laneLines } from './timeline-lanes.js';
import { timelineRows, type Row } from './timeline-rows.js';
import type { Timeline } from './timeline.js';
import { cutToWidth, displayWidth, padToWidth } from './width.js';

/** The page a timeline is written for. */
export interface TimelineOptions {
  readonly columns: number;
  readonly glyphs: Glyphs;
  /** Rows shown before the timeline is cut. */
  readonly rowsMax: number;
}

/** The lines of a timeline, its head included; empty when nothing happened. */
export function timelineLines(timeline: Timeline, options: TimelineOptions): Line[] {
  const { columns, glyphs, rowsMax } = options;
  const items = cutRows(timelineRows(timeline), timeline, rowsMax);
  if (items.length === 0) return [];
  const cells = new LaneCells(items, glyphs);
  const layout = layoutTimeline(items, timeline, cells, glyphs, columns);
  const lines =
    layout.kind === 'lanes'
      ? laneLines(items, layout, cells, glyphs)
      : new ColumnWriter(layout, cells, glyphs, columns).write(items);
  return [...lines, ...footLines(items, layout, columns)];
}

/** Writes the rows of the layout with columns. */
class ColumnWriter {
  private readonly lines: Line[] = [];
  private readonly current = new Map<string, string>();
  private readonly printed = new Map<string, string>();

  constructor(
    private readonly layout: TimelineLayout,
    private readonly cells: LaneCells,
    private readonly glyphs: Glyphs,
    private readonly columns: number,
  ) {}

  write(items: readonly ShownRow[]): Line[] {
    this.lines.push(this.head());
    for (const item of items) {
      if (item.kind === 'row') {
        this.know(item.row);
        this.writeRow(item.row);
      } else {
        for (const row of item.rows) this.know(row);
        if (item.text !== '') this.writeGap(item.text);
      }
    }
    return this.lines;
  }

  private head(): Line {
    const { timeWidth, lanes, nodes, times } = this.layout;
    const hasTime = [...times.values()].some((time) => time !== '');
    const unit = (hasTime ? TIME_UNIT : '').padStart(timeWidth);
    const names = [...lanes, ...nodes].flatMap(({ name, width }): Line => {
      const text = cutToWidth(name, width, this.glyphs.ellipsis);
      return [segment(' '.repeat(GAP)), segment(padToWidth(text, width), 'strong')];
    });
    return [segment(' '.repeat(MARGIN) + unit), ...names];
  }

  private writeRow(row: Row): void {
    const time = this.layout.times.get(row) ?? '';
    const front = [...this.timeCell(time), ...this.laneCells((lane) => this.cells.cell(row, lane))];
    const [isNews, states] = this.stateCells();
    if (row.notes.length === 0) this.lines.push([...front, ...states]);
    else if (this.layout.textWidth > 0) this.writeNotesBeside(row, [...front, ...states]);
    else this.writeNotesBelow(row, front, isNews ? states : undefined);
  }

  private writeNotesBeside(row: Row, first: Line): void {
    const parts = row.notes.flatMap(({ text, tone }) =>
      wrapText(text, this.layout.textWidth).map((part) => segment(part, tone)),
    );
    const statesWidth = this.layout.nodes.reduce((sum, { width }) => sum + GAP + width, 0);
    const more = [...this.barsAfter(row), segment(' '.repeat(statesWidth))];
    parts.forEach((part, at) => {
      this.lines.push([...(at === 0 ? first : more), segment(' '.repeat(GAP)), part]);
    });
  }

  /**
   * Notes without a column of their own take the place of states that say nothing new, or lines of
   * their own.
   */
  private writeNotesBelow(row: Row, front: Line, states: Line | undefined): void {
    const bars = this.barsAfter(row);
    const used = displayWidth(bars.map(({ text }) => text).join('')) + GAP;
    const isRoomy = this.columns - used >= NOTE_WIDTH_MIN;
    const before = isRoomy ? bars : this.timeCell('');
    const room = isRoomy
      ? this.columns - used
      : this.columns - MARGIN - this.layout.timeWidth - GAP;
    const parts = row.notes.flatMap(({ text, tone }) =>
      wrapText(`* ${text}`, room, 2).map((part, at) =>
        segment(at === 0 ? part : `  ${part}`, tone),
      ),
    );
    const gap = segment(' '.repeat(GAP));
    const hasFirst = states === undefined && isRoomy;
    this.lines.push(
      hasFirst ? [...front, gap, ...parts.slice(0, 1)] : [...front, ...(states ?? [])],
    );
    for (const part of parts.slice(hasFirst ? 1 : 0)) this.lines.push([...before, gap, part]);
  }

  private writeGap(text: string): void {
    const mark = this.glyphs.gap.padStart(this.layout.timeWidth);
    const parts = wrapText(text, this.columns - MARGIN - mark.length - GAP);
    parts.forEach((part, at) => {
      const margin = ' '.repeat(MARGIN) + (at === 0 ? mark : ' '.repeat(mark.length));
      this.lines.push([segment(margin, 'faint'), segment(' '.repeat(GAP)), segment(part, 'faint')]);
    });
  }

  private know(row: Row): void {
    for (const { node, text } of row.states) this.current.set(node, text);
  }

  /** The front of a line between `row` and the next. */
  private barsAfter(row: Row): Line {
    return [...this.timeCell(''), ...this.laneCells((lane) => this.cells.barAfter(row, lane))];
  }

  private timeCell(time: string): Line {
    return [segment(' '.repeat(MARGIN) + time.padStart(this.layout.timeWidth), 'faint')];
  }

  private laneCells(cellOf: (lane: string) => LaneCell): Line {
    const { ellipsis } = this.glyphs;
    return this.layout.lanes.flatMap(({ name, width }) => {
      const { glyph, text, mark, tone } = cellOf(name);
      const room = Math.max(0, width - 2 - mark.length);
      const shown = text === '' ? glyph : `${glyph} ${cutToWidth(text, room, ellipsis)}${mark}`;
      return [segment(' '.repeat(GAP)), segment(padToWidth(shown, width), tone)];
    });
  }

  private stateCells(): readonly [isNews: boolean, cells: Line] {
    let isNews = false;
    const { ellipsis, unchanged } = this.glyphs;
    const cells = this.layout.nodes.flatMap(({ name, width }): Line => {
      const state = this.current.get(name);
      const isNew = state !== undefined && state !== this.printed.get(name);
      isNews ||= isNew;
      if (state !== undefined) this.printed.set(name, state);
      const text = isNew ? state : state === undefined ? '' : unchanged;
      const tone: Tone | undefined = isNew ? undefined : 'faint';
      const shown = padToWidth(cutToWidth(text, width, ellipsis), width);
      return [segment(' '.repeat(GAP)), segment(shown, tone)];
    });
    return [isNews, cells];
  }
}

const NOTE_WIDTH_MIN = 30;

/** What the timeline does not show, in words. */
function footLines(items: readonly ShownRow[], layout: TimelineLayout, columns: number): Line[] {
  const texts: string[] = [];
  const { constantNodes } = layout;
  if (constantNodes.length > 0) {
    const names =
      constantNodes.length > 8 ? countOf(constantNodes.length, 'server') : joinWords(constantNodes);
    texts.push(`The state of ${names} does not change.`);
  }
  const quiet = items.reduce((sum, item) => {
    if (item.kind === 'row' || item.text !== '') return sum;
    return sum + item.rows.reduce((count, { states }) => count + states.length, 0);
  }, 0);
  if (quiet > 0) texts.push(`${countOf(quiet, 'state change')} between these rows left out.`);
  return texts.flatMap((text) =>
    wrapText(text, columns - MARGIN).map((part) => [
      segment(' '.repeat(MARGIN)),
      segment(part, 'faint'),
    ]),
  );
}
