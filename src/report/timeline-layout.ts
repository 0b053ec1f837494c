/**
 * Decides how a timeline fits the page: columns for clients and servers as wide as what they hold;
 * where that is too wide, servers that never change go, then texts are cut; and where nothing
 * helps, bars in narrow lanes with all text to their right.
 */

import type { Glyphs } from './glyphs.js';
import { decimalsFor, formatMilliseconds } from './quantities.js';
import type { LaneCells } from './timeline-cells.js';
import type { ShownRow } from './timeline-cut.js';
import type { Row } from './timeline-rows.js';
import type { Timeline } from './timeline.js';
import { displayWidth } from './width.js';

/** A column of the timeline. */
export interface Column {
  readonly name: string;
  readonly width: number;
}

/** Where everything of a timeline stands. */
export interface TimelineLayout {
  /** `lanes`: client columns hold bars only, and text stands to the right of them all. */
  readonly kind: 'columns' | 'lanes';
  readonly times: ReadonlyMap<Row, string>;
  readonly timeWidth: number;
  readonly lanes: readonly Column[];
  readonly nodes: readonly Column[];
  /**
   * Width of a column for notes and text at the right; 0 where notes stand on lines of their own.
   */
  readonly textWidth: number;
  /** Servers left out because their state never changes. */
  readonly constantNodes: readonly string[];
}

/** Columns before everything else. */
export const MARGIN = 2;
/** Columns between two columns of the timeline. */
export const GAP = 2;

/** Notes stand beside the rows only where they get so many columns. */
const NOTES_MIN = 30;

/** Widest cell of a client and of a server, from generous to tight. */
const LIMITS: readonly (readonly [number, number])[] = [
  [44, 30],
  [34, 22],
  [28, 16],
  [24, 12],
  [21, 9],
];

/** A layout at most `columns` wide; a pure function of what is shown. */
export function layoutTimeline(
  items: readonly ShownRow[],
  timeline: Timeline,
  cells: LaneCells,
  glyphs: Glyphs,
  columns: number,
): TimelineLayout {
  const rows = items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
  const times = timesOf(rows, timeline);
  const longest = Math.max(0, ...[...times.values()].map(displayWidth));
  const timeWidth = longest === 0 ? 0 : Math.max(longest, TIME_UNIT.length);
  const lanes = timeline.lanes.filter((lane) => cells.isUsed(lane));
  const natural = lanes.map((lane) => laneWidth(lane, rows, cells));
  const statesOf = nodeStates(timeline);
  const notesWidth = Math.max(0, ...rows.flatMap(({ notes }) => notes.map(noteWidth)));
  const isConstant = (node: string): boolean => (statesOf.get(node)?.length ?? 0) < 2;
  const living = timeline.nodes.filter((node) => statesOf.has(node));
  const changing = living.filter((node) => !isConstant(node));

  for (const [limit, nodes] of [living, changing].flatMap((nodes) =>
    LIMITS.map((limit) => [limit, nodes] as const),
  )) {
    const [laneMax, nodeMax] = limit;
    const laneColumns = lanes.map((name, at): Column => {
      return { name, width: Math.min(natural[at] as number, laneMax) };
    });
    const nodeColumns = nodes.map((name): Column => {
      const texts = [name, ...(statesOf.get(name) as readonly string[])];
      const width = Math.max(glyphs.unchanged.length, ...texts.map(displayWidth));
      return { name, width: Math.min(width, nodeMax) };
    });
    const used = MARGIN + timeWidth + widthOf(laneColumns) + widthOf(nodeColumns);
    if (used > columns) continue;
    const rest = columns - used - GAP;
    const textWidth = notesWidth > 0 && rest >= Math.min(notesWidth, NOTES_MIN) ? rest : 0;
    const constantNodes = living.filter((node) => !nodes.includes(node));
    const placed = { times, timeWidth, lanes: laneColumns, nodes: nodeColumns, textWidth };
    return { kind: 'columns', ...placed, constantNodes };
  }
  return narrowLanes(lanes, times, timeWidth, columns);
}

function narrowLanes(
  lanes: readonly string[],
  times: ReadonlyMap<Row, string>,
  timeWidth: number,
  columns: number,
): TimelineLayout {
  const shown: Column[] = [];
  let used = 0;
  for (const name of lanes) {
    const width = Math.min(6, displayWidth(name));
    // Half of the page is for text, which names the client: one without a lane only loses its bar.
    if (used + width + 1 > columns / 2) break;
    shown.push({ name, width });
    used += width + 1;
  }
  const textWidth = columns - MARGIN - timeWidth - GAP - used - 1;
  const placed = { times, timeWidth, lanes: shown, nodes: [], textWidth };
  return { kind: 'lanes', ...placed, constantNodes: [] };
}

/** Over the column of times. */
export const TIME_UNIT = 'ms';

/** Columns taken by these, each with a gap before it. */
function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + GAP + width, 0);
}

function laneWidth(lane: string, rows: readonly Row[], cells: LaneCells): number {
  return rows.reduce((width, row) => {
    const { text, mark } = cells.cell(row, lane);
    return Math.max(width, text === '' ? 1 : 2 + displayWidth(text) + mark.length);
  }, displayWidth(lane));
}

function nodeStates(timeline: Timeline): Map<string, string[]> {
  const states = new Map<string, string[]>();
  for (const { node, text } of timeline.states) {
    const known = states.get(node);
    if (known === undefined) states.set(node, [text]);
    else if (known.at(-1) !== text) known.push(text);
  }
  return states;
}

function noteWidth({ text }: { readonly text: string }): number {
  return displayWidth(text);
}

function timesOf(rows: readonly Row[], timeline: Timeline): Map<Row, string> {
  const us = rows.map(({ position }) => timeline.timeUs(position));
  const decimals = decimalsFor(us.filter((time) => time !== undefined));
  return new Map(
    rows.map((row, at) => {
      const time = us[at];
      return [row, time === undefined ? '' : formatMilliseconds(time, decimals)] as const;
    }),
  );
}
