/**
 * The timeline for many clients: a bar a client, as narrow as its name, and to the right of all
 * bars a line of text for each thing that happens.
 */

import type { Glyphs } from './glyphs.js';
import { segment, wrapText, type Line, type Segment, type Tone } from './line.js';
import type { LaneCell, LaneCells } from './timeline-cells.js';
import type { ShownRow } from './timeline-cut.js';
import { GAP, MARGIN, TIME_UNIT, type TimelineLayout } from './timeline-layout.js';
import type { Row } from './timeline-rows.js';
import { cutToWidth, padToWidth } from './width.js';

/** The lines of a timeline laid out in lanes, its head included. */
export function laneLines(
  items: readonly ShownRow[],
  layout: TimelineLayout,
  cells: LaneCells,
  glyphs: Glyphs,
): Line[] {
  const lines: Line[] = [headLine(layout, glyphs)];
  for (const item of items) {
    if (item.kind === 'row') lines.push(...rowLines(item.row, layout, cells, glyphs));
    else if (item.text !== '') lines.push(...gapLines(item.text, layout, glyphs));
  }
  return lines;
}

function headLine(layout: TimelineLayout, glyphs: Glyphs): Line {
  const hasTime = [...layout.times.values()].some((time) => time !== '');
  const names = layout.lanes.map(({ name, width }) =>
    padToWidth(cutToWidth(name, width, glyphs.ellipsis), width),
  );
  return [
    segment(' '.repeat(MARGIN) + (hasTime ? TIME_UNIT : '').padStart(layout.timeWidth)),
    segment(' '.repeat(GAP)),
    segment(names.join(' '), 'strong'),
  ];
}

function rowLines(row: Row, layout: TimelineLayout, cells: LaneCells, glyphs: Glyphs): Line[] {
  const time = layout.times.get(row) ?? '';
  const texts = rowTexts(row, cells, layout, glyphs);
  const parts = texts.flatMap(({ text, tone }) =>
    wrapText(text, layout.textWidth, 2).map((part, at) =>
      segment(at === 0 ? part : `  ${part}`, tone),
    ),
  );
  return parts.map((part, at): Line => [
    segment(' '.repeat(MARGIN) + (at === 0 ? time : '').padStart(layout.timeWidth), 'faint'),
    segment(' '.repeat(GAP)),
    ...layout.lanes.flatMap(({ name, width }) =>
      barSegments(at === 0 ? cells.cell(row, name) : cells.barAfter(row, name), width),
    ),
    segment(' '.repeat(GAP - 1)),
    part,
  ]);
}

function barSegments({ glyph, tone }: LaneCell, width: number): Segment[] {
  return [segment(glyph, tone), segment(' '.repeat(width))];
}

/** What happened in a row, a text each: operations, states, notes. */
function rowTexts(
  row: Row,
  cells: LaneCells,
  layout: TimelineLayout,
  glyphs: Glyphs,
): { readonly text: string; readonly tone: Tone | undefined }[] {
  const operations = [...row.ends, ...row.begins].map(({ lane, number }) => {
    const { text, mark, tone } = cells.cell(row, lane);
    const name = text.startsWith(`#${number}`) ? lane : `${lane} #${number}`;
    return { text: `${name} ${text}${mark}`, tone };
  });
  const states = row.states.map(({ node, text }) => ({
    text: cutToWidth(`${node}: ${text}`, layout.textWidth, glyphs.ellipsis),
    tone: undefined,
  }));
  const notes = row.notes.map(({ text, tone }) => ({ text: `* ${text}`, tone }));
  return [...operations, ...states, ...notes];
}

function gapLines(text: string, layout: TimelineLayout, glyphs: Glyphs): Line[] {
  const mark = glyphs.gap.padStart(layout.timeWidth);
  const room = layout.lanes.reduce((sum, { width }) => sum + width + 1, layout.textWidth);
  return wrapText(text, room).map((part, at): Line => {
    const margin = ' '.repeat(MARGIN) + (at === 0 ? mark : ' '.repeat(mark.length));
    return [segment(margin, 'faint'), segment(' '.repeat(GAP)), segment(part, 'faint')];
  });
}
