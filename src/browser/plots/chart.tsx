/**
 * One plot, drawn by uPlot as soon as it comes into sight, with its legend and what is under the
 * pointer in words.
 */

import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { PlotsSection } from '../../report/page/page-data.js';
import { useElementWidth } from '../history/element-width.js';
import { optionsOf, tableOf } from './chart-options.js';
import type { Curve, Plot } from './curves.js';
import { formatValue } from './format.js';
import { useInSight } from './in-sight.js';
import type { PlotPalette } from './palette.js';

/** What is drawn. */
export interface ChartProps {
  readonly plot: Plot;
  readonly section: PlotsSection;
  readonly palette: PlotPalette;
}

const HEIGHT = 240;
const WIDTH_MIN = 280;

/** The plot. */
export function Chart({ plot, section, palette }: ChartProps): VNode {
  const host = useRef<HTMLDivElement>(null);
  // Narrower ones have no room for axes; the page scrolls then.
  const width = Math.max(WIDTH_MIN, useElementWidth(host, 900));
  const isInSight = useInSight(host);
  const [pointed, setPointed] = useState('');
  // On paper it must be there at once.
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null || !isInSight) return undefined;
    const options = optionsOf(plot, section, palette, { width, height: HEIGHT });
    const table = tableOf(plot);
    const onCursor = (chart: uPlot): void => setPointed(pointedAt(plot, chart));
    const chart = new uPlot({ ...options, hooks: { setCursor: [onCursor] } }, table, element);
    return () => chart.destroy();
  }, [plot, section, palette, width, isInSight]);
  return (
    <figure class="chart">
      <figcaption>{plot.title}</figcaption>
      <ul class="legend" aria-label={`Legend of ${plot.title}`}>
        {plot.curves.map((curve) => (
          <li>
            <Sign curve={curve} colour={colourOf(palette, curve)} /> {curve.name}
          </li>
        ))}
      </ul>
      <div class="canvas" ref={host} aria-hidden="true" style={{ minHeight: `${HEIGHT}px` }} />
      <p class="pointed" aria-hidden="true">
        {pointed}
      </p>
    </figure>
  );
}

/** What a curve or its dots look like. */
function Sign({ curve, colour }: { readonly curve: Curve; readonly colour: string }): VNode {
  const { shape, dash } = curve;
  return (
    <svg width="34" height="12" aria-hidden="true">
      {shape === undefined ? (
        <path d="M1 6H33" stroke={colour} stroke-width="2" stroke-dasharray={dash.join(' ')} />
      ) : (
        <path d={SIGNS[shape]} stroke={colour} stroke-width="2" fill="none" />
      )}
    </svg>
  );
}

const SIGNS = {
  circle: 'M13 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0',
  cross: 'M13 2l8 8M21 2l-8 8',
  triangle: 'M17 2l4.5 8h-9Z',
} as const;

function colourOf({ series }: PlotPalette, { colour }: Curve): string {
  return series[Math.max(0, colour) % series.length]!;
}

/** The values at the time under the pointer. */
function pointedAt(plot: Plot, { cursor, data }: uPlot): string {
  const { idx } = cursor;
  const at = idx === null || idx === undefined ? undefined : data[0]?.[idx];
  if (at === undefined) return '';
  const values = plot.curves.flatMap(({ name }, curve) => {
    const value = data[curve + 1]?.[idx!];
    return value === null || value === undefined
      ? []
      : [`${name} ${formatValue(value, plot.unit)}`];
  });
  return `at ${formatValue(at, 'ms')}: ${values.slice(0, 6).join(', ')}`;
}
