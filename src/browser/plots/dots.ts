/**
 * Clouds of dots on a plot: a shape for each outcome.
 */

import type uPlot from 'uplot';
import type { Curve, Shape } from './curves.js';
import type { PlotPalette } from './palette.js';

const RADIUS = 2.6;

/** Draws the dots of all curves that have a shape. */
export function drawDots(chart: uPlot, curves: readonly Curve[], { series }: PlotPalette): void {
  const { ctx, bbox } = chart;
  const ratio = bbox.width / Math.max(1, chart.over.clientWidth);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = ratio;
  curves.forEach(({ shape, colour }, curve) => {
    const values = chart.data[curve + 1];
    if (shape === undefined || values === undefined) return;
    ctx.strokeStyle = series[Math.max(0, colour) % series.length]!;
    ctx.globalAlpha = 0.6;
    ctx.beginPath();
    for (let at = 0; at < values.length; at++) {
      const value = values[at];
      if (value === null || value === undefined) continue;
      const x = chart.valToPos(chart.data[0][at]!, 'x', true);
      PENS[shape](ctx, x, chart.valToPos(value, 'y', true), RADIUS * ratio);
    }
    ctx.stroke();
  });
  ctx.restore();
}

type Pen = (ctx: CanvasRenderingContext2D, x: number, y: number, radius: number) => void;

const PENS: Readonly<Record<Shape, Pen>> = {
  circle: (ctx, x, y, radius) => {
    ctx.moveTo(x + radius, y);
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
  },
  cross: (ctx, x, y, radius) => {
    ctx.moveTo(x - radius, y - radius);
    ctx.lineTo(x + radius, y + radius);
    ctx.moveTo(x + radius, y - radius);
    ctx.lineTo(x - radius, y + radius);
  },
  triangle: (ctx, x, y, radius) => {
    ctx.moveTo(x, y - 1.4 * radius);
    ctx.lineTo(x + 1.3 * radius, y + radius);
    ctx.lineTo(x - 1.3 * radius, y + radius);
    ctx.closePath();
  },
};
