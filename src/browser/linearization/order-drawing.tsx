/**
 * The operations of an order as bars, with a line through the moments at which they take effect.
 */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { LinearizationSection, StoryView } from '../../report/page/page-data.js';
import { AXIS_HEIGHT, layoutOf, type Bar } from '../story/layout.js';
import { textWidth } from '../story/text-width.js';

const POINT_GAP = 16;
/** Of a longer order only the table is shown. */
const OPERATIONS_MAX = 120;

/** The bars and the line, as far as step `at`. */
export function OrderDrawing(props: {
  readonly section: LinearizationSection;
  readonly at: number;
}): VNode | null {
  const { section, at } = props;
  const { operations, order, stuck } = section;
  const layout = useMemo(() => layoutOf(viewOf(section), 640), [section]);
  if (operations.length > OPERATIONS_MAX) return null;
  const bars = new Map(layout.bars.map((bar) => [bar.operation.number, bar]));
  const points = pointsOf(order.map(({ operation }) => bars.get(operation)));
  const top = AXIS_HEIGHT;
  const names = 20 + Math.max(0, ...layout.lanes.map(({ name }) => textWidth(name)));
  const illegal = new Set(at === order.length ? stuck.map(({ operation }) => operation) : []);
  const done = new Set(order.slice(0, at).map(({ operation }) => operation));
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="The order as a drawing">
      <svg
        class="order-svg"
        width={layout.width + names}
        height={layout.height - top + 8}
        viewBox={`${-names} ${top} ${layout.width + names} ${layout.height - top + 8}`}
        aria-hidden="true"
      >
        {layout.lanes.map(({ name, y, height }) => (
          <text class="name" x={-10} y={y + height / 2 + 4} text-anchor="end">
            {name}
          </text>
        ))}
        {layout.bars.map((bar) => (
          <OrderBar
            bar={bar}
            standing={
              illegal.has(bar.operation.number)
                ? 'offending'
                : done.has(bar.operation.number)
                  ? 'related'
                  : 'unrelated'
            }
          />
        ))}
        <path class="order-line" d={pathOf(points.slice(0, at))} />
        {points.slice(0, at).map((point, nth) =>
          point === undefined ? null : (
            <g class="order-point" transform={`translate(${point[0]},${point[1]})`}>
              <circle r={8} />
              <text y={4} text-anchor="middle">
                {nth + 1}
              </text>
            </g>
          ),
        )}
      </svg>
    </div>
  );
}

function OrderBar(props: { readonly bar: Bar; readonly standing: string }): VNode {
  const { bar, standing } = props;
  const { x, y, width, height, call } = bar;
  const result = bar.operation.result || 'no answer';
  return (
    <g class={`bar ${standing}`}>
      <rect class="frame" x={x} y={y} width={width} height={height} />
      {standing === 'offending' ? <path class="flag" d={`M${x + width - 13},${y}h13v13z`} /> : null}
      <text class="call" x={x + 8} y={y + 15}>
        {call}
      </text>
      <text class="result" x={x + 8} y={y + 28}>
        {result}
      </text>
    </g>
  );
}

function viewOf({ operations }: LinearizationSection): StoryView {
  const ends = operations.flatMap(({ beginUs, endUs }) => [beginUs, endUs ?? beginUs]);
  return {
    endUs: Math.max(0, ...ends) + 1,
    clients: [...new Set(operations.map(({ lane }) => lane))],
    servers: [],
    operations,
    states: [],
    arrows: [],
    bands: [],
    badges: [],
    arrowsOmitted: 0,
  };
}

type Point = readonly [x: number, y: number];

/** Each within its bar, none before the one that comes first. */
function pointsOf(bars: readonly (Bar | undefined)[]): (Point | undefined)[] {
  let free = 0;
  return bars.map((bar) => {
    if (bar === undefined) return undefined;
    const x = Math.max(free, bar.x + 11);
    free = Math.min(x + POINT_GAP, bar.x + bar.width);
    return [Math.min(x, bar.x + bar.width - 9), bar.y + bar.height];
  });
}

function pathOf(points: readonly (Point | undefined)[]): string {
  return points
    .filter((point) => point !== undefined)
    .map((point, at) => `${at === 0 ? 'M' : 'L'}${point.join()}`)
    .join('');
}
