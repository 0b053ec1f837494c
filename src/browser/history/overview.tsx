/**
 * The whole history as a strip: how much happened when, where the anomaly is, and what is in sight.
 */

import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { HistoryIndex } from './history-index.js';
import type { Stretch } from './stretch.js';

const HEIGHT = 44;
const BUCKETS = 240;
const MARKS_MAX = 200;

/** What is drawn, and what a click does. */
export interface OverviewProps {
  readonly index: HistoryIndex;
  readonly stretch: Stretch;
  readonly width: number;
  readonly onGo: (rank: number) => void;
}

/** The strip; a click or a drag moves what is in sight. */
export function Overview({ index, stretch, width, onGo }: OverviewProps): VNode {
  const bars = useMemo(() => densityPath(index, width), [index, width]);
  const across = (rank: number): number => (Math.max(0, rank) / index.ranks) * width;
  const go = (event: PointerEvent & { readonly currentTarget: Element }): void => {
    const { left } = event.currentTarget.getBoundingClientRect();
    onGo(((event.clientX - left) / width) * index.ranks);
  };
  const marks = index.involved.slice(-MARKS_MAX);
  const { begin } = index.columns;
  const from = across(stretch.from);
  const to = across(Math.min(index.ranks, stretch.from + stretch.span));
  return (
    <svg
      class="overview"
      width={width}
      height={HEIGHT}
      aria-hidden="true"
      onPointerDown={go}
      onPointerMove={(event) => {
        if (event.buttons === 1) go(event);
      }}
    >
      <path class="begun" d={bars.begun} />
      <path class="failed" d={bars.failed} />
      {marks.map((at) => (
        <path
          class={`mark ${index.roles.get(at) ?? ''}`}
          d={`M${across(begin[at]!)} 10l-5 -9h10ZM${across(begin[at]!)} 10V${HEIGHT}`}
        />
      ))}
      <rect class="sight" x={from} y={0.5} width={Math.max(3, to - from)} height={HEIGHT - 1} />
    </svg>
  );
}

function densityPath(
  index: HistoryIndex,
  width: number,
): { readonly begun: string; readonly failed: string } {
  const { begun, failed } = index.density(BUCKETS);
  const most = Math.max(1, ...begun);
  const step = width / BUCKETS;
  const bars = (counts: readonly number[]): string =>
    counts
      .map((count, at) => {
        const height = count === 0 ? 0 : Math.max(1, (count / most) * (HEIGHT - 14));
        return `M${at * step} ${HEIGHT}V${HEIGHT - height}H${(at + 1) * step}V${HEIGHT}`;
      })
      .join('');
  return { begun: bars(begun), failed: bars(failed) };
}
