/**
 * A plot as uPlot wants it: one column of times that all curves share, axes, and plugins that draw
 * the dots and the faults behind them.
 */

import uPlot from 'uplot';
import type { PlotsSection } from '../../report/page/page-data.js';
import { anyFault } from './any-fault.js';
import type { Curve, Plot } from './curves.js';
import { formatNumber } from './format.js';
import type { PlotPalette } from './palette.js';
import { drawDots } from './dots.js';

/** Darker is not readable behind dots. */
const FAULT_OPACITY = 0.22;
const FONT = '12px system-ui, sans-serif';
/** Latencies of nothing have no logarithm. */
const LEAST_MS = 0.001;
const SECONDS_FROM_MS = 10_000;

/** The values of all curves over one column of times; empty where a curve has none. */
export function tableOf({ curves, isLogarithmic }: Plot): uPlot.AlignedData {
  const tables = curves.map(({ atMs, values }): uPlot.AlignedData => {
    const shown = isLogarithmic ? values.map((value) => Math.max(LEAST_MS, value)) : [...values];
    return distinct([...atMs], shown);
  });
  return uPlot.join(tables);
}

/** Times must differ; of dots at the same time each is moved by less than can be seen. */
function distinct(times: number[], values: number[]): [number[], number[]] {
  for (let at = 1; at < times.length; at++) {
    if (times[at]! <= times[at - 1]!) times[at] = times[at - 1]! + 1e-6;
  }
  return [times, values];
}

/** The options of a plot. */
export function optionsOf(
  plot: Plot,
  section: PlotsSection,
  palette: PlotPalette,
  size: { readonly width: number; readonly height: number },
): uPlot.Options {
  const { unit, isLogarithmic, curves } = plot;
  const axis = { stroke: palette.ink, font: FONT, grid: { stroke: palette.grid, width: 1 } };
  const label = (values: readonly (number | null)[], suffix: string): string[] =>
    values.map((value) => (value === null ? '' : `${formatNumber(value)}${suffix}`));
  return {
    ...size,
    legend: { show: false },
    cursor: { drag: { x: true, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: [0, Math.max(section.endMs, 0.001)] },
      y: isLogarithmic ? { distr: 3 } : rangeOf(unit),
    },
    axes: [
      { ...axis, values: (_, values) => timesOf(values, section.endMs), space: 80, size: 34 },
      { ...axis, values: (_, values) => label(values, ` ${unit}`), size: 84 },
    ],
    series: [{}, ...curves.map((curve) => seriesOf(curve, palette))],
    plugins: [
      { hooks: { drawClear: [(chart) => drawFaults(chart, section, palette)] } },
      { hooks: { draw: [(chart) => drawDots(chart, curves, palette)] } },
    ],
  };
}

/** Of long runs in seconds. */
function timesOf(values: readonly number[], endMs: number): string[] {
  const isLong = endMs >= SECONDS_FROM_MS;
  return values.map((ms) => (isLong ? `${formatNumber(ms / 1000)} s` : `${formatNumber(ms)} ms`));
}

function rangeOf(unit: Plot['unit']): uPlot.Scale {
  if (unit === '%') return { range: [0, 105] };
  return { range: (_, __, most) => [0, Math.max(1, most * 1.08)] };
}

function seriesOf({ name, colour, dash, shape }: Curve, { series }: PlotPalette): uPlot.Series {
  const stroke = series[Math.max(0, colour) % series.length]!;
  // Dots are drawn by the plugin, which knows shapes.
  if (shape !== undefined)
    return { label: name, stroke, paths: () => null, points: { show: false } };
  return { label: name, stroke, width: 2, dash: [...dash], points: { show: true, size: 4 } };
}

/** The faults behind the curves, the darker the more of the runs had one. */
function drawFaults(chart: uPlot, { bands }: PlotsSection, { fault }: PlotPalette): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.fillStyle = fault;
  for (const { beginMs, endMs, share } of anyFault(bands)) {
    const from = Math.max(bbox.left, chart.valToPos(beginMs, 'x', true));
    const to = Math.min(bbox.left + bbox.width, chart.valToPos(endMs, 'x', true));
    if (to <= from) continue;
    ctx.globalAlpha = FAULT_OPACITY * share;
    ctx.fillRect(from, bbox.top, to - from, bbox.height);
  }
  ctx.restore();
}
