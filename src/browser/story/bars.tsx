/**
 * Operations as bars on the lanes of their clients. The part an operation plays is told by colour,
 * by the weight of its frame, and in words; an open end means that there was no answer.
 */

import type { RefObject, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Causes, Target } from './causes.js';
import type { Bar } from './layout.js';
import { textWidth } from './text-width.js';

/** What the reader points at, and how to point. */
export interface Pointing {
  readonly causes: Causes | undefined;
  readonly point: (target: Target | undefined) => void;
  readonly choose: (operation: number) => void;
}

/** All bars; the label of one whose beginning is out of sight stands at the edge. */
export function Bars(props: {
  readonly bars: readonly Bar[];
  readonly zoom: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly focused: number | undefined;
  readonly pointing: Pointing;
}): VNode {
  const { bars, zoom, scroller, focused, pointing } = props;
  const edge = useScrolled(scroller) / zoom;
  return (
    <g>
      {bars.map((bar) => (
        <BarShape
          bar={bar}
          edge={edge}
          isFocused={bar.operation.number === focused}
          pointing={pointing}
        />
      ))}
    </g>
  );
}

/** How far a drawing is scrolled to the right. */
function useScrolled(scroller: RefObject<HTMLDivElement | null>): number {
  const [scrolled, setScrolled] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onScroll = (): void => setScrolled(element.scrollLeft);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, []);
  return scrolled;
}

function BarShape(props: {
  readonly bar: Bar;
  readonly edge: number;
  readonly isFocused: boolean;
  readonly pointing: Pointing;
}): VNode {
  const { bar, edge, isFocused, pointing } = props;
  const { operation, call, result, x, y, width, height } = bar;
  const room = width - Math.max(textWidth(call), textWidth(result)) - 16;
  const textX = x + 8 + Math.max(0, Math.min(edge - x, room));
  const { number, role, outcome, endUs } = operation;
  const isDim = pointing.causes !== undefined && !pointing.causes.operations.has(number);
  const classes = [
    'bar',
    role,
    outcome,
    endUs === undefined ? 'open' : '',
    isFocused ? 'focused' : '',
    isDim ? 'dim' : '',
  ];
  return (
    <g
      class={classes.filter((name) => name !== '').join(' ')}
      data-operation={number}
      onMouseEnter={() => pointing.point({ operation: number })}
      onMouseLeave={() => pointing.point(undefined)}
      onClick={() => pointing.choose(number)}
    >
      <title>{`#${number} ${operation.call}\n${operation.result || 'no answer'}`}</title>
      {isFocused ? (
        <rect class="ring" x={x - 3} y={y - 3} width={width + 6} height={height + 6} rx={5} />
      ) : null}
      <path class="frame" d={framePath(bar, endUs === undefined)} />
      {role === 'offending' ? <path class="flag" d={flagPath(bar)} /> : null}
      <text class="call" x={textX} y={y + 16}>
        {call}
      </text>
      <text class="result" x={textX} y={y + 31}>
        {result}
      </text>
    </g>
  );
}

/** A bar without an answer has a torn end. */
function framePath({ x, y, width, height }: Bar, isOpen: boolean): string {
  const right = x + width;
  if (!isOpen) return `M${x},${y}H${right}V${y + height}H${x}Z`;
  const tooth = height / 4;
  return (
    `M${right},${y}H${x}V${y + height}H${right}` +
    `l-6,${-tooth}l6,${-tooth}l-6,${-tooth}l6,${-tooth}`
  );
}

/** The corner of the operation that cannot be: a shape, for whom colours say little. */
function flagPath({ x, y, width }: Bar): string {
  return `M${x + width - 13},${y}h13v13z`;
}
