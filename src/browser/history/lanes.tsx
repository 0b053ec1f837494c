/**
 * The operations in sight on the lanes of their processes. Only the rows in sight are drawn.
 */

import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { HistorySection } from '../../report/page/page-data.js';
import { Bar, BAR_HEIGHT } from './bar.js';
import type { HistoryIndex } from './history-index.js';
import { scaleOf, ticksOf } from './scale.js';
import type { Stretch } from './stretch.js';

/** What is drawn, and of which size. */
export interface LanesProps {
  readonly section: HistorySection;
  readonly index: HistoryIndex;
  readonly stretch: Stretch;
  readonly width: number;
  readonly byTime: boolean;
  readonly selected: number | undefined;
  readonly onSelect: (place: number) => void;
}

const ROW_HEIGHT = 28;
const AXIS_HEIGHT = 24;
const GUTTER = 76;
const ROWS_IN_SIGHT = 18;
/** More elements than that are not laid out, whatever is in sight. */
const BARS_MAX = 600;

/** The lanes, with the axis above. */
export function Lanes(props: LanesProps): VNode {
  const { section, index, stretch, width, byTime, selected, onSelect } = props;
  const [scrollTop, setScrollTop] = useState(0);
  const places = useMemo(
    () => index.between(stretch.from, stretch.from + stretch.span),
    [index, stretch],
  );
  const rows = useMemo(() => rowsOf(index, places), [index, places]);
  const selectedRow = selected === undefined ? undefined : rows.get(index.columns.lane[selected]!);
  const frame = useRowInSight(selectedRow, selected);
  const plotWidth = Math.max(200, width - GUTTER);
  const scale = scaleOf(index, stretch, plotWidth, byTime);
  const firstRow = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - 1);
  const lastRow = firstRow + ROWS_IN_SIGHT + 2;
  const drawn = places
    .filter((place) => isBetween(rows.get(index.columns.lane[place]!)!, firstRow, lastRow))
    .slice(0, BARS_MAX);
  const lanes = [...rows].filter(([, row]) => isBetween(row, firstRow, lastRow));
  const height = Math.max(1, rows.size) * ROW_HEIGHT;
  return (
    <div class="history-lanes">
      <Axis ticks={ticksOf(index, places, scale, plotWidth)} width={width} />
      <div
        class="history-rows"
        ref={frame}
        style={{ maxHeight: `${ROWS_IN_SIGHT * ROW_HEIGHT}px` }}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <svg
          width={width}
          height={height}
          aria-hidden="true"
          onClick={(event) => {
            const place = placeAt(event.target);
            if (place !== undefined) onSelect(place);
          }}
        >
          {lanes.map(([lane, row]) => (
            <g class="history-lane" transform={`translate(0 ${row * ROW_HEIGHT})`}>
              <line x1={GUTTER} x2={width} y1={ROW_HEIGHT - 0.5} y2={ROW_HEIGHT - 0.5} />
              <text x={GUTTER - 8} y={ROW_HEIGHT / 2 + 4}>
                {cutName(section.lanes[lane] ?? '')}
              </text>
            </g>
          ))}
          <svg x={GUTTER} width={plotWidth} height={height}>
            {drawn.map((place) => (
              <Bar
                key={place}
                section={section}
                index={index}
                place={place}
                begin={scale.begin(place)}
                end={scale.end(place)}
                width={plotWidth}
                y={
                  rows.get(index.columns.lane[place]!)! * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2
                }
                isSelected={place === selected}
              />
            ))}
          </svg>
        </svg>
      </div>
    </div>
  );
}

function Axis(props: {
  readonly ticks: readonly { readonly x: number; readonly text: string }[];
  readonly width: number;
}): VNode {
  return (
    <svg class="history-axis" width={props.width} height={AXIS_HEIGHT} aria-hidden="true">
      {props.ticks.map(({ x, text }) => (
        <g transform={`translate(${GUTTER + x} 0)`}>
          <line y1={AXIS_HEIGHT - 5} y2={AXIS_HEIGHT} />
          <text y={AXIS_HEIGHT - 8}>{text}</text>
        </g>
      ))}
    </svg>
  );
}

/** Lanes in sight with their rows, from the top; of very many those of the anomaly come first. */
function rowsOf({ columns, roles }: HistoryIndex, places: readonly number[]): Map<number, number> {
  const laneOf = (place: number): number => columns.lane[place]!;
  const ascending = (left: number, right: number): number => left - right;
  const lanes = [...new Set(places.map(laneOf))].sort(ascending);
  if (lanes.length <= ROWS_IN_SIGHT) return new Map(lanes.map((lane, row) => [lane, row]));
  const involved = new Set(places.filter((place) => roles.has(place)).map(laneOf));
  const ordered = [
    ...lanes.filter((lane) => involved.has(lane)),
    ...lanes.filter((lane) => !involved.has(lane)),
  ];
  return new Map(ordered.map((lane, row) => [lane, row]));
}

/** The frame that scrolls so that the row of what is selected is in sight. */
function useRowInSight(
  row: number | undefined,
  selected: number | undefined,
): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element !== null && row !== undefined) bringIntoSight(element, row);
  }, [row, selected]);
  return frame;
}

/** Scrolls the lanes, and not the page. */
function bringIntoSight(frame: HTMLElement, row: number): void {
  const top = row * ROW_HEIGHT;
  const last = top + ROW_HEIGHT - frame.clientHeight;
  if (frame.scrollTop > top) frame.scrollTop = top;
  else if (frame.scrollTop < last) frame.scrollTop = last;
}

function isBetween(row: number, first: number, last: number): boolean {
  return row >= first && row <= last;
}

/** The operation whose bar was hit. */
function placeAt(target: EventTarget | null): number | undefined {
  const bar = target instanceof Element ? target.closest('[data-place]') : null;
  return bar === null ? undefined : Number(bar.getAttribute('data-place'));
}

const NAME_MAX = 10;

function cutName(name: string): string {
  const letters = Array.from(name);
  return letters.length <= NAME_MAX ? name : `${letters.slice(0, NAME_MAX - 1).join('')}…`;
}
