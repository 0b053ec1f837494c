/**
 * Where everything of a story is drawn: times from left to right, lanes from top to bottom. Nothing
 * here knows of a browser.
 */

import type { BandView, OperationView, StoryView } from '../../report/page/page-data.js';
import { cutText, textWidth } from './text-width.js';
import { timeScale, type Room, type TimeScale } from './time-scale.js';

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The bar of an operation, with its label on two lines. */
export interface Bar extends Box {
  readonly operation: OperationView;
  readonly call: string;
  readonly result: string;
}

/** A fault, in the strip above the lanes. */
export interface Band extends Box {
  readonly band: BandView;
  readonly label: string;
}

/** A lane: its name, its extent, and where messages leave and arrive. */
export interface Lane {
  readonly name: string;
  readonly isServer: boolean;
  readonly y: number;
  readonly height: number;
  /** The line of a server; the lower edge of a client's bars. */
  readonly port: number;
}

/** A story, laid out. */
export interface Layout {
  readonly scale: TimeScale;
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly bars: readonly Bar[];
  readonly bands: readonly Band[];
}

/** Height of the axis. */
export const AXIS_HEIGHT = 26;
const BAND_HEIGHT = 18;
const BAR_HEIGHT = 38;
const ROW_GAP = 6;
const LANE_GAP = 12;
const SERVER_HEIGHT = 62;
/** Between clients and servers, where most messages pass. */
const MIDDLE_GAP = 34;
const LABEL_CHARACTERS_MAX = 44;
const BAND_CHARACTERS_MAX = 90;
const STATE_CHARACTERS_MAX = 14;

/** Lays a story out, at least `widthMin` wide. Log-linear in its size. */
export function layoutOf(view: StoryView, widthMin: number): Layout {
  const labels = new Map(view.operations.map((one) => [one.number, labelOf(one)]));
  const scale = timeScale(momentsOf(view), roomsOf(view, labels), widthMin);
  const bands = bandsOf(view, scale);
  const lanes: Lane[] = [];
  const bars: Bar[] = [];
  let y = AXIS_HEIGHT + stripHeight(bands);
  for (const name of view.clients) {
    const rows = rowsOf(
      view.operations.filter(({ lane }) => lane === name),
      view.endUs,
    );
    const height = Math.max(1, rows.length) * (BAR_HEIGHT + ROW_GAP) - ROW_GAP;
    for (const [row, operations] of rows.entries()) {
      const top = y + row * (BAR_HEIGHT + ROW_GAP);
      for (const operation of operations) bars.push(barOf(operation, top, labels, scale, view));
    }
    lanes.push({ name, isServer: false, y, height, port: y + height });
    y += height + LANE_GAP;
  }
  if (view.servers.length > 0) y += MIDDLE_GAP;
  for (const name of view.servers) {
    lanes.push({ name, isServer: true, y, height: SERVER_HEIGHT, port: y + SERVER_HEIGHT / 2 - 6 });
    y += SERVER_HEIGHT;
  }
  const foot = view.badges.some(({ server }) => server === '') ? 20 : 4;
  return { scale, width: scale.width, height: y + foot, lanes, bars, bands };
}

/** Everything that happens at a time, and both ends. */
function momentsOf(view: StoryView): number[] {
  return [
    0,
    view.endUs,
    ...view.operations.flatMap(({ beginUs, endUs }) => [beginUs, endUs ?? view.endUs]),
    ...view.arrows.flatMap(({ sentUs, arrivedUs }) => [sentUs, arrivedUs ?? sentUs]),
    ...view.states.map(({ atUs }) => atUs),
    ...view.bands.flatMap(({ beginUs, endUs }) => [beginUs, endUs]),
    ...view.badges.map(({ atUs }) => atUs),
  ];
}

interface Label {
  readonly call: string;
  readonly result: string;
}

function labelOf({ number, call, result, role, endUs }: OperationView): Label {
  const answer = endUs === undefined ? 'no answer' : result;
  const verdict = role === 'offending' ? '  ✕ ILLEGAL' : '';
  return {
    call: cutText(`#${number} ${call}`, LABEL_CHARACTERS_MAX),
    result: `${cutText(answer, LABEL_CHARACTERS_MAX - verdict.length)}${verdict}`,
  };
}

/** Bars hold their labels; states that are short stand beside their lane until the next one. */
function roomsOf(view: StoryView, labels: ReadonlyMap<number, Label>): Room[] {
  const bars = view.operations.map(({ number, beginUs, endUs }): Room => {
    const { call, result } = labels.get(number) as Label;
    const width = Math.max(textWidth(call), textWidth(result)) + 18;
    return { beginUs, endUs: Math.max(beginUs, endUs ?? view.endUs), width };
  });
  const states = view.servers.flatMap((server) => {
    const own = view.states.filter((state) => state.server === server);
    return own.map(({ atUs, text }, at): Room => {
      const width = Math.min(textWidth(text), textWidth('0') * STATE_CHARACTERS_MAX) + 10;
      return { beginUs: atUs, endUs: Math.max(atUs, own[at + 1]?.atUs ?? view.endUs), width };
    });
  });
  return [...bars, ...(states.length > 200 ? [] : states)];
}

/** Operations of one lane that overlap stand in rows below each other. */
function rowsOf(operations: readonly OperationView[], endUs: number): OperationView[][] {
  const rows: OperationView[][] = [];
  for (const operation of [...operations].sort((left, right) => left.beginUs - right.beginUs)) {
    const row = rows.find((others) => (others.at(-1)?.endUs ?? endUs) <= operation.beginUs);
    if (row === undefined) rows.push([operation]);
    else row.push(operation);
  }
  return rows;
}

function barOf(
  operation: OperationView,
  y: number,
  labels: ReadonlyMap<number, Label>,
  { xOf }: TimeScale,
  view: StoryView,
): Bar {
  const x = xOf(operation.beginUs);
  const end = xOf(operation.endUs ?? view.endUs);
  const label = labels.get(operation.number) as Label;
  return { operation, ...label, x: x + 1, y, width: Math.max(8, end - x - 2), height: BAR_HEIGHT };
}

/** Faults with their labels, in rows so that none covers another. */
function bandsOf(view: StoryView, { xOf, width }: TimeScale): Band[] {
  const rowEnds: number[] = [];
  return view.bands.map((band) => {
    const x = xOf(band.beginUs);
    const extent = Math.max(5, xOf(band.endUs) - x);
    const worth = band.effects === 0 ? ' (no effect)' : '';
    const label = cutText(`${band.id}: ${band.text}${worth}`, BAND_CHARACTERS_MAX);
    const start = Math.min(x, width - textWidth(label) - 12);
    const found = rowEnds.findIndex((end) => end <= Math.min(start, x));
    const row = found === -1 ? rowEnds.length : found;
    rowEnds[row] = Math.max(x + extent, x + textWidth(label) + 16);
    const y = AXIS_HEIGHT + row * BAND_HEIGHT;
    return { band, label, x, y, width: extent, height: BAND_HEIGHT - 3 };
  });
}

function stripHeight(bands: readonly Band[]): number {
  const lowest = Math.max(0, ...bands.map(({ y }) => y + BAND_HEIGHT - AXIS_HEIGHT));
  return lowest + LANE_GAP;
}
