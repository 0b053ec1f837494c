/**
 * The space-time diagram: clients above, servers below, time to the right; and a line at the step
 * that the reader has reached.
 */

import type { RefObject, VNode } from 'preact';
import type { StoryView } from '../../report/page/page-data.js';
import { Arrows } from './arrows.js';
import { Bars, type Pointing } from './bars.js';
import type { StoryEvent } from './events.js';
import { LaneNames, Lanes } from './lanes.js';
import type { Layout } from './layout.js';
import { textWidth } from './text-width.js';
import { Badges, Bands, Hatching } from './troubles.js';

/** What is drawn, and how large. */
export interface DrawingProps {
  readonly view: StoryView;
  readonly layout: Layout;
  readonly zoom: number;
  readonly event: StoryEvent | undefined;
  readonly focused: number | undefined;
  readonly pointing: Pointing;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The diagram; it scrolls in itself where it is wider than the page. */
export function Drawing(props: DrawingProps): VNode {
  const { view, layout, zoom, event, focused, pointing, scroller } = props;
  const { width, height } = layout;
  const namesWidth = nameColumn(view);
  const x = event === undefined ? undefined : layout.scale.xOf(event.atUs);
  return (
    <div class="drawing">
      <LaneNames layout={layout} width={namesWidth} zoom={zoom} />
      <div
        class="scroll"
        data-steps
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={summaryOf(view)}
      >
        <svg
          class="story-svg"
          width={width * zoom}
          height={height * zoom}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
        >
          <Hatching />
          <Bands layout={layout} />
          <Lanes view={view} layout={layout} />
          {x === undefined ? null : <line class="cursor" x1={x} x2={x} y1={16} y2={height} />}
          <Arrows view={view} layout={layout} current={event?.arrow} pointing={pointing} />
          <Bars {...{ bars: layout.bars, zoom, scroller, focused, pointing }} />
          <Badges view={view} layout={layout} />
        </svg>
      </div>
    </div>
  );
}

/** Width of the column of names. */
export function nameColumn({ clients, servers }: StoryView): number {
  return Math.min(130, Math.max(36, ...[...clients, ...servers].map(textWidth))) + 18;
}

function summaryOf(view: StoryView): string {
  const { clients, servers, operations, arrows, bands, hasOnlyStrays } = view;
  const count = (number: number, noun: string): string =>
    `${number} ${noun}${number === 1 ? '' : 's'}`;
  const kind = hasOnlyStrays ? 'stray message' : 'message';
  return (
    `Space-time diagram: ${count(operations.length, 'operation')} of ` +
    `${count(clients.length, 'client')}, ${count(servers.length, 'server')}, ` +
    `${count(arrows.length, kind)}, ${count(bands.length, 'fault')}. ` +
    'Left and right arrow keys step through it.'
  );
}
