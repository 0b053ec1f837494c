/**
 * The four plots of a section as data: curves and clouds with their names, colours and signs.
 */

import type { PlotsSection } from '../../report/page/page-data.js';
import { DASHES } from './palette.js';

/** How a dot looks. */
export type Shape = 'circle' | 'cross' | 'triangle';

/** One curve, or a cloud of dots where it has a shape. */
export interface Curve {
  readonly name: string;
  readonly atMs: readonly number[];
  readonly values: readonly number[];
  /** Place in the palette's colours. */
  readonly colour: number;
  readonly dash: readonly number[];
  readonly shape?: Shape;
}

/** One plot. */
export interface Plot {
  readonly title: string;
  /** Of the vertical axis. */
  readonly unit: 'ms' | '/s' | '%';
  readonly isLogarithmic: boolean;
  readonly curves: readonly Curve[];
}

const SHAPES: Readonly<Record<string, Shape>> = { ok: 'circle', fail: 'cross', info: 'triangle' };
const OUTCOMES = ['ok', 'fail', 'info'];
const WORDS: Readonly<Record<string, string>> = { ok: 'ok', fail: 'failed', info: 'no answer' };

/** The plots that there is anything to draw in. */
export function plotsOf(section: PlotsSection): Plot[] {
  const { latencies, quantiles, rates, availability } = section;
  const functions = [...new Set([...rates, ...latencies].map(({ f }) => f))];
  const nameOf = (f: string, outcome: string): string => `${f}: ${WORDS[outcome] ?? outcome}`;
  const plots: Plot[] = [
    {
      title: 'Latency of each operation',
      unit: 'ms',
      isLogarithmic: true,
      curves: latencies.map(({ f, outcome, atMs, tookMs }) => ({
        name: nameOf(f, outcome),
        atMs,
        values: tookMs,
        colour: functions.indexOf(f),
        dash: [],
        shape: SHAPES[outcome] ?? 'circle',
      })),
    },
    {
      title: 'Latency of successes by quantile',
      unit: 'ms',
      isLogarithmic: true,
      curves: quantiles.map(({ quantile, atMs, tookMs }, at) => ({
        name: quantile === 1 ? 'slowest' : `${quantile * 100} %`,
        atMs,
        values: tookMs,
        colour: at,
        dash: DASHES[at % DASHES.length]!,
      })),
    },
    {
      title: 'Operations a second',
      unit: '/s',
      isLogarithmic: false,
      curves: rates.map(({ f, outcome, atMs, perSecond }) => ({
        name: nameOf(f, outcome),
        atMs,
        values: perSecond,
        colour: functions.indexOf(f),
        dash: DASHES[OUTCOMES.indexOf(outcome) % DASHES.length] ?? [],
      })),
    },
    {
      title: 'Share of operations answered',
      unit: '%',
      isLogarithmic: false,
      curves: [
        {
          name: 'answered',
          atMs: availability.atMs,
          values: availability.share.map((share) => 100 * share),
          colour: 0,
          dash: [],
        },
      ],
    },
  ];
  return plots.filter(({ curves }) => curves.some(({ atMs }) => atMs.length > 0));
}
