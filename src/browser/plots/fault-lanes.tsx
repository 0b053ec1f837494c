/**
 * When each kind of fault acted, a lane a kind: the darker, the more of the runs had one.
 */

import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import type { PlotsSection } from '../../report/page/page-data.js';
import { useElementWidth } from '../history/element-width.js';

const ROW_HEIGHT = 20;
/** As wide as the axis of the plots above, so that times stand below one another. */
const GUTTER = 170;

/** The lanes; nothing where there were no faults. */
export function FaultLanes({ section }: { readonly section: PlotsSection }): VNode | null {
  const host = useRef<HTMLDivElement>(null);
  const width = useElementWidth(host, 900);
  const { bands, endMs } = section;
  const kinds = [...new Set(bands.map(({ kind }) => kind))];
  if (kinds.length === 0) return null;
  const plotWidth = Math.max(100, width - GUTTER - 16);
  const across = (ms: number): number => GUTTER + (ms / Math.max(endMs, 0.001)) * plotWidth;
  return (
    <figure class="chart faults">
      <figcaption>When faults acted: the darker, the more of the runs had one</figcaption>
      <div ref={host}>
        <svg width={width} height={kinds.length * ROW_HEIGHT} role="img" aria-label={spoken(bands)}>
          {kinds.map((kind, row) => (
            <g transform={`translate(0 ${row * ROW_HEIGHT})`}>
              <text x={GUTTER - 8} y={14}>
                {kind}
              </text>
              <rect class="lane" x={GUTTER} y={3} width={plotWidth} height={ROW_HEIGHT - 6} />
              {bands
                .filter((band) => band.kind === kind)
                .map(({ beginMs, endMs: until, share }) => (
                  <rect
                    class="band"
                    x={across(beginMs)}
                    y={3}
                    width={Math.max(1, across(until) - across(beginMs))}
                    height={ROW_HEIGHT - 6}
                    opacity={0.25 + 0.75 * share}
                  />
                ))}
            </g>
          ))}
        </svg>
      </div>
    </figure>
  );
}

/** For each kind from when to when, and how often at most. */
function spoken(bands: PlotsSection['bands']): string {
  const kinds = [...new Set(bands.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const own = bands.filter((band) => band.kind === kind);
      const begin = Math.min(...own.map(({ beginMs }) => beginMs));
      const end = Math.max(...own.map(({ endMs }) => endMs));
      const most = Math.max(...own.map(({ share }) => share));
      return `${kind}: ${begin} ms to ${end} ms, in up to ${Math.round(100 * most)} % of the runs`;
    })
    .join('; ');
}
