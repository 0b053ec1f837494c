/**
 * Where operations stand across: every call and return gets the same room, so that all can be read,
 * or as much as it took in time.
 */

import type { HistoryIndex } from './history-index.js';
import type { Stretch } from './stretch.js';
import { milliseconds } from './wording.js';

/** Pixels from the left end of the stretch, for the operation at a place. */
export interface Scale {
  readonly begin: (place: number) => number;
  /** `Infinity` for what was never answered. */
  readonly end: (place: number) => number;
}

const TICK_WIDTH = 110;

/** The scale of a stretch that is so wide. */
export function scaleOf(
  index: HistoryIndex,
  stretch: Stretch,
  width: number,
  byTime: boolean,
): Scale {
  const { begin, end, times } = index.columns;
  const across = (value: number, from: number, to: number): number =>
    value === Infinity ? Infinity : ((value - from) / Math.max(1e-9, to - from)) * width;
  if (!byTime || times === undefined) {
    const to = stretch.from + stretch.span;
    return {
      begin: (place) => across(begin[place]!, stretch.from, to),
      end: (place) => across(end[place]!, stretch.from, to),
    };
  }
  const last = index.columns.size - 1;
  const first = Math.max(0, index.firstAfter(stretch.from) - 1);
  const final = Math.min(last, index.firstAfter(stretch.from + stretch.span));
  const fromUs = times.beginUs[first] ?? 0;
  const toUs = Math.max(times.beginUs[final] ?? 0, fromUs + 1);
  return {
    begin: (place) => across(times.beginUs[place]!, fromUs, toUs),
    end: (place) => across(times.endUs[place]!, fromUs, toUs),
  };
}

/** Marks of the axis: times of calls, or numbers of operations where there are none. */
export function ticksOf(
  { columns }: HistoryIndex,
  places: readonly number[],
  scale: Scale,
  width: number,
): { readonly x: number; readonly text: string }[] {
  const ticks: { readonly x: number; readonly text: string }[] = [];
  let next = 0;
  for (const place of places) {
    const x = scale.begin(place);
    if (x < next || x > width - TICK_WIDTH) continue;
    const us = columns.times?.beginUs[place];
    ticks.push({ x, text: us === undefined ? `#${columns.number[place]}` : milliseconds(us) });
    next = x + TICK_WIDTH;
  }
  return ticks;
}
