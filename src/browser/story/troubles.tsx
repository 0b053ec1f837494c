/**
 * Faults as hatched bands with their names above the lanes, and what happened to servers as badges
 * on their lanes.
 */

import type { VNode } from 'preact';
import type { BadgeView, StoryView } from '../../report/page/page-data.js';
import { SHAPES } from './badge-shapes.js';
import type { Layout } from './layout.js';
import { textWidth } from './text-width.js';

/** The hatching of faults; once in a drawing. */
export function Hatching(): VNode {
  return (
    <defs>
      <pattern id="hatch" width={6} height={6} patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2" />
      </pattern>
    </defs>
  );
}

const BADGE_WIDTH = 17;

/** All bands. */
export function Bands({ layout }: { readonly layout: Layout }): VNode {
  const servers = layout.lanes.filter(({ isServer }) => isServer).map(({ name }) => name);
  return (
    <g class="bands">
      {layout.bands.map(({ band, label, x, y, width, height }) => {
        const names = band.lanes.length === 0 ? servers : band.lanes;
        const lanes = layout.lanes.filter(({ name }) => names.includes(name));
        return (
          <g class={band.effects === 0 ? 'band idle' : 'band'}>
            <title>{`${band.id}: ${band.text}`}</title>
            {lanes.map((lane) => (
              <rect class="shade" x={x} y={lane.y} width={width} height={lane.height} />
            ))}
            <rect class="strip" x={x} y={y} width={width} height={height} />
            <text x={x + 5} y={y + 11}>
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** All badges; those of all servers run through the whole drawing. */
export function Badges({
  view,
  layout,
}: {
  readonly view: StoryView;
  readonly layout: Layout;
}): VNode {
  const free = new Map<string, number>();
  return (
    <g class="badges">
      {view.badges.map((badge) => {
        const at = layout.scale.xOf(badge.atUs);
        // Strokes are thin; whatever else comes at one moment stands side by side.
        const x = badge.kind === 'sync' ? at : Math.max(at, free.get(badge.server) ?? 0);
        if (badge.kind !== 'sync') free.set(badge.server, x + BADGE_WIDTH);
        const lane = layout.lanes.find(({ name, isServer }) => isServer && name === badge.server);
        return lane === undefined ? (
          <Moment badge={badge} x={x} height={layout.height} />
        ) : (
          <g class={`badge ${badge.kind}`} transform={`translate(${x},${lane.port})`}>
            <title>{`${badge.server}: ${badge.kind} ${badge.text}`}</title>
            <path d={SHAPES[badge.kind]} />
            {badge.kind === 'clock' ? (
              <text x={8} y={-8}>
                {badge.text}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
}

function Moment(props: {
  readonly badge: BadgeView;
  readonly x: number;
  readonly height: number;
}): VNode {
  const { badge, x, height } = props;
  const text = badge.kind === 'illegal' ? `ILLEGAL: ${badge.text}` : badge.text;
  const isLeft = x < textWidth(text) + 20;
  return (
    <g class={`moment ${badge.kind}`}>
      <line x1={x} x2={x} y1={20} y2={height} />
      <path d={SHAPES[badge.kind]} transform={`translate(${x},${height - 12})`} />
      <text x={isLeft ? x + 12 : x - 12} y={height - 8} text-anchor={isLeft ? 'start' : 'end'}>
        {text}
      </text>
    </g>
  );
}
