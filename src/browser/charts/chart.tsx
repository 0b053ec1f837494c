/**
 * A small chart: lines over two axes, drawn as SVG. Its figures stand in a table beside it, for
 * whoever cannot see it.
 */

import type { ComponentChildren, VNode } from 'preact';

/** One line; `dash` tells it from the others without colour. */
export interface ChartLine {
  readonly name: string;
  readonly dash: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** From one value to the next at once, in place of a slope. */
  readonly isStepped: boolean;
}

/** What a chart shows. */
export interface ChartProps {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly yMax: number;
  readonly xText: (x: number) => string;
  readonly yText: (y: number) => string;
  readonly xName: string;
  /** A moment that matters. */
  readonly mark?: { readonly x: number; readonly text: string } | undefined;
  readonly children?: ComponentChildren;
}

const WIDTH = 640;
const HEIGHT = 190;
const LEFT = 52;
const RIGHT = 110;
const TOP = 22;
const BOTTOM = 34;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The chart, with its table below. */
export function Chart(props: ChartProps): VNode {
  const { title, lines, yMax, xText, yText, xName, mark, children } = props;
  const xs = lines.flatMap(({ points }) => points.map(([x]) => x));
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const placeX = (x: number): number =>
    LEFT + ((x - low) / Math.max(1, high - low)) * (WIDTH - LEFT - RIGHT);
  const placeY = (y: number): number => TOP + (1 - y / Math.max(1, yMax)) * (HEIGHT - TOP - BOTTOM);
  return (
    <figure class="chart">
      <div class="scroll" tabIndex={0} role="group" aria-label={title}>
        <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          {TICKS.map((share) => (
            <g class="grid">
              <line
                x1={LEFT}
                x2={WIDTH - RIGHT}
                y1={placeY(share * yMax)}
                y2={placeY(share * yMax)}
              />
              <text x={LEFT - 6} y={placeY(share * yMax) + 4} text-anchor="end">
                {yText(share * yMax)}
              </text>
              <text x={placeX(low + share * (high - low))} y={HEIGHT - 18} text-anchor="middle">
                {xText(low + share * (high - low))}
              </text>
            </g>
          ))}
          <text
            class="axis-name"
            x={(LEFT + WIDTH - RIGHT) / 2}
            y={HEIGHT - 3}
            text-anchor="middle"
          >
            {xName}
          </text>
          {mark === undefined ? null : (
            <g class="mark">
              <line x1={placeX(mark.x)} x2={placeX(mark.x)} y1={TOP - 6} y2={HEIGHT - BOTTOM} />
              <path d={`M${placeX(mark.x)},${TOP}l5,-6h-10z`} />
              <text x={placeX(mark.x) + 8} y={TOP - 8}>
                {mark.text}
              </text>
            </g>
          )}
          {lines.map((line, at) => (
            <g class={`line series-${at}`}>
              <path d={pathOf(line, placeX, placeY)} stroke-dasharray={line.dash} />
              <text x={WIDTH - RIGHT + 8} y={endOf(lines, at, placeY)}>
                {line.name}
              </text>
            </g>
          ))}
        </svg>
      </div>
      {children === undefined ? null : (
        <details>
          <summary>The figures</summary>
          {children}
        </details>
      )}
    </figure>
  );
}

function pathOf(
  { points, isStepped }: ChartLine,
  placeX: (x: number) => number,
  placeY: (y: number) => number,
): string {
  return points
    .map(([x, y], at) => {
      const place = `${placeX(x).toFixed(1)},${placeY(y).toFixed(1)}`;
      if (at === 0) return `M${place}`;
      return isStepped ? `H${placeX(x).toFixed(1)}V${placeY(y).toFixed(1)}` : `L${place}`;
    })
    .join('');
}

/** Names stand at the ends of their lines, but not upon each other. */
function endOf(lines: readonly ChartLine[], at: number, placeY: (y: number) => number): number {
  const ends = lines.map((line, nth) => ({ nth, y: placeY(line.points.at(-1)?.[1] ?? 0) + 4 }));
  ends.sort((left, right) => left.y - right.y);
  let lowest = Infinity;
  const places = new Map<number, number>();
  for (const { nth, y } of ends.reverse()) {
    lowest = Math.min(y, lowest - 14);
    places.set(nth, lowest);
  }
  return places.get(at) as number;
}
