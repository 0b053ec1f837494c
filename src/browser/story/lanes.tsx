/**
 * What a story is drawn on: the axis with the true times, a lane for each client and server, and
 * the states that servers show along theirs.
 */

import type { VNode } from 'preact';
import type { StoryView } from '../../report/page/page-data.js';
import { AXIS_HEIGHT, type Lane, type Layout } from './layout.js';
import { CHARACTER_WIDTH, cutText, textWidth } from './text-width.js';
import { millisecondsText } from './times.js';

/** Names of lanes, beside the drawing, where they stay while it is scrolled. */
export function LaneNames(props: {
  readonly layout: Layout;
  readonly width: number;
  readonly zoom: number;
}): VNode {
  const { layout, width, zoom } = props;
  return (
    <svg
      class="lane-names"
      width={width * zoom}
      height={layout.height * zoom}
      viewBox={`0 0 ${width} ${layout.height}`}
      aria-hidden="true"
    >
      {layout.lanes.map((lane) => (
        <text x={width - 8} y={middleOf(lane)} text-anchor="end">
          {cutText(lane.name, 16)}
        </text>
      ))}
    </svg>
  );
}

/** Axis, lanes and states. */
export function Lanes({
  view,
  layout,
}: {
  readonly view: StoryView;
  readonly layout: Layout;
}): VNode {
  const { lanes, width, height } = layout;
  const firstServer = lanes.find(({ isServer }) => isServer);
  return (
    <g class="lanes">
      <Axis layout={layout} height={height} />
      {firstServer === undefined ? null : (
        <line class="border" x1={0} x2={width} y1={firstServer.y - 6} y2={firstServer.y - 6} />
      )}
      {lanes.map((lane) =>
        lane.isServer ? (
          <>
            <line class="lane" x1={0} x2={width} y1={lane.port} y2={lane.port} />
            <States view={view} layout={layout} lane={lane} />
          </>
        ) : null,
      )}
      {lanes.map((lane) => (
        <text class="print-name" x={2} y={lane.isServer ? lane.port - 4 : lane.y - 3}>
          {lane.name}
        </text>
      ))}
    </g>
  );
}

function middleOf({ isServer, port, y, height }: Lane): number {
  return isServer ? port + 4 : y + height / 2 + 4;
}

/** Ticks at all moments, times at those that leave room for them. */
function Axis({ layout, height }: { readonly layout: Layout; readonly height: number }): VNode {
  const { scale, width } = layout;
  let free = 0;
  return (
    <g class="axis">
      {scale.timesUs.map((us) => {
        const x = scale.xOf(us);
        const text = millisecondsText(us);
        const start = Math.min(Math.max(0, x - textWidth(text) / 2), width - textWidth(text));
        const isWritten = start >= free;
        if (isWritten) free = start + textWidth(text) + CHARACTER_WIDTH;
        return (
          <>
            <line class={isWritten ? 'tick' : 'tick minor'} x1={x} x2={x} y1={18} y2={height} />
            {isWritten ? (
              <text x={start} y={13}>
                {text}
              </text>
            ) : null}
          </>
        );
      })}
      <line class="rule" x1={0} x2={width} y1={AXIS_HEIGHT - 6} y2={AXIS_HEIGHT - 6} />
    </g>
  );
}

/** States under the line, each cut where the next one begins. */
function States(props: {
  readonly view: StoryView;
  readonly layout: Layout;
  readonly lane: Lane;
}): VNode {
  const { view, layout, lane } = props;
  const own = view.states.filter(({ server }) => server === lane.name);
  const places = own.map(({ atUs }) => layout.scale.xOf(atUs));
  return (
    <g class="states">
      {own.map(({ text }, at) => {
        const x = places[at] as number;
        const room = Math.floor(((places[at + 1] ?? layout.width) - x - 4) / CHARACTER_WIDTH);
        return (
          <>
            <circle cx={x} cy={lane.port} r={2.5} />
            {room < 3 && textWidth(text) > room * CHARACTER_WIDTH ? null : (
              <text x={x + 1} y={lane.port + 17}>
                {cutText(text, room)}
              </text>
            )}
          </>
        );
      })}
    </g>
  );
}
